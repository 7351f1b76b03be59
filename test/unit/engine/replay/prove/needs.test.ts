import { expect, it } from 'vitest';
import { Needs } from '../../../../../engine/replay/prove/needs.ts';
import { flow, SHOP, step } from '../../../../support/proof-samples.ts';

it('needs whose values it carries, in turn, and nothing that merely came before', () => {
  expect([...SHOP.of(3)]).toEqual([1]);
  expect([...SHOP.of(1)]).toEqual([]);
  const chain = new Needs({
    steps: [1, 2, 3].map((number) => step(number, 'page')),
    flows: [flow(1, [2]), flow(2, [3])],
  });
  expect([...chain.of(3)].sort()).toEqual([1, 2]);
});

it('does not follow flows that are not rewritten', () => {
  const needs = new Needs({
    steps: [step(1, 'create'), step(2, 'get')],
    flows: [flow(1, [2], { use: 'forbidden' })],
  });
  expect([...needs.of(2)]).toEqual([]);
});

it('does not end a poll without what its task waits for', () => {
  const needs = new Needs({
    steps: [
      step(1, 'work'),
      step(2, 'work', { kind: 'poll', until: 'asks', after: [1] }),
      step(3, 'work', { kind: 'update', after: [1, 2] }),
      step(4, 'work', { kind: 'poll', after: [1, 3] }),
      step(5, 'work', { kind: 'poll', until: 'ended', after: [1, 3, 4] }),
    ],
    flows: [flow(1, [2, 3, 4, 5], { kind: 'task-id' })],
  });
  expect([...needs.of(5)].sort()).toEqual([1, 2, 3]);
  expect([...needs.of(4)]).toEqual([1]);
});

it('knows all that came before, and what shares a handle', () => {
  expect([...SHOP.before(3)].sort()).toEqual([1, 2]);
  expect(SHOP.related(2)).toEqual([1, 3]);
  expect(SHOP.related(4)).toEqual([]);
});

it('knows what a step minted, and what it carries', () => {
  expect(SHOP.mintedBy(1).map(({ id }) => id)).toEqual(['flow-1']);
  expect(SHOP.carriedBy(3).map(({ id }) => id)).toEqual(['flow-1']);
  expect([...SHOP.mintedBy(3), ...SHOP.carriedBy(1)]).toEqual([]);
});
