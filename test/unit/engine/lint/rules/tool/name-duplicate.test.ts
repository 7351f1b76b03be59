import { expect, it } from 'vitest';
import { toolNameDuplicate } from '../../../../../../engine/lint/rules/tool/name-duplicate.ts';
import { findingsOf, type ExchangeParts } from '../../../../../support/lint/exchange.ts';

const page = (names: readonly string[], cursor?: string, nextCursor?: string): ExchangeParts => ({
  params: cursor === undefined ? {} : { cursor },
  result: { tools: names.map((name) => ({ name })), ...(nextCursor !== undefined && { nextCursor }) },
});

it('is content with different names, and with names of other lists', () => {
  expect(findingsOf(toolNameDuplicate, page(['a', 'b', 'A']), page(['a', 'b']))).toEqual([]);
  const other: ExchangeParts = { ...page(['a'], 'x'), row: { instanceId: 'beta' } };
  expect(findingsOf(toolNameDuplicate, page(['a'], undefined, 'x'), other)).toEqual([]);
});

it('finds two in one list', () => {
  expect(findingsOf(toolNameDuplicate, page(['a', 'b', 'a']))).toMatchObject([
    { pointer: 'event:0:/result/tools/2/name' },
  ]);
});

it('finds two on different pages only when they stand there each time', () => {
  const first = page(['a', 'b'], undefined, 'x');
  const moved = page(['b', 'c'], 'x');
  expect(findingsOf(toolNameDuplicate, first, moved, page(['a'], undefined, 'x'), moved)).toEqual([]);
  expect(findingsOf(toolNameDuplicate, first, moved, first, moved)).toMatchObject([
    { pointer: 'event:0:/result/tools/0/name', found: '"b"' },
  ]);
});
