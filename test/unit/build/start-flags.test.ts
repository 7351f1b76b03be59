import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseStartFlags, webHostArguments, windowArguments } from '../../../build/start-flags.mjs';

const home = path.resolve('/somewhere');

function flagsOf(...args: string[]) {
  const parsed = parseStartFlags(args, home);
  if (!parsed.ok) throw new Error(parsed.message);
  return parsed.flags;
}

function messageOf(...args: string[]): string {
  const parsed = parseStartFlags(args, home);
  return parsed.ok ? 'accepted' : parsed.message;
}

describe('parseStartFlags', () => {
  it('opens a window and a browser where nothing is said', () => {
    expect(flagsOf()).toEqual({
      web: false,
      open: true,
      port: undefined,
      demo: false,
      workspace: undefined,
      help: false,
    });
  });

  it('reads every flag', () => {
    expect(flagsOf('--web', '--no-open', '--port', '8123', '--demo', '--workspace', 'mine')).toEqual({
      web: true,
      open: false,
      port: 8123,
      demo: true,
      workspace: path.join(home, 'mine'),
      help: false,
    });
  });

  it('takes values after an equals sign too', () => {
    expect(flagsOf('--port=0').port).toBe(0);
    expect(flagsOf('--workspace=a=b').workspace).toBe(path.join(home, 'a=b'));
  });

  it.each([['--port'], ['--port', 'x'], ['--port', '65536'], ['--port', '-1'], ['--port', '1.5']])(
    'refuses a port that is none: %s %s',
    (...args) => {
      expect(messageOf(...args)).toMatch(/^--port wants a number from 0 to 65535/);
    },
  );

  it('does not take the next flag for a folder', () => {
    expect(messageOf('--workspace', '--demo')).toMatch(/^--workspace wants a folder/);
    expect(messageOf('--workspace=')).toMatch(/^--workspace wants a folder/);
  });

  it.each(['--wat', 'demo', '--demo=yes', '-x'])('names an unknown flag in one line: %s', (word) => {
    const message = messageOf('--web', word);
    expect(message).toContain(`Unknown flag ${word}.`);
    expect(message).toContain('--workspace DIR');
    expect(message).not.toContain('\n');
  });
});

describe('what is passed on', () => {
  it('gives the web host all that concerns it', () => {
    const flags = flagsOf('--web', '--no-open', '--port', '0', '--demo', '--workspace', 'w');
    expect(webHostArguments(flags)).toEqual([
      '--no-open',
      '--port',
      '0',
      '--demo',
      '--workspace',
      path.join(home, 'w'),
    ]);
    expect(webHostArguments(flagsOf())).toEqual([]);
  });

  it('spares the window the port and the browser', () => {
    expect(windowArguments(flagsOf('--no-open', '--port', '1', '--demo'))).toEqual(['--demo']);
  });
});
