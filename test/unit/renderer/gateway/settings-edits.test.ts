import { describe, expect, it } from 'vitest';
import {
  allFaults,
  enableFault,
  enableRule,
  moveRule,
  putFault,
  putRule,
  removeFault,
  removeRule,
} from '../../../../renderer/gateway/settings-edits.ts';
import { makeFault, makeGateway, makeRule } from './samples.ts';

const gateway = makeGateway({
  rules: [makeRule('1', { faults: [makeFault('f1')] }), makeRule('2'), makeRule('3')],
  faults: [makeFault('f2')],
});
const ids = (of: typeof gateway): string[] => of.rules.map(({ id }) => id);

describe('rules', () => {
  it('are moved, within the bounds of the table', () => {
    expect(ids(moveRule('1', 1)(gateway))).toEqual(['2', '1', '3']);
    expect(ids(moveRule('1', 2)(gateway))).toEqual(['2', '3', '1']);
    expect(ids(moveRule('3', -4)(gateway))).toEqual(['3', '1', '2']);
    expect(ids(moveRule('2', 9)(gateway))).toEqual(['1', '3', '2']);
    expect(moveRule('gone', 0)(gateway)).toBe(gateway);
  });

  it('are put in their place or at the end, switched and removed', () => {
    expect(putRule(makeRule('2', { name: 'new' }))(gateway).rules[1]?.name).toBe('new');
    expect(ids(putRule(makeRule('4'))(gateway))).toEqual(['1', '2', '3', '4']);
    expect(enableRule('2', false)(gateway).rules.map(({ enabled }) => enabled)).toEqual([true, false, true]);
    expect(ids(removeRule('2')(gateway))).toEqual(['1', '3']);
  });
});

describe('faults', () => {
  const places = (of: typeof gateway): string[] =>
    allFaults(of).map(({ scope, fault }) => `${scope} ${fault.id}`);

  it('are listed with what they belong to', () => {
    expect(places(gateway)).toEqual(['1 f1', 'otherwise f2']);
  });

  it('go where they belong now', () => {
    expect(places(putFault('2', makeFault('f1'))(gateway))).toEqual(['2 f1', 'otherwise f2']);
    expect(places(putFault('otherwise', makeFault('f1'))(gateway))).toEqual(['otherwise f2', 'otherwise f1']);
    expect(places(putFault('1', makeFault('f3'))(gateway))).toEqual(['1 f1', '1 f3', 'otherwise f2']);
  });

  it('are changed in place, switched and removed', () => {
    const changed = putFault('1', makeFault('f1', { probability: 0.5 }))(gateway);
    expect(changed.rules[0]?.faults).toEqual([makeFault('f1', { probability: 0.5 })]);
    expect(enableFault('f2', false)(gateway).faults[0]?.enabled).toBe(false);
    expect(places(removeFault('f1')(gateway))).toEqual(['otherwise f2']);
  });
});
