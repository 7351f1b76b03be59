import { expect, it } from 'vitest';
import { fuzzFiles } from '../../../../support/fuzz-files/fuzz-files.ts';

it('reads damaged files, or refuses them, and never breaks', async () => {
  expect(await fuzzFiles({ seed: 20_261_126, count: 1_500 })).toEqual([]);
});
