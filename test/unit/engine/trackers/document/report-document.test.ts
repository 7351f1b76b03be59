import { expect, it } from 'vitest';
import { inlinesOf, momentOf } from '../../../../../engine/trackers/document/report-document.ts';

it('reads cells and moments', () => {
  expect(inlinesOf('a')).toEqual([{ text: 'a' }]);
  expect(inlinesOf(['a', { text: 'b', as: 'code' }])).toEqual([{ text: 'a' }, { text: 'b', as: 'code' }]);
  expect(momentOf(Date.UTC(2026, 6, 28, 9, 30))).toBe('2026-07-28 09:30:00');
});
