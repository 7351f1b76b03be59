import { describe, expect, it } from 'vitest';
import { comment, describeMatch, item, preamble } from '../../../../../engine/gateway/export/comments.ts';
import { readPolicy } from '../../../../../engine/gateway/export/policy.ts';
import { EXPORTED, exportedGateway } from '../../../../support/export-samples.ts';

describe('comment', () => {
  it('lets no text out of its line', () => {
    const lines = comment('evil\nserver { }\r\u2028listen 1;\u0000', '  ');
    expect(lines).toEqual(['  # evil server { } listen 1;']);
  });

  it('breaks long texts between words', () => {
    const lines = comment('word '.repeat(60), '    ');
    expect(lines.length).toBeGreaterThan(1);
    expect(lines.every((line) => line.startsWith('    # word') && line.length <= 102)).toBe(true);
    expect(lines.join(' ').match(/word/g)).toHaveLength(60);
  });
});

describe('item', () => {
  it('indents what follows its first line', () => {
    const [first, second] = item('word '.repeat(30));
    expect(first).toMatch(/^# - word/);
    expect(second).toMatch(/^# {3}word/);
  });
});

describe('describeMatch', () => {
  it('says what must hold', () => {
    expect(describeMatch([])).toBe('every request');
    expect(
      describeMatch([
        { header: 'A', test: 'present' },
        { header: 'B', test: 'absent' },
        { header: 'C', test: 'exact', value: '"' },
        { header: 'D', test: 'prefix', value: 'd' },
        { header: 'E', test: 'pattern', value: 'e*' },
      ]),
    ).toBe('A is there and B is absent and C equals "\\"" and D begins with "d" and E fits "e*"');
  });
});

describe('preamble', () => {
  it('names the gateway and lists what is not exported', () => {
    const lines = preamble(readPolicy(exportedGateway({ nameInstance: true }), EXPORTED), 'nginx', [
      'Of nginx.',
    ]);
    expect(lines[0]).toContain('Shop');
    expect(lines).toContain('# - X-Hopscope-Instance is added by Hopscope only.');
    expect(lines.at(-1)).toBe('# - Of nginx.');
  });
});
