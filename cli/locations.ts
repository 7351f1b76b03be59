import { fileURLToPath } from 'node:url';

/** Where other files are: from source in the repository, bundled in dist/programs/ beside each other. */
export function cliLocations(moduleUrl: string): {
  /** The script that is one instance of the demo fleet. */
  readonly demoInstance: string;
  /** The package's folder. */
  readonly root: string;
  /** The desktop window's main process, bundled. */
  readonly desktopMain: string;
} {
  const at = (path: string): string => fileURLToPath(new URL(path, moduleUrl));
  return moduleUrl.endsWith('.ts')
    ? {
        demoInstance: at('../demo/instance.ts'),
        root: at('..'),
        desktopMain: at('../dist/programs/electron-main.js'),
      }
    : { demoInstance: at('./demo-instance.js'), root: at('../..'), desktopMain: at('./electron-main.js') };
}

export const LOCATIONS = cliLocations(import.meta.url);
