import { expect, it } from 'vitest';
import {
  transferFacts,
  transferLabel,
  transferPercent,
} from '../../../../../renderer/ui/transfers/transfer-words.ts';

const TRANSFER = {
  id: 'x',
  step: 'import',
  name: 'a.har',
  done: 5,
  total: 11,
  exchanges: 1_234,
  ending: false,
  due: true,
} as const;

it('says what is done, how much of it, and that it is about to end', () => {
  expect(transferLabel(TRANSFER)).toBe('Reading a.har');
  expect(transferLabel({ step: 'export', name: 'a.md' })).toBe('Writing a.md');
  expect(transferFacts(TRANSFER)).toBe('45 %, 1,234 exchanges');
  expect(transferFacts({ ...TRANSFER, total: 0, exchanges: 1 })).toBe('1 exchange');
  expect(transferFacts({ ...TRANSFER, ending: true })).toBe('cancelling…');
});

it('knows no part of an unknown whole, and never more than all', () => {
  expect(transferPercent({ done: 5, total: 0 })).toBeUndefined();
  expect(transferPercent({ done: 12, total: 11 })).toBe(100);
});
