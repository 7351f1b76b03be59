import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { checkReports, readReport, writeReports } from '../../../cli/report-files.ts';

const home = mkdtempSync(join(tmpdir(), 'hopscope-reports-'));
afterAll(() => {
  rmSync(home, { recursive: true, force: true });
});
const KINDS = ['json', 'md'] as const;

describe('--report', () => {
  it('is a kind and a file', () => {
    expect(readReport('md:C:\\out.md', KINDS)).toEqual({ kind: 'md', file: 'C:\\out.md' });
  });

  it.each(['md', 'md:', 'pdf:x', ':x', ''])('refuses %j, and says which kinds there are', (text) => {
    expect(() => readReport(text, KINDS)).toThrow('json, md');
  });

  it('wants a directory that is there, no directory as file, and one report a file', () => {
    const check =
      (...files: string[]) =>
      () => {
        checkReports(
          home,
          files.map((file) => ({ kind: 'md', file })),
        );
      };
    expect(check('a.md', 'b.md')).not.toThrow();
    expect(check('no/a.md')).toThrow('no directory');
    expect(check('.')).toThrow('is a directory');
    expect(check('a.md', './a.md')).toThrow('two reports');
  });

  it('writes what each kind says, and names the file where it cannot', () => {
    writeReports(home, [{ kind: 'md', file: 'a.md' }], (kind) => `# ${kind}`);
    expect(readFileSync(join(home, 'a.md'), 'utf8')).toBe('# md');
    expect(() => {
      writeReports(home, [{ kind: 'md', file: 'gone/a.md' }], () => '');
    }).toThrow(join(home, 'gone/a.md'));
  });
});
