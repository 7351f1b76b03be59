import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { LOCATIONS, webLocations } from '../../../web/locations.ts';

describe('webLocations', () => {
  it('finds the files from source', () => {
    expect(webLocations('file:///repo/web/locations.ts')).toEqual({
      renderer: '/repo/dist/renderer',
      demoInstance: '/repo/demo/instance.ts',
    });
    expect(existsSync(LOCATIONS.demoInstance)).toBe(true);
  });

  it('finds the files beside the bundle', () => {
    expect(webLocations('file:///x/dist/programs/chunk-1.js')).toEqual({
      renderer: '/x/dist/renderer',
      demoInstance: '/x/dist/programs/demo-instance.js',
    });
  });
});
