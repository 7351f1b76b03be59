import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openLog } from '../../../../engine/log/log-file.ts';

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'hopscope-log-'));
});
afterEach(() => {
  rmSync(directory, { recursive: true });
});

function open(secrets: readonly string[] = [], mostBytes?: number) {
  return openLog({
    directory: join(directory, 'log'),
    program: 'test',
    secrets: () => secrets,
    now: () => new Date(0),
    ...(mostBytes !== undefined && { mostBytes }),
  });
}

it('is made with its first entry, for its user alone, and each entry is there at once', () => {
  const log = open();
  expect(existsSync(log.path)).toBe(false);
  log.write('here', 'it broke');
  log.write('there', new Error('boom', { cause: new Error('deeper') }));
  const lines = readFileSync(log.path, 'utf8').split('\n');
  expect(lines[0]).toBe('1970-01-01T00:00:00.000Z test here: it broke');
  expect(lines[1]).toBe('1970-01-01T00:00:00.000Z test there: Error: boom');
  expect(lines.slice(2).join('\n')).toContain('    because of Error: deeper');
  if (process.platform !== 'win32') {
    expect(statSync(log.path).mode & 0o777).toBe(0o600);
    expect(statSync(join(directory, 'log')).mode & 0o777).toBe(0o700);
  }
});

it('holds no secret, and no line that a peer made up', () => {
  const log = open(['s3cret-value']);
  log.write('sending', `Authorization: Bearer abcdefgh\n1999-01-01T00:00:00.000Z test fine s3cret-value`);
  const text = readFileSync(log.path, 'utf8');
  expect(text).toBe(
    '1970-01-01T00:00:00.000Z test sending: Authorization: •••\n    1999-01-01T00:00:00.000Z test fine •••\n',
  );
});

it('stays small: two older files are kept beside it', () => {
  const log = open([], 100);
  for (let count = 0; count < 20; count += 1) log.write('here', `${String(count)} ${'x'.repeat(60)}`);
  expect(readdirSync(join(directory, 'log')).sort()).toEqual([
    'hopscope.log',
    'hopscope.log.1',
    'hopscope.log.2',
  ]);
  expect(readFileSync(log.path, 'utf8')).toContain('19 xxx');
  for (const name of readdirSync(join(directory, 'log'))) {
    expect(statSync(join(directory, 'log', name)).size).toBeLessThan(300);
  }
});

it('cuts an entry that is longer than any stack', () => {
  const log = open();
  log.write('here', 'x'.repeat(100_000));
  expect(statSync(log.path).size).toBeLessThan(21_000);
});

it('harms nothing where it cannot be written', () => {
  writeFileSync(join(directory, 'log'), '');
  open().write('here', 'it broke');
  expect(readFileSync(join(directory, 'log'), 'utf8')).toBe('');
});
