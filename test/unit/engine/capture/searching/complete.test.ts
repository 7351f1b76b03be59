import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { completeFilter } from '../../../../../engine/capture/searching/complete.ts';
import type { JudgedMarks } from '../../../../../engine/capture/searching/judged-marks.ts';
import type { RuleGroup } from '../../../../../shared/model/finding.ts';
import { makeRow } from '../../../../support/fake-engine.ts';
import { makeTables, writeSearched } from '../../../../support/searched-rows.ts';

let db: DatabaseSync;

beforeEach(() => {
  db = new DatabaseSync(':memory:');
  makeTables(db);
  for (let number = 1; number <= 5; number += 1) {
    writeSearched(db, {
      row: makeRow(number, {
        method: number === 1 ? 'resources/read' : 'tools/call',
        name: number < 4 ? 'two words' : `tool_${String(number)}`,
        ...(number === 5 && { errorCode: -32_020, status: 400, gateway: { id: 'g', rule: 'writes' } }),
      }),
      requestHeaders: [['X-Tenant', number === 2 ? 'acme' : 'Shop']],
      requestBody: JSON.stringify({ params: { name: 'x', arguments: { region: 'eu', deep: {} } } }),
      answerHeaders: [['Content-Type', 'application/json']],
    });
  }
});

afterEach(() => {
  db.close();
});

const MARKS: JudgedMarks = {
  breaking: () => [],
  heard: () => [],
  deprecated: () => [],
  ofTask: () => [],
  ofExtension: () => [],
  tasks: () => [
    ['t-1', 2],
    ['t-2', 7],
  ],
  extensions: () => [['io.modelcontextprotocol/tasks', 3]],
};

const GROUPS = [
  { rule: 'header.name-mismatch', exchanges: 2 },
  { rule: 'tool.name', exchanges: 1 },
] as unknown as readonly RuleGroup[];

async function propose(text: string): Promise<(readonly [string, number | undefined])[]> {
  const { proposals } = await completeFilter(
    { text, cursor: text.length },
    { file: { db, live: false }, marks: () => Promise.resolve(MARKS), groups: () => Promise.resolve(GROUPS) },
  );
  return proposals.map(({ insert, exchanges }) => [insert, exchanges]);
}

it.each<[string, readonly (readonly [string, number | undefined])[]]>([
  [
    'method:',
    [
      ['tools/call ', 4],
      ['resources/read ', 1],
    ],
  ],
  ['method:CALL', [['tools/call ', 4]]],
  [
    'name:t',
    [
      ['"two words" ', 3],
      ['tool_4 ', 1],
      ['tool_5 ', 1],
    ],
  ],
  ['name:%', []],
  ['code:', [['-32020 ', 1]]],
  ['status:4', [['400 ', 1]]],
  [
    'rule:',
    [
      ['header.name-mismatch ', 2],
      ['tool.name ', 1],
      ['writes ', 1],
    ],
  ],
  [
    'task:t',
    [
      ['t-2 ', 7],
      ['t-1 ', 2],
    ],
  ],
  ['ext:TASK', [['io.modelcontextprotocol/tasks ', 3]]],
  ['header:tena', [['x-tenant=', undefined]]],
  [
    'header:X-Tenant=',
    [
      ['Shop ', 4],
      ['acme ', 1],
    ],
  ],
  ['param.re', [['region:', undefined]]],
  ['param.region:e', [['eu ', 5]]],
  ['is:dep', [['deprecated ', undefined]]],
  ['body:x', []],
  ['slower:1', []],
])('%s', async (text, proposals) => {
  expect(await propose(text)).toEqual(proposals);
});

it('begins with keys, then flags, and finds them by what they mean', async () => {
  expect((await propose('f')).map(([insert]) => insert)).toEqual(
    expect.arrayContaining(['faster:', 'failure:', 'failed ']) as string[],
  );
  expect(await propose('prom')).toContainEqual(['name:', undefined]);
  expect((await propose('')).length).toBeGreaterThan(5);
});

it('survives heads and bodies that are no JSON', async () => {
  db.exec("UPDATE main.request SET head = 'no', body = X'FF7B'");
  expect(await propose('header:tenant')).toEqual([]);
  expect(await propose('param.re')).toEqual([]);
});
