import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { findExchanges } from '../../../../engine/capture/searching/searcher.ts';
import { parseFilter } from '../../../../shared/filter/parse.ts';
import type { Row } from '../../../../shared/model/exchange.ts';
import { makeRow } from '../../../support/fake-engine.ts';
import { naiveFilter } from '../../../support/naive-filter.ts';
import { seeded } from '../../../support/scale-bench/day-traffic.ts';
import { makeTables, writeSearched } from '../../../support/searched-rows.ts';

let db: DatabaseSync;

beforeEach(() => {
  db = new DatabaseSync(':memory:');
  makeTables(db);
});

afterEach(() => {
  db.close();
});

async function find(text: string): Promise<number[]> {
  const reading = parseFilter(text);
  if (!reading.ok) throw new Error(reading.problem.message);
  const found = await findExchanges(
    { filter: reading.filter, mutes: [], budgetMs: 60_000 },
    { file: { db, live: true }, marks: () => Promise.reject(new Error('nobody judges here')) },
  );
  return [...found.numbers];
}

it('finds what a filter over rows in memory finds, whatever rows and filter', async () => {
  const random = seeded(20);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const rows: Row[] = [];
  const bodies = new Map<number, string[]>();
  for (let number = 1; number <= 120; number += 1) {
    const row = makeRow(number, {
      method: pick(['tools/call', 'tools/list', 'resources/read', 'tasks/get']),
      name: pick(['basket_add', 'Basket', '', 'file:///a b', '100%', 'größe', 'a_b']),
      ...pick([
        { instanceId: 'i1', instanceName: 'alpha' },
        { instanceId: 'i2', instanceName: 'beta' },
      ]),
      ...pick([{ status: 200 }, { status: 404, errorCode: -32_602 }, {}, { isError: true, status: 200 }]),
      ...pick([{ state: 'done' }, { state: 'failed', failureKind: 'timeout' }, { state: 'open' }] as const),
      ...pick([{ durationMs: 3 }, { durationMs: 250.5 }, {}]),
      ...pick([
        {},
        { gateway: { id: 'g1', rule: 'writes', faults: ['delay', 'cut'] } },
        { gateway: { id: 'g2' } },
      ] as const),
      ...pick([
        {},
        { link: { kind: 'round', to: 1, round: 2 } },
        { tampered: true },
        { headerFault: true },
      ] as const),
      responseBytes: Math.floor(random() * 20_000),
      eventCount: Math.floor(random() * 4),
    });
    const requestBody = pick(['', '{"a":"pear"}', 'APPLE pie']);
    const answerBody = pick(['', '{"text":"out of stock"}', 'Apfelmus und Äpfel', 'x'.repeat(50)]);
    writeSearched(db, {
      row,
      requestBody,
      answerBody,
      lies: pick(['plain', 'chunked', 'compressed', 'elsewhere', 3] as const),
    });
    rows.push(row);
    bodies.set(number, [requestBody, answerBody]);
  }
  const terms = [
    ...['tools', 'BASKET', '%', '_', '-32602', 'a*b', 'round', 'apfel', 'äpfel', '"out of"', 'pear'],
    ...[
      'method:list,read',
      'name:b*',
      'name:*a*',
      'name:=',
      'name:GRÖ*',
      'instance:=i2',
      'status:4xx',
      'status:>=200',
    ],
    ...[
      'code:-32700..-32600',
      'slower:100ms',
      'duration:3',
      'larger:10kb',
      'smaller:5kb',
      'events:1-2',
      'follows:1',
    ],
    ...[
      'is:failed,tampered',
      'open',
      'routed',
      'faulted',
      'fault:c*',
      'route:otherwise',
      'route:=writes',
      'linked',
    ],
    ...[
      'state:done',
      'failure:time*',
      'number:10-50',
      'is:error',
      'mismatch',
      'body:apple',
      'body:=Apfel',
      'body:p*r',
    ],
  ];
  const some = (depth: number): string => {
    if (depth === 0 || random() < 0.3) return `${random() < 0.2 ? 'not ' : ''}${pick(terms)}`;
    const list = Array.from({ length: 1 + Math.floor(random() * 3) }, () => some(depth - 1));
    return `${random() < 0.2 ? 'not ' : ''}(${list.join(pick([' ', ' and ', ' or ']))})`;
  };
  const options = { bodies: (row: Row) => bodies.get(row.number) ?? [] };
  for (let round = 0; round < 250; round += 1) {
    const text = some(3);
    const expected = rows.filter(naiveFilter(text, options)).map(({ number }) => number);
    expect([text, await find(text)]).toEqual([text, expected]);
  }
});
