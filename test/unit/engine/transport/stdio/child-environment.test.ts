import { expect, test } from 'vitest';
import { childEnvironment, variable } from '../../../../../engine/transport/stdio/child-environment.ts';

test('passes on what a program needs and no more; the own variables win', () => {
  const inherited = {
    PATH: '/bin',
    HOME: '/home/me',
    LANG: 'de',
    TERM: '() { echo; }',
    USER: undefined,
    TOKEN: 'secret',
    path: 'other',
  };
  expect(childEnvironment({ LANG: 'en', MINE: 'x' }, inherited, false)).toEqual({
    PATH: '/bin',
    HOME: '/home/me',
    LANG: 'en',
    MINE: 'x',
  });
});

test('on Windows the case of a name does not count, and a name is there once', () => {
  const inherited = { Path: 'C:\\a', SystemRoot: 'C:\\Windows', HOME: 'x', 'ProgramFiles(x86)': 'P' };
  expect(childEnvironment({ PATH: 'C:\\b' }, inherited, true)).toEqual({
    PATH: 'C:\\b',
    SystemRoot: 'C:\\Windows',
    'ProgramFiles(x86)': 'P',
  });
});

test('variable finds a name as the system does', () => {
  expect(variable({ Path: 'x' }, 'PATH', true)).toBe('x');
  expect(variable({ Path: 'x' }, 'PATH', false)).toBeUndefined();
  expect(variable({ PATH: 'x' }, 'PATH', false)).toBe('x');
});
