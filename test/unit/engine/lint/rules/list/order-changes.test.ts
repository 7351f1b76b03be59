import { expect, it } from 'vitest';
import { orderChanges } from '../../../../../../engine/lint/rules/list/order-changes.ts';
import { findingsOf } from '../../../../../support/lint/exchange.ts';
import { pageOf, toolsList } from '../../../../../support/lint/lists.ts';

it('finds the same tools in another order, each time', () => {
  const lists = [
    ['a', 'b', 'c'],
    ['a', 'c', 'b'],
    ['a', 'c', 'b'],
    ['c', 'b', 'a'],
  ];
  expect(findingsOf(orderChanges, ...lists.map((names) => toolsList(names)))).toMatchObject([
    { severity: 'warning', pointer: 'event:0:/result/tools', expected: '…, b, c', found: '…, c, b' },
    { expected: 'a, c, b', found: 'c, b, a' },
  ]);
});

it('finds another order on another instance', () => {
  const row = { instanceId: 'beta', origin: 'gateway' as const };
  expect(findingsOf(orderChanges, toolsList(['a', 'b']), toolsList(['b', 'a'], {}, { row }))).toHaveLength(1);
});

it('finds it over pages', () => {
  const pages = (first: string, second: string) => [
    pageOf(undefined, 'c', { tools: [{ name: first }] }),
    pageOf('c', undefined, { tools: [{ name: second }] }),
  ];
  expect(findingsOf(orderChanges, ...pages('a', 'b'), ...pages('b', 'a'))).toHaveLength(1);
  expect(findingsOf(orderChanges, ...pages('a', 'b'), ...pages('a', 'b'))).toEqual([]);
});

it('spares a set of tools that changed, and other lists', () => {
  expect(findingsOf(orderChanges, toolsList(['a', 'b']), toolsList(['b', 'c', 'a']))).toEqual([]);
  const prompts = (...names: string[]) => ({
    method: 'prompts/list',
    result: { prompts: names.map((name) => ({ name })) },
  });
  expect(findingsOf(orderChanges, prompts('a', 'b'), prompts('b', 'a'))).toEqual([]);
});
