import { fileURLToPath } from 'node:url';

export interface ElectronLocations {
  readonly renderer: string;
  readonly preload: string;
  readonly demoInstance: string;
}

/**
 * Where the other files are: from source in the repository, bundled in dist/programs/ beside each other. The
 * preload script is a bundle in both cases: a sandboxed one can be nothing else.
 */
export function electronLocations(moduleUrl: string): ElectronLocations {
  const at = (path: string): string => fileURLToPath(new URL(path, moduleUrl));
  return moduleUrl.endsWith('.ts')
    ? {
        renderer: at('../../dist/renderer'),
        preload: at('../../dist/programs/electron-preload.cjs'),
        demoInstance: at('../../demo/instance.ts'),
      }
    : {
        renderer: at('../renderer'),
        preload: at('./electron-preload.cjs'),
        demoInstance: at('./demo-instance.js'),
      };
}

export const LOCATIONS = electronLocations(import.meta.url);
