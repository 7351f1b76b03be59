import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeFolder, removeFolder } from '../../support/open-captures.ts';
import { killMigration, makeOldFile } from '../../support/scale-bench/killed-migration.ts';

let folder: string;
beforeAll(() => {
  folder = makeFolder();
  mkdirSync(join(folder, 'work'));
  makeOldFile(join(folder, 'old.hopscope'), 4_000);
});
afterAll(() => {
  removeFolder(folder);
});

// test/fuzz/kills.ts does the same as often as wanted.
it.each([0, 15, 60])(
  'a migration that is killed after %i ms leaves the old file or the new one',
  async (ms) => {
    const { faults } = await killMigration(join(folder, 'old.hopscope'), join(folder, 'work'), ms);
    expect(faults).toEqual([]);
  },
);
