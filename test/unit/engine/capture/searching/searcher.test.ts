import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { JudgedMarks } from '../../../../../engine/capture/searching/judged-marks.ts';
import { findExchanges, type SearchOptions } from '../../../../../engine/capture/searching/searcher.ts';
import type { FindWish } from '../../../../../engine/capture/searching/search-messages.ts';
import { parseFilter } from '../../../../../shared/filter/parse.ts';
import type { Finding } from '../../../../../shared/model/finding.ts';
import { makeRow } from '../../../../support/fake-engine.ts';
import { makeTables, writeSearched, type Searched } from '../../../../support/searched-rows.ts';

let db: DatabaseSync;

beforeEach(() => {
  db = new DatabaseSync(':memory:');
  makeTables(db);
});

afterEach(() => {
  db.close();
});

const NO_MARKS: JudgedMarks = {
  breaking: () => [],
  heard: () => [],
  deprecated: () => [],
  ofTask: () => [],
  ofExtension: () => [],
  tasks: () => [],
  extensions: () => [],
};

function write(...all: Searched[]): void {
  for (const one of all) writeSearched(db, one);
}

async function find(
  text: string,
  wish: Partial<FindWish> = {},
  options: Partial<Omit<SearchOptions, 'file'>> & { readonly live?: boolean } = {},
): Promise<number[]> {
  const reading = parseFilter(text);
  if (!reading.ok) throw new Error(reading.problem.message);
  const { live = false, ...rest } = options;
  const found = await findExchanges(
    { filter: reading.filter, mutes: [], budgetMs: 60_000, ...wish },
    { file: { db, live }, marks: () => Promise.resolve(NO_MARKS), ...rest },
  );
  return [...found.numbers];
}

describe('what a row shows', () => {
  beforeEach(() => {
    write(
      { row: makeRow(1) },
      {
        row: makeRow(2, {
          instanceName: 'beta',
          status: 400,
          errorCode: -32_020,
          resultType: 'error',
          headerFault: true,
        }),
      },
      { row: makeRow(3, { method: 'server/discover', name: '', origin: 'probe', durationMs: 210 }) },
      { row: makeRow(4, { method: 'resources/read', name: 'file:///a b.txt', era: 'legacy' }) },
      { row: makeRow(5, { state: 'failed', failureKind: 'refused', name: 'basket_get', tampered: true }) },
      { row: makeRow(6, { state: 'open', resultType: 'input_required' }) },
      {
        row: makeRow(7, {
          name: '100%_sure',
          gateway: { id: 'g1', rule: 'writes', faults: ['delay', 'cut'] },
        }),
      },
      {
        row: makeRow(8, { name: 'Größe', gateway: { id: 'g10' }, link: { kind: 'round', to: 2, round: 2 } }),
      },
      { row: makeRow(9, { transport: 'stdio', responseBytes: 20_000, requestBytes: 10, eventCount: 7 }) },
    );
  });

  it.each<[string, number[]]>([
    ['', [1, 2, 3, 4, 5, 6, 7, 8, 9]],
    ['whoami', [1, 2, 6, 9]],
    ['WHOAMI beta', [2]],
    ['method:tools/call', [1, 2, 5, 6, 7, 8, 9]],
    ['method:discover,read', [3, 4]],
    ['-method:tools/call', [3, 4]],
    ['not (method:tools/call or era:legacy)', [3]],
    ['name:"a b"', [4]],
    ['file:///a', [4]],
    ['name:file*txt', [4]],
    ['name:*txt', [4]],
    ['name:txt*', []],
    ['name:*', [1, 2, 3, 4, 5, 6, 7, 8, 9]],
    ['name:%', [7]],
    ['name:_s', [7]],
    ['name:GRÖSSE', []],
    ['name:GRÖ', [8]],
    ['instance:=beta', [2]],
    ['instance:=i2', []],
    ['status:>=400', [2]],
    ['status:4xx', [2]],
    ['code:-32020', [2]],
    ['-32020', [2]],
    ['duration:>100', [3]],
    ['slower:200ms', [3]],
    ['larger:10kb', [9]],
    ['events:7', [9]],
    ['transport:stdio', [9]],
    ['number:2-3', [2, 3]],
    ['follows:2', [8]],
    ['linked', [8]],
    ['link:round', [8]],
    ['is:failed', [2, 5, 6]],
    ['failure:lost', [6]],
    ['state:open', []],
    ['-failed method:tools/call', [1, 7, 8, 9]],
    ['is:error,tampered', [2, 5]],
    ['mismatch', [2]],
    ['rule:writes', [7]],
    ['route:otherwise', [8]],
    ['gateway:=g1', [7]],
    ['fault:cut', [7]],
    ['fault:=delay', [7]],
    ['fault:d*y', [7]],
    ['fault:delay*cut', []],
    ['faulted or routed', [7, 8]],
    ['status:>=400 or method:read and era:legacy', [2, 4]],
    ['(status:>=400 or method:read) and era:legacy', [4]],
  ])('%s', async (text, numbers) => {
    expect(await find(text)).toEqual(numbers);
  });

  it('is open in a recording that goes on', async () => {
    expect(await find('open', {}, { live: true })).toEqual([6]);
    expect(await find('is:failed', {}, { live: true })).toEqual([2, 5]);
  });

  it('is looked at in some rows only', async () => {
    expect(await find('method:tools/call', { among: [3, 5, 6, 99] })).toEqual([5, 6]);
    expect(await find('method:tools/call', { above: 6 })).toEqual([7, 8, 9]);
    expect(await find('', { among: [] })).toEqual([]);
  });

  it('orders what was found, without a value last, alike by number', async () => {
    const by = (column: NonNullable<FindWish['sort']>['column'], descending: boolean) => ({
      sort: { column, descending },
    });
    expect(await find('number:1-4', by('number', true))).toEqual([4, 3, 2, 1]);
    expect(await find('number:1-4', by('duration', true))).toEqual([3, 1, 2, 4]);
    expect(await find('number:7-9', by('link', true))).toEqual([8, 7, 9]);
    expect(await find('number:7-9', by('link', false))).toEqual([8, 7, 9]);
    expect(await find('number:1-6', by('mark', true))).toEqual([2, 5, 6, 1, 3, 4]);
  });

  it.each(["'", '"', "' OR 1=1 --", "%' OR '1'='1", '\\', ') OR 1=1', '%', "x'; DROP TABLE exchange; --"])(
    'takes %s for text and nothing else',
    async (text) => {
      const quoted = `"${text.replace(/["\\]/g, '\\$&')}"`;
      for (const key of [
        '',
        'name:',
        'name:=',
        'body:',
        'header:',
        'header:x=',
        'param.a:',
        'fault:',
        'task:',
        'rule:',
      ]) {
        expect(await find(`${key}${quoted}`)).toEqual(
          text === '%' && (key === '' || key === 'name:') ? [7] : [],
        );
      }
      expect(await find(`param.a'b:${quoted}`)).toEqual([]);
      expect(await find('')).toHaveLength(9);
    },
  );
});

