import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { electronLocations, LOCATIONS } from '../../../../electron/main/locations.ts';

describe('electronLocations', () => {
  it('finds the files from source', () => {
    expect(electronLocations('file:///repo/electron/main/locations.ts')).toEqual({
      renderer: '/repo/dist/renderer',
      preload: '/repo/dist/programs/electron-preload.cjs',
      demoInstance: '/repo/demo/instance.ts',
    });
    expect(existsSync(LOCATIONS.demoInstance)).toBe(true);
  });

  it('finds the files beside the bundle', () => {
    expect(electronLocations('file:///x/dist/programs/electron-main.js')).toEqual({
      renderer: '/x/dist/renderer',
      preload: '/x/dist/programs/electron-preload.cjs',
      demoInstance: '/x/dist/programs/demo-instance.js',
    });
  });
});
