import { expect, test } from 'vitest';
import { isSafeToRepeat } from '../../../../engine/transport/repeat-rule.ts';

const reset = Object.assign(new Error('read'), { code: 'ECONNRESET', syscall: 'read' });
const brokenWrite = Object.assign(new Error('write'), { code: 'EPIPE', syscall: 'write' });

test.each([
  ['GET', 100, reset, true],
  ['get', 100, reset, true],
  ['DELETE', 100, brokenWrite, true],
  ['POST', 100, reset, false],
  ['POST', 0, reset, true],
  ['POST', 100, brokenWrite, true],
  ['POST', 1_000_000, brokenWrite, false],
  ['PATCH', 100, reset, false],
  ['GET', 100, Object.assign(new Error('parse'), { code: 'HPE_INVALID_CONSTANT' }), false],
  ['GET', 100, new Error('no code'), false],
])('%s after %i bytes and %s: %s', (method, sentBytes, error, safe) => {
  expect(isSafeToRepeat(method, sentBytes, error)).toBe(safe);
});
