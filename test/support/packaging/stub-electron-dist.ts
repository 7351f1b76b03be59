import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Electron's own state of its fuses, as the binary comes: run as Node, NODE_OPTIONS and inspect are on. */
const FUSE_WIRE = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX\u0001\u000810110011';

/** What stands where Electron's files for Linux would: enough for electron-builder, and nothing that runs. */
export function writeStubElectron(folder: string): void {
  const files: Record<string, string> = {
    electron: `\u007fELF a stub ${FUSE_WIRE} of Electron`,
    LICENSE: 'Electron’s terms',
    'LICENSES.chromium.html': 'Chromium’s terms',
    version: '0.0.0',
    'resources/default_app.asar': 'Electron’s own app, which runs whatever it is given',
    'locales/en-US.pak': 'English',
    'locales/de.pak': 'German',
  };
  for (const [name, text] of Object.entries(files)) {
    const file = join(folder, name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, Buffer.from(text, 'latin1'), { mode: 0o755 });
  }
}
