import { afterEach, beforeEach, expect, it } from 'vitest';
import { createFoundStore, type FoundStore } from '../../../../../engine/capture/judging/found-store.ts';
import type { Finding } from '../../../../../shared/model/finding.ts';

let store: FoundStore;
beforeEach(() => {
  store = createFoundStore();
});
afterEach(() => {
  store.close();
});

const FULL: Finding = {
  rule: 'a.full',
  severity: 'error',
  side: 'server',
  message: 'It is wrong.',
  pointer: 'event:0:/result',
  expected: 'right',
  found: 'wrong',
  link: 'https://example.com/page',
};
const BARE: Finding = { rule: 'b.bare', severity: 'note', side: 'none', message: 'It is so.' };

function add(
  number: number,
  finding: Finding,
  changes: { recorded?: boolean; open?: boolean; on?: string } = {},
) {
  const { recorded = false, open = false, on = 'i' } = changes;
  store.add({ number, instanceId: on, finding, recorded, open });
}

it('gives findings back as they were', () => {
  add(3, FULL);
  add(3, BARE);
  expect(store.of(3, 10)).toEqual([FULL, BARE]);
  expect(store.of(3, 1)).toEqual([FULL]);
  expect(store.of(4, 10)).toEqual([]);
});

it('lists one rule by exchange, in pages that tear no exchange apart', () => {
  for (const number of [9, 1, 5, 5, 5, 7]) add(number, FULL);
  add(5, BARE);
  const page = (after: number, limit: number) => {
    const { found, more } = store.list({ rule: FULL.rule, after, limit });
    return [found.map(({ number }) => number), more];
  };
  expect(page(0, 2)).toEqual([[1, 5, 5, 5], true]);
  expect(page(5, 2)).toEqual([[7, 9], false]);
  expect(page(0, 100)).toEqual([[1, 5, 5, 5, 7, 9], false]);
  expect(page(0, 0)).toEqual([[], true]);
  expect(page(9, 5)).toEqual([[], false]);
  expect(store.list({ rule: 'no.such', after: 0, limit: 5 })).toEqual({ found: [], more: false });
});

it('lists those about one instance only', () => {
  add(1, FULL, { on: 'one' });
  add(2, FULL, { on: '' });
  add(3, FULL, { on: 'two' });
  const numbers = (instanceId: string) =>
    store.list({ rule: FULL.rule, instanceId, after: 0, limit: 5 }).found.map(({ number }) => number);
  expect([numbers('one'), numbers(''), numbers('none')]).toEqual([[1], [2], []]);
});

it('gives rows only what stands in no file, and lists both', () => {
  add(1, FULL, { recorded: true });
  add(1, BARE);
  add(2, FULL);
  add(2, FULL);
  add(4, BARE);
  expect([...store.rows(1, 3)]).toEqual([
    [1, { count: 1, worst: 'note', rules: { 'b.bare': 1 } }],
    [2, { count: 2, worst: 'error', rules: { 'a.full': 2 } }],
  ]);
  expect(store.list({ rule: FULL.rule, after: 0, limit: 5 }).found).toHaveLength(3);
  expect(store.of(1, 5)).toEqual([BARE]);
});

it('tells which exchanges of a range have findings, by rule, side and severity', () => {
  for (const number of [9, 4, 5, 5, 1]) add(number, FULL, { recorded: number === 4 });
  add(5, { ...FULL, side: 'client', severity: 'warning' });
  add(6, BARE);
  add(7, BARE, { open: true });
  expect(store.within(4, 8)).toEqual([
    { rule: 'a.full', side: 'server', severity: 'error', numbers: [4, 5, 5] },
    { rule: 'a.full', side: 'client', severity: 'warning', numbers: [5] },
    { rule: 'b.bare', side: 'none', severity: 'note', numbers: [6] },
  ]);
  expect(store.within(10, 20)).toEqual([]);
});

it('takes away what was said of an exchange that went on, and nothing else', () => {
  add(1, FULL, { open: true });
  add(1, BARE);
  add(2, FULL, { open: true });
  expect(store.open().map(({ number }) => number)).toEqual([1, 2]);
  expect([store.has(1, FULL.rule), store.has(1, BARE.rule)]).toEqual([false, true]);
  store.dropOpen(1);
  expect(store.of(1, 5)).toEqual([BARE]);
  expect(store.open().map(({ number }) => number)).toEqual([2]);
});

it('keeps what was added before something went wrong', () => {
  expect(() =>
    store.together(() => {
      add(1, FULL);
      throw new Error('no');
    }),
  ).toThrow('no');
  store.together(() => {
    add(2, FULL);
  });
  expect([...store.rows(1, 2).keys()]).toEqual([1, 2]);
});
