import { expect, it } from 'vitest';
import type { Candidate } from '../../../../../engine/replay/prove/candidates.ts';
import { proveVariation } from '../../../../../engine/replay/prove/vary.ts';
import { BAD, GOOD, SHOP, trialsOf } from '../../../../support/proof-samples.ts';

const candidate = (number: number, pointer = '/result/isError'): Candidate => ({
  ...{ number, pointer, kind: 'varies', class: 'noise' },
  ...{ sightings: [], wellOn: [], byInstance: new Map(), looks: '' },
});

async function isTaken(number: number, isBad: (turn: number) => boolean): Promise<boolean> {
  let turn = -1;
  const trials = trialsOf((each) => {
    if (each === number) turn += 1;
    return isBad(turn) ? BAD : GOOD;
  });
  return (await proveVariation(candidate(number), 'a', { trials, needs: SHOP })) !== undefined;
}

it('takes for chance what goes to and fro', async () => {
  expect(await isTaken(3, (turn) => [1, 4].includes(turn))).toBe(true);
  expect(await isTaken(2, (turn) => [1, 2, 4].includes(turn))).toBe(true);
});

it('takes no state for chance: what changes once and stays', async () => {
  expect(await isTaken(2, (turn) => turn > 0)).toBe(false);
  expect(await isTaken(2, (turn) => turn > 3)).toBe(false);
  expect(await isTaken(3, () => false)).toBe(false);
});

it('takes a switch that each request turns for state, but not one that only looks', async () => {
  expect(await isTaken(2, (turn) => turn % 2 === 1)).toBe(false);
  expect(await isTaken(4, (turn) => turn % 2 === 1)).toBe(true);
});

it('sees the order of a list, on the instance that it is told, with all that the step needs', async () => {
  const orders = [
    ['x', 'y'],
    ['y', 'x'],
    ['x', 'y'],
    ['y', 'x'],
    ['y', 'x'],
    ['x', 'y'],
  ];
  let turn = -1;
  const seen = new Set<string>();
  const trials = trialsOf((number, placed) => {
    if (number === 3) turn += 1;
    seen.add(placed.map((one) => `${String(one.number)}${one.instanceId}`).join());
    return { status: 200, result: { items: (orders[turn] ?? []).map((name) => ({ name })) } };
  });
  const found = await proveVariation(candidate(3, '/result/items'), 'c', { trials, needs: SHOP });
  expect(found).toMatchObject({ instanceId: 'c', contrast: { difference: { kind: 'order' } } });
  expect([...seen]).toEqual(['1c,3c']);
});

it('says nothing where one is not answered', async () => {
  const trials = trialsOf(() => undefined);
  expect(await proveVariation(candidate(4), 'a', { trials, needs: SHOP })).toBeUndefined();
  expect(await proveVariation(candidate(99), 'a', { trials, needs: SHOP })).toBeUndefined();
});
