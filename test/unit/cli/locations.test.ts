import { existsSync } from 'node:fs';
import { expect, test } from 'vitest';
import { cliLocations, LOCATIONS } from '../../../cli/locations.ts';

test('from source the files are where the repository has them', () => {
  expect(existsSync(LOCATIONS.demoInstance)).toBe(true);
  expect(existsSync(`${LOCATIONS.root}/package.json`)).toBe(true);
});

test('bundled they lie beside each other', () => {
  expect(cliLocations('file:///opt/hopscope/dist/programs/cli.js')).toMatchObject({
    demoInstance: '/opt/hopscope/dist/programs/demo-instance.js',
    desktopMain: '/opt/hopscope/dist/programs/electron-main.js',
  });
});
