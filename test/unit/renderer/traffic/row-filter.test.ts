import { describe, expect, it } from 'vitest';
import type { Row, RowFindings } from '../../../../shared/model/exchange.ts';
import { parseRowFilter } from '../../../../renderer/traffic/row-filter.ts';
import { makeRow } from './make-row.ts';

const rows: readonly Row[] = [
  makeRow(1),
  makeRow(2, {
    instanceName: 'beta',
    status: 400,
    errorCode: -32_020,
    resultType: 'error',
    headerFault: true,
  }),
  makeRow(3, { method: 'server/discover', name: '', origin: 'probe', durationMs: 210 }),
  makeRow(4, { method: 'resources/read', name: 'file:///a b.txt', era: 'legacy' }),
  makeRow(5, { state: 'failed', failureKind: 'refused', name: 'basket_get', tampered: true }),
  makeRow(6, { state: 'open', resultType: 'input_required' }),
];

/** Rows as only issue 3's transports, links and rules make them. */
const furtherRows: readonly Row[] = [
  makeRow(1),
  makeRow(2, {
    transport: 'stdio',
    findings: { count: 3, worst: 'error', rules: { 'stdio.stray-output': 3 } },
  }),
  makeRow(3, { transport: 'sse', era: 'legacy', link: { kind: 'handshake', to: 2 } }),
  makeRow(4, {
    link: { kind: 'round', to: 1, round: 2 },
    findings: { count: 1, worst: 'note', rules: { 'stdio.exited': 1 } },
  }),
];

function passing(text: string): number[] {
  const result = parseRowFilter(text);
  if (!result.ok) throw new Error(result.problem);
  return rows.filter(result.filter).map((row) => row.number);
}

describe('parseRowFilter', () => {
  it.each<[string, number[]]>([
    ['', [1, 2, 3, 4, 5, 6]],
    ['   ', [1, 2, 3, 4, 5, 6]],
    ['whoami', [1, 2, 3, 6].filter((number) => number !== 3)],
    ['WHOAMI beta', [2]],
    ['method:tools/call', [1, 2, 5, 6]],
    ['method:discover,read', [3, 4]],
    ['-method:tools/call', [3, 4]],
    ['name:"a b"', [4]],
    ['"file:///a b.txt"', [4]],
    ['file:///a', [4]],
    ['instance:beta', [2]],
    ['status:>=400', [2]],
    ['status:4xx', [2]],
    ['status:200', [1, 3, 4, 5, 6]],
    ['status:400-499,200', [1, 2, 3, 4, 5, 6]],
    ['duration:>100', [3]],
    ['code:-32020', [2]],
    ['-32020', [2]],
    ['origin:probe', [3]],
    ['era:legacy', [4]],
    ['type:input_required', [6]],
    ['failed', [2, 5]],
    ['-failed method:tools/call', [1, 6]],
    ['open', [6]],
    ['tampered', [5]],
    ['mismatch', [2]],
    ['"failed"', []],
  ])('%s', (text, numbers) => {
    expect(passing(text)).toEqual(numbers);
  });

  it.each<[string, number[]]>([
    ['transport:http', [1, 4]],
    ['transport:stdio,sse', [2, 3]],
    ['link:round', [4]],
    ['linked', [3, 4]],
    ['follows:1', [4]],
    ['finding:error', [2]],
    ['findings:>0', [2, 4]],
    ['stdio', [2]],
    ['handshake', [3]],
  ])('%s, by what came with both eras', (text, numbers) => {
    const result = parseRowFilter(text);
    expect(result.ok && furtherRows.filter(result.filter).map((row) => row.number)).toEqual(numbers);
  });

  it.each([
    ['color:red', /"color" is no filter key.*method.*"color:red" in quotes/],
    ['status:high', /"high" is no number for status/],
    ['status:>=', /is no number for status/],
    ['method:', /method: needs a value/],
    ['name:"a b', /quote that starts at .* is not closed/],
    ['"', /not closed/],
  ])('says what is wrong with %s', (text, problem) => {
    const result = parseRowFilter(text);
    expect(result.ok).toBe(false);
    expect(result.ok ? '' : result.problem).toMatch(problem);
  });

  it.each<[string, number[]]>([
    ['rule:writes', [2, 3]],
    ['rule:=writes', [2]],
    ['rule:otherwise', [4]],
    ['gateway:=g1', [2, 3]],
    ['routed', [2, 3, 4]],
    ['fault:delay', [3]],
    ['fault:swap,cut', [3, 4]],
    ['faulted', [3, 4]],
    ['-routed', [1, 5]],
    ['name:=basket', [1, 2]],
    ['name:=Basket', []],
    ['name:="a, b"', [4]],
    ['name:=', [5]],
    ['instance:=beta', [2, 3]],
    ['instance:=i3', [3]],
  ])('%s: whole values, and what went through a gateway', (text, expected) => {
    const routed: readonly Row[] = [
      makeRow(1, { name: 'basket' }),
      makeRow(2, { name: 'basket', instanceName: 'beta', gateway: { id: 'g1', rule: 'writes' } }),
      makeRow(3, {
        instanceId: 'i3',
        instanceName: 'beta',
        gateway: { id: 'g1', rule: 'writes-2', faults: ['delay', 'cut'] },
      }),
      makeRow(4, { name: 'a, b', gateway: { id: 'g10', faults: ['swap'] } }),
      makeRow(5, { name: '' }),
    ];
    const result = parseRowFilter(text);
    expect(result.ok && routed.filter(result.filter).map((row) => row.number)).toEqual(expected);
  });

  it('knows an empty filter', () => {
    expect(parseRowFilter(' ')).toMatchObject({ ok: true, empty: true });
    expect(parseRowFilter('x')).toMatchObject({ ok: true, empty: false });
  });
});

describe('findings', () => {
  const row = makeRow(1, {
    findings: { count: 3, worst: 'error', rules: { 'tool.name-long': 1, 'tool.name': 2 } },
  });

  function passes(text: string, heard?: (row: Row) => RowFindings | undefined): boolean {
    const result = parseRowFilter(text, heard);
    if (!result.ok) throw new Error(result.problem);
    return result.filter(row);
  }

  it('are found by the rule, by a part of its id or by all of it', () => {
    expect(passes('breaks:tool')).toBe(true);
    expect(passes('breaks:=tool.name')).toBe(true);
    expect(passes('breaks:=tool')).toBe(false);
    expect(passes('breaks:header')).toBe(false);
  });

  it('count as far as they are heard', () => {
    const heard = () => ({ count: 1, worst: 'note', rules: {} }) as const;
    expect(passes('finding:error findings:3')).toBe(true);
    expect(passes('finding:error', heard)).toBe(false);
    expect(passes('finding:note findings:1', heard)).toBe(true);
    expect(passes('finding:error,warning,note', () => undefined)).toBe(false);
  });
});
