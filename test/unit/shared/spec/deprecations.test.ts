import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { DEPRECATED_FEATURES, FEATURES } from '../../../../shared/spec/deprecations.ts';
import { REMOVED_FEATURES } from '../../../../shared/spec/removed-features.ts';

const REGISTRY = join(
  process.env['HOPSCOPE_SPEC_DIR'] ?? '/tmp/spec',
  'docs/specification/2026-07-28/deprecated.mdx',
);

it('names each feature once, the deprecated ones first', () => {
  const ids = FEATURES.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(FEATURES.slice(0, DEPRECATED_FEATURES.length)).toEqual(DEPRECATED_FEATURES);
  expect(FEATURES.slice(DEPRECATED_FEATURES.length)).toEqual(REMOVED_FEATURES);
});

it('has a countdown only where the words have a date', () => {
  for (const { id, earliestRemoval = '', removalDate } of FEATURES) {
    expect([id, removalDate]).toEqual([id, /\d{4}-\d\d-\d\d/.exec(earliestRemoval)?.[0]]);
  }
});

it.skipIf(!existsSync(REGISTRY))('says of each what the registry says, and leaves none out', () => {
  const rows = readFileSync(REGISTRY, 'utf8')
    .split('\n')
    .filter((line) => /^\| [[`]/.test(line))
    .map((line) => line.split('|').map((cell) => cell.trim()));
  expect(rows).toHaveLength(DEPRECATED_FEATURES.length);
  rows.forEach(([, , , since = '', , earliest = ''], at) => {
    const feature = DEPRECATED_FEATURES[at];
    expect(since).toBe(`\`${feature?.since ?? ''}\``);
    expect(earliest.startsWith(feature?.earliestRemoval ?? 'nothing')).toBe(true);
  });
});
