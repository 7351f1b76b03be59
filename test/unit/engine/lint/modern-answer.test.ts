import { expect, it } from 'vitest';
import { isModernAnswer } from '../../../../engine/lint/modern-answer.ts';

it.each([-32020, -32021, -32022])('knows a modern server by its error %d', (code) => {
  expect(isModernAnswer({ error: { code } })).toBe(true);
});

it('knows it by a result that says its type, and by nothing else', () => {
  expect(isModernAnswer({ result: { resultType: 'complete' } })).toBe(true);
  expect(isModernAnswer({ result: { tools: [] } })).toBe(false);
  expect(isModernAnswer({ result: { resultType: 1 } })).toBe(false);
  expect(isModernAnswer({ error: { code: -32601 } })).toBe(false);
  expect(isModernAnswer({})).toBe(false);
});
