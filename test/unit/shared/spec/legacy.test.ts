import { describe, expect, it } from 'vitest';
import {
  hasBatches,
  hasVersionHeader,
  isLegacyRevision,
  LATEST_LEGACY_REVISION,
} from '../../../../shared/spec/legacy.ts';
import { LEGACY_REVISIONS, MODERN_REVISION } from '../../../../shared/spec/modern.ts';

describe('the legacy revisions', () => {
  it('have the header from 2025-06-18 on, and batches in 2025-03-26 alone', () => {
    expect(LEGACY_REVISIONS.filter(hasVersionHeader)).toEqual(['2025-11-25', '2025-06-18']);
    expect(LEGACY_REVISIONS.filter(hasBatches)).toEqual(['2025-03-26']);
  });

  it('are asked for from the latest on', () => {
    expect(LATEST_LEGACY_REVISION).toBe('2025-11-25');
    expect(isLegacyRevision('2024-11-05')).toBe(true);
    expect([MODERN_REVISION, '2024-10-07', 1, null].some(isLegacyRevision)).toBe(false);
  });
});
