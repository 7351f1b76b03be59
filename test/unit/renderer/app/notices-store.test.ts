import { expect, it } from 'vitest';
import { createNoticeStore } from '../../../../renderer/app/notices-store.ts';

function setUp() {
  const later: { run: () => void; ms: number }[] = [];
  const store = createNoticeStore((run, ms) => later.push({ run, ms }));
  return { store, later, messages: () => store.getState().notices.map(({ message }) => message) };
}

it('takes notes away after a while and keeps faults until they are closed', () => {
  const { store, later, messages } = setUp();
  store.say('note', 'Copied.');
  store.say('fault', 'The disk is full.');
  expect(later).toHaveLength(1);
  later[0]?.run();
  expect(messages()).toEqual(['The disk is full.']);
  store.close(store.getState().notices[0]?.id ?? 0);
  expect(messages()).toEqual([]);
});

it('says the same thing once, with how often, and for its full time', () => {
  const { store, later, messages } = setUp();
  store.say('note', 'Copied.');
  store.say('note', 'Copied.');
  expect(store.getState().notices).toMatchObject([{ message: 'Copied.', times: 2 }]);
  later[0]?.run();
  expect(messages()).toEqual(['Copied.']);
  later[1]?.run();
  expect(messages()).toEqual([]);
});

it('shows five at most', () => {
  const { store, messages } = setUp();
  for (let turn = 1; turn <= 7; turn += 1) store.say('fault', `Fault ${turn}`);
  expect(messages()).toEqual(['Fault 3', 'Fault 4', 'Fault 5', 'Fault 6', 'Fault 7']);
});

it('keeps a long text as long as it takes to read, and one with something to do until that is done', () => {
  const { store, later, messages } = setUp();
  store.say('warning', 'x'.repeat(500));
  expect(later[0]?.ms).toBe(30_000);
  store.say('note', 'Damaged.', { label: 'Salvage', run: () => undefined });
  expect(later).toHaveLength(1);
  expect(messages()).toHaveLength(2);
});
