import { expect, test } from 'vitest';
import { explainStart, type PathState } from '../../../../../engine/transport/stdio/explain-start.ts';

function explain(code: string, facts: { cwd?: PathState; program?: PathState; path?: string }): string {
  const command = { command: '/x/server', args: [], env: {}, cwd: '/work' };
  const error = Object.assign(new Error('spawn it'), { code });
  return explainStart(error, command, { cwd: facts.cwd, program: facts.program, path: facts.path ?? '/bin' });
}

test.each([
  [
    'ENOENT',
    { cwd: 'missing' },
    "The working folder /work does not exist. Correct the working folder in the server's command.",
  ],
  ['ENOENT', { cwd: 'file' }, 'The working folder /work is a file.'],
  ['EACCES', { cwd: 'closed' }, 'The working folder /work may not be entered.'],
  [
    'ENOENT',
    { cwd: 'folder' },
    'The program /x/server is in no folder of PATH (/bin). Install it, or write its full path.',
  ],
  ['ENOENT', { path: '' }, 'There is no PATH in which /x/server could be found.'],
  ['ENOENT', { path: 'p'.repeat(400) }, `${'p'.repeat(300)}…)`],
  ['ENOENT', { program: 'missing' }, 'There is no file /x/server.'],
  ['ENOENT', { program: 'file' }, 'the interpreter that its first line names does not exist'],
  ['EACCES', { program: 'folder' }, '/x/server is a folder.'],
  ['EACCES', { program: 'file' }, '/x/server may not be executed (EACCES). Make it executable'],
  ['EPERM', { program: 'closed' }, '/x/server may not be executed (EPERM).'],
  ['ENOTDIR', { program: 'missing' }, 'leads through a file'],
  ['E2BIG', {}, 'longer than the system allows'],
  ['EMFILE', {}, 'no process or open file left to give (EMFILE)'],
  ['ERR_INVALID_ARG_VALUE', {}, 'holds a NUL character'],
  ['ESOMETHING', {}, '/x/server could not start: spawn it.'],
] as const)('%s with %j', (code, facts, sentence) => {
  expect(explain(code, facts)).toContain(sentence);
});
