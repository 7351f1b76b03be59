import { importFiles } from '../../../engine/capture/import/import-files.ts';
import { fileSource } from '../../../engine/capture/import/source.ts';

// Makes a capture of a file of another format: node import-victim.ts FILE CAPTURE. Says `ready` before it begins, so that
// whoever kills it kills it over its work.

const [file = '', into = ''] = process.argv.slice(2);
process.stdout.write('ready\n');
await importFiles(
  { sources: [fileSource(file)], path: into, keep: 'all' },
  { signal: new AbortController().signal, onProgress: () => undefined, program: 'test', clock: Date.now },
);
process.stdout.write('done\n');
