import { expect, test } from 'vitest';
import {
  errorCode,
  errorSyscall,
  errorText,
  hostAndPort,
  TransportFailure,
} from '../../../../engine/transport/transport-failure.ts';

test('a failure becomes data, with a code only where there is one', () => {
  expect(new TransportFailure('cut', 'm').toFailure(7)).toEqual({ kind: 'cut', message: 'm', at: 7 });
  expect(new TransportFailure('cut', 'm', 'EPIPE').toFailure(7)).toEqual({
    kind: 'cut',
    message: 'm',
    at: 7,
    code: 'EPIPE',
  });
});

test('IPv6 addresses are bracketed', () => {
  expect(hostAndPort('::1', 80)).toBe('[::1]:80');
  expect(hostAndPort('a', 80)).toBe('a:80');
});

test('what errors say of themselves', () => {
  const error = Object.assign(new Error('text'), { code: 'EPIPE', syscall: 'write' });
  expect([errorCode(error), errorSyscall(error), errorText(error)]).toEqual(['EPIPE', 'write', 'text']);
  expect([errorCode('x'), errorSyscall(new Error('x')), errorText('x')]).toEqual([undefined, undefined, 'x']);
  expect(errorCode(Object.assign(new Error('x'), { code: 5 }))).toBeUndefined();
});
