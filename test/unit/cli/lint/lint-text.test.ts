import { expect, it } from 'vitest';
import { lintText } from '../../../../cli/lint/lint-text.ts';
import { createPaint } from '../../../../cli/output/paint.ts';
import { sampleReport } from './sample-report.ts';

const plain = createPaint(false);

it('shows a block a rule, with its first place, what to do and where it is written; counts last', () => {
  const text = lintText(sampleReport(), plain);
  expect(text.split('\n\n')[0]).toBe(
    [
      'error  resultType missing  result.result-type-missing',
      '  2 findings in 2 exchanges: alpha ×1, beta ×1',
      '  first #7 tools/list, a foreign Origin on alpha at event:0:/result',
      '    The result has no resultType.',
      '    expected  "complete"',
      '    found     no resultType',
      '  fix  Add "resultType": "complete" to the result.',
      '  see  https://modelcontextprotocol.io/specification/2026-07-28/basic#result-responses',
    ].join('\n'),
  );
  expect(text).toContain('\nwarning  Server does not say who it is  meta.server-info-missing\n');
  expect(text.endsWith('\n2 errors, 1 warning and 0 notes in 21 exchanges with 2 instances.\n')).toBe(true);
});

it('lets no server move the cursor', () => {
  const [rule] = sampleReport().rules;
  if (!rule) throw new Error('the sample has rules');
  const text = lintText(sampleReport({ rules: [{ ...rule, found: rule.found.slice(1) }] }), plain);
  expect(text).toContain('\\x1b[31m');
  expect(text).not.toContain('\u001b');
});

it('says that all is well', () => {
  const text = lintText(sampleReport({ rules: [], counts: { error: 0, warning: 0, note: 0 } }), plain);
  expect(text).toBe('✓ 0 errors, 0 warnings and 0 notes in 21 exchanges with 2 instances.\n');
});

it('does not tick off a server that was not reached', () => {
  const instances = [{ name: 'a', exchanges: 1, problem: 'Nobody is there.' }];
  const text = lintText(sampleReport({ rules: [], instances, exchanges: 1 }), createPaint(false));
  expect(text).toMatch(/^\d+ errors/);
});
