import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { MessageBoxOptions } from 'electron';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openLogFile, reportProblem } from '../../../../electron/main/help.ts';

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'hopscope-help-'));
});
afterEach(() => {
  rmSync(directory, { recursive: true });
});

function setUp(answer = 0, problem = '') {
  const asked: MessageBoxOptions[] = [];
  const openPath = vi.fn(() => Promise.resolve(problem));
  const writeText = vi.fn();
  const logFile = join(directory, 'hopscope.log');
  const options = {
    logFile,
    version: '1.2.3',
    system: 'Electron 45',
    shell: { openPath },
    clipboard: { writeText },
    ask: (question: MessageBoxOptions) => {
      asked.push(question);
      return Promise.resolve(answer);
    },
  };
  return { options, asked, openPath, writeText, logFile };
}

describe('the log', () => {
  it('is opened by the system', async () => {
    const { options, asked, openPath, logFile } = setUp();
    writeFileSync(logFile, 'x\n');
    await openLogFile(options);
    expect(openPath).toHaveBeenCalledWith(logFile);
    expect(asked).toEqual([]);
  });

  it('that is not there yet is good news, with the place where it would be', async () => {
    const { options, asked, openPath, logFile } = setUp();
    await openLogFile(options);
    expect(openPath).not.toHaveBeenCalled();
    expect(asked[0]?.detail).toContain(logFile);
  });

  it('that the system cannot open is told of, with its place', async () => {
    const { options, asked, logFile } = setUp(0, 'No program for it');
    writeFileSync(logFile, 'x\n');
    await openLogFile(options);
    expect(asked[0]?.detail).toContain('No program for it');
    expect(asked[0]?.detail).toContain(logFile);
  });
});

describe('a report', () => {
  it('is copied: version, system, and the end of the log', async () => {
    const { options, writeText, logFile } = setUp(0);
    writeFileSync(logFile, Array.from({ length: 150 }, (_, index) => `line ${String(index)}\n`).join(''));
    await reportProblem(options);
    const lines = (writeText.mock.calls[0]?.[0] as string).trimEnd().split('\n');
    expect(lines.slice(0, 5)).toEqual([
      'Hopscope 1.2.3',
      'Electron 45',
      '',
      'The end of the log:',
      'line 50',
    ]);
    expect(lines.at(-1)).toBe('line 149');
  });

  it('can be made without a log, and not at all', async () => {
    const { options, writeText } = setUp(0);
    await reportProblem(options);
    expect(writeText.mock.calls[0]?.[0]).toContain('The log is empty.');
    const other = setUp(2);
    await reportProblem(other.options);
    expect(other.writeText).not.toHaveBeenCalled();
  });
});
