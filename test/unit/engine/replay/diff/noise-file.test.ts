import { describe, expect, it } from 'vitest';
import { readNoiseFile, writeNoiseFile } from '../../../../../engine/replay/diff/noise-file.ts';
import type { NoiseEntry } from '../../../../../shared/model/replay-run.ts';

const entries: NoiseEntry[] = [
  {
    method: 'tools/call',
    name: 'whoami',
    pointer: '/result/content/*/text/at',
    evidence: '2 values\non alpha',
    since: '2026-11-26',
  },
  { method: 'prompts/get', name: 'two words', pointer: '/result/a b', evidence: 'x', since: '2026-11-25' },
  { method: 'tools/list', pointer: '/result/ttlMs', evidence: 'y', since: '2026-11-24' },
];

describe('the noise file', () => {
  it('is readable, in a fixed order, and read back as it was', () => {
    const text = writeNoiseFile(entries);
    expect(text.split('\n').slice(2)).toEqual([
      '',
      'prompts/get "two words" "/result/a b"',
      '  since 2026-11-25',
      '  seen x',
      '',
      'tools/call whoami /result/content/*/text/at',
      '  since 2026-11-26',
      '  seen 2 values on alpha',
      '',
      'tools/list /result/ttlMs',
      '  since 2026-11-24',
      '  seen y',
      '',
    ]);
    expect(writeNoiseFile(entries.toReversed())).toBe(text);
    const read = readNoiseFile(text);
    expect(read.problems).toEqual([]);
    expect(writeNoiseFile(read.entries)).toBe(text);
  });

  it('keeps date and evidence of what is known already', () => {
    const again = { ...(entries[2] as NoiseEntry), evidence: 'z', since: '2027-01-01' };
    expect(writeNoiseFile([...entries, again])).toBe(writeNoiseFile(entries));
  });

  it('says what is wrong, and in which line', () => {
    const text = [
      '# mine',
      '  since 2026',
      'whoami',
      '',
      'tools/call x /result',
      '  because y',
      'tools/call x /result',
    ].join('\r\n');
    const { entries: read, problems } = readNoiseFile(text);
    expect(read).toEqual([{ method: 'tools/call', name: 'x', pointer: '/result', evidence: '', since: '' }]);
    expect(problems.map(({ line, says }) => [line, says.slice(0, 30)])).toEqual([
      [2, 'Expected METHOD[ NAME] POINTER'],
      [3, 'Expected METHOD[ NAME] POINTER'],
      [6, 'Expected "since DATE" or "seen'],
      [7, 'This place is in the file alre'],
    ]);
  });

  it('takes an empty file for no noise', () => {
    expect(readNoiseFile('')).toEqual({ entries: [], problems: [] });
    expect(readNoiseFile(writeNoiseFile([]))).toEqual({ entries: [], problems: [] });
  });
});
