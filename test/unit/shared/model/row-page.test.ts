import { expect, it } from 'vitest';
import { PAGE_NUMBERS, packRows } from '../../../../shared/model/row-page.ts';
import { makeRow, makeRows } from '../../renderer/traffic/make-row.ts';

it('says what rows have in common once', () => {
  const page = packRows([
    ...makeRows(1, 3),
    makeRow(4, { name: 'other', status: 500, link: { kind: 'poll', to: 1 } }),
  ]);
  expect(page.values).toHaveLength(4 * PAGE_NUMBERS.length);
  expect(page.kinds).toHaveLength(2);
  expect(page.kinds[1]?.link).toEqual({ kind: 'poll' });
  expect(new Set(page.names).size).toBe(page.names.length);
  const last = page.values.slice(-PAGE_NUMBERS.length);
  expect(last[PAGE_NUMBERS.indexOf('status')]).toBe(500);
  expect(last[PAGE_NUMBERS.indexOf('linkTo')]).toBe(1);
  expect(last[PAGE_NUMBERS.indexOf('findings')]).toBeNull();
});
