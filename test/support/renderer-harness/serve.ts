/** The screens with a fake engine behind them, for looking and measuring: `node test/support/renderer-harness/serve.ts`. */
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { build, createServer, preview } from 'vite';

const root = fileURLToPath(new URL('.', import.meta.url));
const repository = fileURLToPath(new URL('../../..', import.meta.url));

export interface Served {
  readonly url: string;
  readonly close: () => Promise<void>;
}

/** Serves the harness on a free loopback port. `built`: bundled as in the product, for measuring. */
export async function serveHarness({ built }: { readonly built: boolean }): Promise<Served> {
  const address = { host: '127.0.0.1', port: 0 };
  const common = {
    configFile: false as const,
    root,
    base: './',
    logLevel: 'warn' as const,
    plugins: [react()],
  };
  const outDir = `${repository}dist/renderer-harness`;
  if (!built) {
    const server = await createServer({ ...common, server: { ...address, fs: { allow: [repository] } } });
    await server.listen();
    return { url: server.resolvedUrls?.local[0] ?? '', close: () => server.close() };
  }
  await build({
    ...common,
    worker: { format: 'es' },
    build: {
      outDir,
      emptyOutDir: true,
      target: 'es2024',
      assetsInlineLimit: 0,
      chunkSizeWarningLimit: 10_000,
    },
  });
  const server = await preview({ ...common, build: { outDir }, preview: address });
  return { url: server.resolvedUrls?.local[0] ?? '', close: () => server.close() };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { url } = await serveHarness({ built: process.argv.includes('--built') });
  console.log(url);
}
