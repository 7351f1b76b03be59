import { expect, it } from 'vitest';
import type { AskedPlace } from '../../../../../engine/replay/plan/asked-values.ts';
import { judgeFlow, type Minter } from '../../../../../engine/replay/plan/judge-flow.ts';
import type { MintedPlace } from '../../../../../engine/replay/plan/minted-values.ts';

const RANDOM = 'bsk_2da3b5555e9c164534dd';
const write: Minter = { number: 3, method: 'tools/call', subject: 'make', holders: 0, isWrite: true };
const reading: Minter = { ...write, subject: 'look', isWrite: false };
const from = (part: Partial<MintedPlace>): MintedPlace => ({
  ...{ number: 3, pointer: '/result/x', value: RANDOM, name: 'basketId', inArray: false, rank: 0 },
  ...part,
});
const to = (part: Partial<AskedPlace> = {}): AskedPlace => ({
  ...{ number: 5, pointer: '/params/arguments/basketId', at: 1, name: 'basketId' },
  ...part,
});
const within = { part: 1, of: 2, before: 'a ' };

it.each<[string | undefined, Minter, Partial<MintedPlace>, Partial<AskedPlace>]>([
  // Made up, by what changes something.
  ['certain', write, {}, {}],
  ['certain', write, {}, { name: 'other_id' }],
  ['likely', write, {}, { name: 'note' }],
  ['likely', write, {}, { name: 'uri', within }],
  // By what only reads: what stands in a list was there before.
  ['likely', reading, { name: 'searchId' }, { name: 'searchId' }],
  ['possible', reading, { inArray: true }, {}],
  ['possible', reading, { within }, {}],
  [undefined, { ...reading, holders: 3 }, {}, {}],
  // A name that anybody could write.
  ['likely', write, { value: 'ord-17', name: 'orderId' }, { name: 'order_id' }],
  ['possible', write, { value: 'ord-17', name: 'orderId', inArray: true }, { name: 'orderId' }],
  ['possible', { ...write, holders: 3 }, { value: 'ord-17', name: 'orderId' }, { name: 'orderId' }],
  ['possible', write, { value: 'ord-17', name: 'orderId' }, { name: 'ticket' }],
  ['possible', write, { value: 'TEA-001', name: 'sku' }, { name: 'sku' }],
  [undefined, write, { value: 'TEA-001', name: 'sku', inArray: true }, { name: 'sku' }],
  [undefined, write, { value: 'TEA-001', name: 'best' }, { name: 'sku' }],
  [undefined, reading, { value: 'TEA-001', name: 'sku', inArray: true }, { name: 'sku' }],
  [undefined, reading, { value: 'TEA-001', name: 'sku' }, { name: 'sku' }],
  ['possible', reading, { value: 'acc-1', name: 'accountId' }, { name: 'accountId' }],
  // Numbers and words, which were found by what they name.
  ['likely', write, { value: 7, name: 'id' }, { name: 'ticketId' }],
  ['possible', write, { value: 7, name: 'id', inArray: true }, { name: 'ticketId' }],
  ['possible', reading, { value: 7, name: 'ticketId' }, { name: 'ticketId' }],
  [undefined, reading, { value: 7, name: 'ticketId', inArray: true }, { name: 'ticketId' }],
  // A moment is carried where the same is asked for.
  ['likely', reading, { value: '2026-11-23T10:00:00.123Z', name: 'updatedAt' }, { name: 'updatedAt' }],
  [undefined, write, { value: '2026-11-23T10:00:00.123Z', name: 'updatedAt' }, { name: 'until' }],
])('is %s of what it sees (%#)', (confidence, minter, producer, consumer) => {
  const judged = judgeFlow(minter, from(producer), to(consumer));
  expect(judged?.confidence).toBe(confidence);
});

it('says why in a sentence', () => {
  expect(judgeFlow(write, from({}), to())?.why).toBe(
    '#3 make was the first to name it, it looks like one that is made up, and basketId goes with basketId.',
  );
  expect(judgeFlow(reading, from({ inArray: true }), to({ name: 'note' }))?.why).toBe(
    '#3 look was the first to name it, it looks like one that is made up; but it stands in a list that was only read, and may have been there before.',
  );
});
