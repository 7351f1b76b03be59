/** Serves the forms harness: `node test/support/forms-harness/serve.ts`. */
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { build, preview } from 'vite';

const root = fileURLToPath(new URL('.', import.meta.url));
const outDir = fileURLToPath(new URL('../../../dist/forms-harness', import.meta.url));

export interface Served {
  readonly url: string;
  readonly close: () => Promise<void>;
}

/** Builds the harness as the product is built, so that its content security policy holds, and serves it on loopback. */
export async function serveForms(): Promise<Served> {
  const common = { configFile: false as const, root, base: './', logLevel: 'warn' as const };
  await build({
    ...common,
    plugins: [react()],
    worker: { format: 'es' },
    build: {
      outDir,
      emptyOutDir: true,
      target: 'es2024',
      assetsInlineLimit: 0,
      chunkSizeWarningLimit: 10_000,
    },
  });
  const server = await preview({ ...common, build: { outDir }, preview: { host: '127.0.0.1', port: 0 } });
  return { url: server.resolvedUrls?.local[0] ?? '', close: () => server.close() };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) console.log((await serveForms()).url);
