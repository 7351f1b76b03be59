import { expect, it } from 'vitest';
import { Roles } from '../../../../engine/series/roles.ts';
import { flow, step } from '../../../support/replay/planned.ts';

const given = flow(1, [2], {
  ...{ id: 'basket', value: 'bsk_1', use: 'used' },
  producer: { number: 1, pointer: '/result/structuredContent/items/3/basketId' },
  consumers: [{ number: 2, pointer: '/params/arguments/basketId' }],
});
const steps = [step({ number: 1, tool: 'make' }), step({ number: 2, tool: 'look' })];

it('puts in place of a value what it is, whatever it reads', () => {
  const roles = new Roles({ flows: [given], steps });
  expect(roles.sourcesOf(2)).toEqual([1]);
  expect(roles.sourcesOf(1)).toEqual([]);
  const params = { name: 'look', arguments: { basketId: 'bsk_1', all: true } };
  expect(roles.inPlace(2, params)).toEqual({
    name: 'look',
    arguments: { basketId: `‹${given.kind} make /result/structuredContent/items/*/basketId›`, all: true },
  });
  expect(roles.inPlace(1, params)).toBe(params);
  expect(params.arguments.basketId).toBe('bsk_1');
});

it('leaves a value alone that is not used', () => {
  const roles = new Roles({ flows: [{ ...given, use: 'forbidden' }], steps });
  expect(roles.sourcesOf(2)).toEqual([]);
});
