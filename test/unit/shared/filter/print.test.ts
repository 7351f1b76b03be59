import { expect, it } from 'vitest';
import { parseFilter } from '../../../../shared/filter/parse.ts';
import { printFilter } from '../../../../shared/filter/print.ts';
import type { FilterNode } from '../../../../shared/model/filter.ts';

function parsed(text: string): FilterNode {
  const reading = parseFilter(text);
  if (!reading.ok) throw new Error(`${text}: ${reading.problem.message}`);
  return reading.filter;
}

/** Without the places, which are those of another text. */
function meaning(filter: FilterNode): string {
  return JSON.stringify(filter, (key, value: unknown) =>
    key === 'from' || key === 'to' ? undefined : value,
  );
}

it.each([
  ['a OR b AND c', '"a" or "b" "c"'],
  ['(a or b) c', '("a" or "b") "c"'],
  ['-(a b)', 'not ("a" "b")'],
  ['is:failed', 'failed'],
  ['has:finding,error', 'is:finding,error'],
  ['slower:200ms', 'duration:>200'],
  ['larger:10kb', 'larger:>10000'],
  ['status:4xx', 'status:4xx'],
  ['name:=a,b', 'name:="a,b"'],
  ['header:"X A"', 'header:"x a"'],
  ['', ''],
])('prints %s as %s', (text, printed) => {
  expect(printFilter(parsed(text))).toBe(printed);
});

const TERMS = [
  ...[
    'a',
    '"x y"',
    'b*c',
    '*',
    '"a*"*',
    '"\\"\\\\"',
    '-32020',
    'failed',
    'is:open,deprecated',
    'has:finding',
  ],
  ...[
    'method:tools/call',
    'name:"a, b",c*',
    'name:=',
    'name:="x\\"y"',
    'body:ü*',
    'rule:header.*',
    'ext:tasks',
  ],
  ...['status:4xx,200-299', 'code:-32099..-32000', 'slower:1.5s', 'smaller:2kib', 'larger:1mb', 'findings:0'],
  ...[
    'header:accept',
    'header:x=a,"b c"',
    'header:x==y',
    'param.a.b:us*',
    'param.x:=1',
    'duration:<=3',
    'events:>2',
  ],
];

it('prints what is read as the same filter, whatever it is', () => {
  let state = 11;
  const random = (below: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  const some = (depth: number): string => {
    if (depth === 0 || random(3) === 0)
      return `${random(4) === 0 ? '-' : ''}${TERMS[random(TERMS.length)] ?? 'a'}`;
    const list = Array.from({ length: 1 + random(3) }, () => some(depth - 1));
    const inner = list.join([' ', ' and ', ' or '][random(3)]);
    return `${random(4) === 0 ? 'not ' : ''}(${inner})`;
  };
  for (let round = 0; round < 2_000; round += 1) {
    const text = some(3).replaceAll('--', '- -').replaceAll('- -', '-');
    const filter = parsed(text);
    const printed = printFilter(filter);
    expect([text, meaning(parsed(printed))]).toEqual([text, meaning(filter)]);
    expect(printFilter(parsed(printed))).toBe(printed);
  }
});