describe('bodies', () => {
  const text = 'The shop says: "out of stock", größer als zwei';
  const answerBody = JSON.stringify({ result: { content: [{ type: 'text', text }] } });

  it.each<NonNullable<Searched['lies']>>(['plain', 'chunked', 'compressed', 'elsewhere', 1, 7, 30])(
    'are searched however they lie: %s',
    async (lies) => {
      write({ row: makeRow(1), answerBody, lies }, { row: makeRow(2), answerBody: '{"result":{}}', lies });
      for (const wanted of [
        'body:shop',
        'body:"THE SHOP SAYS"',
        'body:"out of stock"',
        'body:"says: \\"out of"',
        'body:GRÖSS,GRÖß',
        'body:The*stock',
        'body:*als*',
        'shop',
        'body:="The shop"',
        '"text\\":\\"The"',
      ]) {
        expect([wanted, await find(wanted)]).toEqual([wanted, [1]]);
      }
      expect(await find('body:stock*shop')).toEqual([]);
      expect(await find('body:="the shop"')).toEqual([]);
      expect(await find('body:zzzz')).toEqual([]);
      expect(await find('body:HTTP/1.1')).toEqual([]);
      expect(await find('-body:shop')).toEqual([2]);
    },
  );

  it('are found where the letters are written as escapes', async () => {
    write({ row: makeRow(1), answerBody: '{"text":"gr\\u00f6\\u00DFer"}' });
    expect(await find('body:größer')).toEqual([1]);
  });

  it('of requests, too', async () => {
    write({ row: makeRow(1), requestBody: '{"params":{"name":"basket"}}' }, { row: makeRow(2) });
    expect(await find('body:Basket')).toEqual([1]);
  });

  it('are searched until time is up; who goes on from there misses nothing', async () => {
    for (let number = 1; number <= 6_000; number += 1) {
      write({ row: makeRow(number, { name: '' }), requestBody: number % 1_000 === 0 ? 'needle' : 'hay' });
    }
    const reading = parseFilter('body:needle');
    if (!reading.ok) throw new Error('no filter');
    let now = 0;
    const options = {
      file: { db, live: false },
      marks: () => Promise.resolve(NO_MARKS),
      now: () => (now += 30),
    };
    const wish = { filter: reading.filter, mutes: [], budgetMs: 300 };
    const first = await findExchanges(wish, options);
    expect(first.through).toBeGreaterThan(0);
    const numbers = [...first.numbers];
    expect(Math.max(...numbers)).toBeLessThanOrEqual(first.through ?? 0);
    let { through } = first;
    while (through !== undefined) {
      const more = await findExchanges({ ...wish, above: through }, options);
      numbers.push(...more.numbers);
      ({ through } = more);
    }
    expect(numbers).toEqual([1_000, 2_000, 3_000, 4_000, 5_000, 6_000]);
  });
});

