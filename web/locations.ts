import { fileURLToPath } from 'node:url';

/** Where the other files are: from source in the repository, bundled in dist/programs/ beside each other. */
export function webLocations(moduleUrl: string): {
  readonly renderer: string;
  readonly demoInstance: string;
} {
  const at = (path: string): string => fileURLToPath(new URL(path, moduleUrl));
  return moduleUrl.endsWith('.ts')
    ? { renderer: at('../dist/renderer'), demoInstance: at('../demo/instance.ts') }
    : { renderer: at('../renderer'), demoInstance: at('./demo-instance.js') };
}

export const LOCATIONS = webLocations(import.meta.url);
