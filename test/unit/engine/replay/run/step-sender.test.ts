import { expect, it } from 'vitest';
import { isAnswered } from '../../../../../engine/replay/run/step-sender.ts';

it.each([
  [{ status: 200, result: {} }, true],
  [{ status: 400, error: { code: -32602 } }, true],
  [{ status: 202 }, true],
  [{ failureKind: 'refused' }, false],
  [{ status: 200, failureKind: 'cut', text: 'half' }, false],
  [{ status: 502, failureKind: 'malformed', text: '<html>' }, true],
  [{ status: 200, failureKind: 'malformed' }, false],
])('%o is answered: %s', (answer, expected) => {
  expect(isAnswered(answer)).toBe(expected);
});
