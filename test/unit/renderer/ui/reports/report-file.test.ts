import { expect, it } from 'vitest';
import { reportFileName } from '../../../../../renderer/ui/reports/report-file.ts';

it.each([
  ['shop.hopscope', 'shop-readiness.md'],
  ['shop.hopscope.old', 'shop.hopscope.old-readiness.md'],
  ['a/b:c?.hopscope', 'a_b_c_-readiness.md'],
])('names the report on %s', (capture, name) => {
  expect(reportFileName(capture, 'readiness', 'md')).toBe(name);
});
