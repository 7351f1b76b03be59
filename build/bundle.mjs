/**
 * Builds one target into a folder: `node build/bundle.mjs renderer|programs|desktop FOLDER`. A process of its own, so
 * that the bundler's memory is gone when the product runs.
 */
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { build } from 'vite';
import { desktopEntries, preloadEntries, programEntries } from './targets.mjs';

// Whoever starts us may have another one, a test runner for example; React's would then be its slow, talkative one.
process.env.NODE_ENV = 'production';

const root = fileURLToPath(new URL('..', import.meta.url));

/** They bring a file for each platform, which stays where it was installed. */
const nativeModules = ['@napi-rs/keyring'];

/** Native helpers of ws that are not installed; it asks for them within try and does without. */
const absentHelpers = ['bufferutil', 'utf-8-validate'];

/** The terms of the packages inside, which ask to be passed on with them. */
const licenses = 'licenses.md';

/**
 * @param {string} outDir
 */
async function bundleRenderer(outDir) {
  await build({
    configFile: false,
    root: path.join(root, 'renderer'),
    base: './',
    logLevel: 'warn',
    plugins: [react()],
    worker: { format: 'es' },
    build: {
      outDir,
      emptyOutDir: true,
      license: { fileName: licenses },
      sourcemap: true,
      target: 'es2024',
      // The content security policy allows neither inline scripts nor data: fonts.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      chunkSizeWarningLimit: 10_000, // Monaco; loaded from the same machine
    },
  });
}

/**
 * @param {string} outDir
 * @param {Readonly<Record<string, string>>} entries
 * @param {'es' | 'cjs'} format
 */
async function bundlePrograms(outDir, entries, format) {
  const extension = format === 'cjs' ? 'cjs' : 'js';
  const input = Object.fromEntries(
    Object.entries(entries).map(([name, file]) => [name, path.join(root, file)]),
  );
  await build({
    configFile: false,
    root,
    logLevel: 'warn',
    publicDir: false,
    ssr: { target: 'node', noExternal: true, external: ['electron', ...nativeModules, ...absentHelpers] },
    build: {
      outDir,
      emptyOutDir: false,
      ssr: true,
      ...(format === 'es' && { license: { fileName: licenses } }),
      sourcemap: true,
      minify: false,
      target: 'node24',
      rolldownOptions: {
        input,
        output: {
          format,
          entryFileNames: `[name].${extension}`,
          chunkFileNames: `chunk-[name]-[hash].${extension}`,
        },
      },
    },
  });
}

/**
 * @param {string | undefined} target
 * @param {string} outDir
 */
async function bundle(target, outDir) {
  if (target === 'renderer') await bundleRenderer(outDir);
  else if (target === 'programs') {
    await bundlePrograms(outDir, programEntries, 'es');
    await bundlePrograms(outDir, preloadEntries, 'cjs');
  } else if (target === 'desktop') {
    await bundlePrograms(outDir, desktopEntries, 'es');
    await bundlePrograms(outDir, preloadEntries, 'cjs');
  } else throw new Error(`No such target: ${String(target)}`);
}

const [target, folder] = process.argv.slice(2);
if (!folder) throw new Error('Usage: node build/bundle.mjs renderer|programs|desktop FOLDER');
try {
  await bundle(target, folder);
} catch (error) {
  // The message has the place and the code. The stack would only show the bundler's own insides, and they lie
  // in node_modules, where ensure-built.mjs would look for the cause.
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
