import { expect, it } from 'vitest';
import { lintMarkdown } from '../../../../cli/lint/lint-markdown.ts';
import { sampleReport } from './sample-report.ts';

it('has the counts, the instances and a section a rule', () => {
  const text = lintMarkdown(sampleReport());
  expect(text).toContain('2 errors, 1 warning and 0 notes in 21 exchanges with 2 instances.');
  expect(text).toContain('| alpha | `http://127.0.0.1:1/mcp` | modern | 18 |');
  expect(text).toContain('## error: resultType missing\n\n`result.result-type-missing`, alpha ×1, beta ×1');
  expect(text).toContain(
    '- \\#7 tools/list, a foreign Origin at `event:0:/result`: The result has no resultType.; expected `"complete"`; found `no resultType`',
  );
});

it('escapes what a server wrote, also in code', () => {
  const text = lintMarkdown(sampleReport());
  expect(text).toContain('\\<script\\>alert\\("1"\\)\\</script\\> \\& \\`x\\` \\|');
  // In the code span a longer fence keeps its backticks inside.
  expect(text).toContain('found ``<script>');
  expect(text.replaceAll(/``.*``/g, '')).not.toContain('<script>');
});
