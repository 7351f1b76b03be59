import { expect, it } from 'vitest';
import { lintHtml } from '../../../../cli/lint/lint-html.ts';
import { entry, RESULT_TYPE, sampleReport } from './sample-report.ts';

it('is one page that fetches nothing, runs nothing and shows all', () => {
  const html = lintHtml(sampleReport());
  expect(html.startsWith('<!doctype html>\n')).toBe(true);
  expect(html).toContain("default-src 'none'");
  expect(html).not.toMatch(/<(script|link|img|iframe)\b|\bsrc=|@import|url\(/i);
  expect(html).toContain('2 errors, 1 warning and 0 notes in 21 exchanges with 2 instances.');
  expect(html).toContain('a foreign Origin at <code>event:0:/result</code>');
  expect(html).toContain('&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;');
});

it('links to nothing but pages', () => {
  const [rule] = sampleReport().rules;
  if (!rule) throw new Error('the sample has rules');
  const link = 'javascript:alert(1)';
  const html = lintHtml(
    sampleReport({ rules: [{ ...rule, info: { ...RESULT_TYPE, link }, found: [entry()] }] }),
  );
  expect(html).not.toContain('href="javascript');
});

it('says how many findings are not written out', () => {
  const [rule] = sampleReport().rules;
  if (!rule) throw new Error('the sample has rules');
  const found = Array.from({ length: 100 }, (_, exchange) => entry({ exchange }));
  expect(lintHtml(sampleReport({ rules: [{ ...rule, count: 250, found }] }))).toContain('and 150 more');
});
