import { expect, it } from 'vitest';
import type { CaptureSummary } from '../../../../../shared/model/capture.ts';
import { recordingOf } from '../../../../../renderer/traffic/detail/recording-of.ts';

const capture = (id: string, name: string): CaptureSummary => ({
  ...{ id, name, path: `/${name}`, recording: false, exchanges: 3, bytes: 1, openedAt: 0, lost: 0 },
});
const FROM = { captureId: 'c1', captureName: 'shop.hopscope' };

it('finds the recording by its id, else by a name that only one has', () => {
  const same = capture('c1', 'renamed.hopscope');
  expect(recordingOf(FROM, [capture('c2', 'shop.hopscope'), same])).toBe(same);
  const named = capture('c2', 'shop.hopscope');
  expect(recordingOf(FROM, [capture('c3', 'other.hopscope'), named])).toBe(named);
  expect(recordingOf(FROM, [named, capture('c4', 'shop.hopscope')])).toBeUndefined();
  expect(recordingOf(FROM, [])).toBeUndefined();
});
