import { expect, test } from 'vitest';
import { EXIT, worst } from '../../../cli/exit-codes.ts';

test('what could not be completed weighs most', () => {
  expect(worst([])).toBe(0);
  expect(worst([EXIT.answer, EXIT.fine])).toBe(1);
  expect(worst([EXIT.answer, EXIT.incomplete, EXIT.fine])).toBe(3);
});
