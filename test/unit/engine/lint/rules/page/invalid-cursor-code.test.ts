import { expect, it } from 'vitest';
import { invalidCursorCode } from '../../../../../../engine/lint/rules/page/invalid-cursor-code.ts';
import { findingsOf } from '../../../../../support/lint/exchange.ts';
import { pageOf, refusedPage } from '../../../../../support/lint/lists.ts';

const row = { origin: 'probe' as const };
const first = pageOf(undefined, 'c1');

it('finds an invented cursor that is served, or refused with another code', () => {
  expect(findingsOf(invalidCursorCode, first, pageOf('?', undefined, {}, { row }))).toMatchObject([
    { side: 'server', found: 'a page' },
  ]);
  expect(findingsOf(invalidCursorCode, first, refusedPage('?', -32603, { row }))).toMatchObject([
    { found: 'an error -32603' },
  ]);
});

it('is content with -32602, and with cursors that were given out', () => {
  expect(findingsOf(invalidCursorCode, first, refusedPage('?', -32602, { row }))).toEqual([]);
  expect(findingsOf(invalidCursorCode, first, pageOf('c1', undefined, {}, { row }))).toEqual([]);
});

it('spares servers without pages, and cursors that may be older than the recording', () => {
  expect(
    findingsOf(invalidCursorCode, pageOf(undefined, undefined), pageOf('?', undefined, {}, { row })),
  ).toEqual([]);
  expect(findingsOf(invalidCursorCode, first, pageOf('?', undefined))).toEqual([]);
});
