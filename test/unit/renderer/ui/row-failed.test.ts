import { expect, it } from 'vitest';
import type { Row } from '../../../../shared/model/exchange.ts';
import { rowFailed } from '../../../../renderer/ui/row-failed.ts';
import { makeRow } from '../traffic/make-row.ts';

it.each<[Partial<Row>, boolean]>([
  [{}, false],
  [{ state: 'open' }, false],
  [{ status: 302 }, false],
  [{ isError: true }, true],
  [{ status: 400 }, true],
  [{ errorCode: -32_020 }, true],
  [{ state: 'failed', failureKind: 'cut' }, true],
])('%o: %s', (change, expected) => {
  expect(rowFailed(makeRow(1, change))).toBe(expected);
});