it('looks at headers of both sides and at arguments', async () => {
  const call = (args: object): string =>
    JSON.stringify({ method: 'tools/call', params: { name: 'x', arguments: args } });
  write(
    {
      row: makeRow(1),
      requestHeaders: [
        ['Mcp-Name', 'whoami'],
        ['X-A', 'first, "quoted"'],
      ],
      answerHeaders: [['Content-Type', 'application/json']],
      requestBody: call({ region: 'us-east-1', deep: { count: 3, on: true } }),
    },
    {
      row: makeRow(2),
      requestHeaders: [['X-Whoami', 'Mcp-Name']],
      requestBody: call({ region: 'eu', note: 'region us' }),
    },
    { row: makeRow(3), requestBody: 'region: no JSON' },
  );
  const expected: Record<string, number[]> = {
    'header:mcp-name': [1],
    'header:MCP-NAME=who*': [1],
    'header:mcp-name=name': [],
    'header:x-a="\\"quoted"': [1],
    'header:content-type=JSON': [1],
    'header:content-type==application/json': [1],
    'header:content-type==JSON': [],
    'header:x-whoami,y': [],
    '-header:x-whoami': [1, 3],
    'param.region:us*': [1],
    'param.region:=us': [],
    'param.region:*': [1, 2],
    'param.deep.count:3': [1],
    'param.deep.on:true': [1],
    'param.name:=x': [1, 2],
    'param.nothing:x': [],
  };
  for (const [text, numbers] of Object.entries(expected))
    expect([text, await find(text)]).toEqual([text, numbers]);
});

describe('what the judge knows', () => {
  const recorded: Finding = { rule: 'stdio.stray-output', severity: 'warning', side: 'server', message: 'm' };
  const marks: JudgedMarks = {
    ...NO_MARKS,
    breaking: (matches) => (matches('header.name-mismatch') ? [1] : []),
    heard: (mutes) => (mutes.length > 0 ? [] : [[1, 3, 0]]),
    deprecated: () => [2],
    ofTask: (matches) => (matches('Task-1') ? [3] : []),
    ofExtension: (matches) => (matches('io.modelcontextprotocol/tasks') ? [2, 3] : []),
  };
  const judged = { marks: () => Promise.resolve(marks) };

  beforeEach(() => {
    write(
      { row: makeRow(1) },
      { row: makeRow(2), findings: [recorded] },
      { row: makeRow(3, { method: 'tools/call' }) },
      { row: makeRow(4, { method: 'tasks/get', name: 'task-12' }) },
    );
  });

  it.each<[string, number[]]>([
    ['has:finding', [1, 2]],
    ['-has:findings', [3, 4]],
    ['finding:error', [1]],
    ['finding:warning,error', [1, 2]],
    ['findings:>1', [1]],
    ['findings:0', [3, 4]],
    ['findings:0-1', [2, 3, 4]],
    ['rule:header.*', [1]],
    ['breaks:=stdio.stray-output', [2]],
    ['is:deprecated', [2]],
    ['task:task-1', [3, 4]],
    ['task:TASK-1*', [3, 4]],
    ['task:=task-12', [4]],
    ['ext:tasks', [2, 3]],
    ['ext:tasks -is:deprecated', [3]],
    ['is:deprecated or method:tasks/get', [2, 4]],
  ])('%s', async (text, numbers) => {
    expect(await find(text, {}, judged)).toEqual(numbers);
  });

  it('is heard but for what is muted', async () => {
    const mutes = [{ rule: 'header.name-mismatch' }];
    expect(await find('has:finding', { mutes }, judged)).toEqual([2]);
    const here = [{ rule: recorded.rule, instanceId: makeRow(2).instanceId }];
    expect(await find('has:finding', { mutes: [...mutes, ...here] }, judged)).toEqual([]);
    expect(await find('findings:0', { mutes: [...mutes, ...here] }, judged)).toEqual([1, 2, 3, 4]);
  });

  it('is asked for only where it matters, and that is told', async () => {
    const asked = (text: string) => {
      const reading = parseFilter(text);
      if (!reading.ok) throw new Error('no filter');
      return findExchanges(
        { filter: reading.filter, mutes: [], budgetMs: 1_000 },
        { file: { db, live: false }, ...judged },
      );
    };
    expect((await asked('method:tools')).judged).toBe(false);
    expect((await asked('method:tools or not has:finding')).judged).toBe(true);
  });
});
