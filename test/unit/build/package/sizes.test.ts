import { expect, it } from 'vitest';
import { formatSize, sizeTable } from '../../../../build/package/sizes.mjs';

it('sums up the top folders, heaviest first, and names the heaviest files', () => {
  const lines = sizeTable(
    [
      { path: 'a/one.js', bytes: 1_000 },
      { path: 'a/b/two.js', bytes: 2_000_000 },
      { path: 'c/three.js', bytes: 500_000 },
      { path: 'package.json', bytes: 10 },
    ],
    2,
  );
  expect(lines.map((line) => line.trim().split(/ {2,}/))).toEqual([
    ['2.5 MB', 'all'],
    ['2.0 MB', 'a/'],
    ['0.5 MB', 'c/'],
    ['0.0 kB', 'package.json'],
    ['The heaviest files:'],
    ['2.0 MB', 'a/b/two.js'],
    ['0.5 MB', 'c/three.js'],
  ]);
});

it.each([
  [0, '0.0 kB'],
  [99_999, '100.0 kB'],
  [100_000, '0.1 MB'],
  [12_345_678, '12.3 MB'],
])('writes %i bytes as %s', (bytes, text) => {
  expect(formatSize(bytes)).toBe(text);
});
