import { expect, test } from 'vitest';
import { AppError } from '../../../../engine/app-error.ts';
import { absoluteFolder, checkStdio, stdioUrl } from '../../../../engine/workspace/check-stdio.ts';
import type { StdioCommand } from '../../../../shared/model/stdio-command.ts';

const good: StdioCommand = { command: 'npx', args: ['-y', 'server'], env: {} };

test('changes nothing of a command that can be started', () => {
  const odd: StdioCommand = {
    command: '/opt/my server/run',
    args: ['', ' x ', 'line\nfeed', '${NOT_FILLED}', '--'],
    env: { 'ProgramFiles(x86)': 'C:\\', A: '', B: 'x${TOKEN}y', __proto__x: 'z' },
    cwd: './srv',
  };
  expect(checkStdio(odd)).toEqual(odd);
});

test.each<readonly [string, Partial<StdioCommand>, string]>([
  ['no command', { command: ' ' }, 'command is empty'],
  ['a blank before the command', { command: ' npx' }, 'begins or ends with a blank'],
  ['a NUL in the command', { command: 'a\0b' }, 'The command has a NUL'],
  ['a NUL in an argument', { args: ['ok', 'a\0b'] }, 'Argument 2 has a NUL'],
  ['too many arguments', { args: Array.from({ length: 1001 }, () => 'x') }, 'at most 1000'],
  ['a variable without a name', { env: { '': 'x' } }, 'has no name'],
  ['a variable with =', { env: { 'A=B': 'x' } }, '"A=B" cannot be the name'],
  ['a variable with a blank', { env: { 'A B': 'x' } }, 'cannot be the name'],
  ['a NUL in a variable', { env: { A: '\0' } }, 'The value of A has a NUL'],
  ['a reference of another program', { env: { A: '${env:B}' } }, 'The value of A has "${env:B}"'],
  ['an empty folder', { cwd: '' }, 'working folder is empty'],
  ['a NUL in the folder', { cwd: '/a\0' }, 'The working folder has a NUL'],
])('%s is refused with a sentence', (_what, part, says) => {
  const check = (): unknown => checkStdio({ ...good, ...part });
  expect(check).toThrow(AppError);
  expect(check).toThrow(says);
});

test('the address is the command line, cut where it is very long', () => {
  expect(stdioUrl({ ...good, env: { A: 'b c' } })).toBe("stdio:A='b c' npx -y server");
  expect(stdioUrl({ ...good, env: { API_TOKEN: 'sesame' } })).toBe("stdio:API_TOKEN='…' npx -y server");
  expect(stdioUrl({ ...good, args: ['x'.repeat(9000)] })).toMatch(/^stdio:npx x{8000,}…$/);
});

test('a folder begins at the workspace’s', () => {
  expect(absoluteFolder('/w', good).cwd).toBe('/w');
  expect(absoluteFolder('/w', { ...good, cwd: 'srv/../x' }).cwd).toBe('/w/x');
  expect(absoluteFolder('/w', { ...good, cwd: '/else' }).cwd).toBe('/else');
});
