import react from '@vitejs/plugin-react';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/**
 * Builds the composer, fleet and settings screens on a made-up engine, with the content security policy that
 * the web host sets: `npx vite build -c test/support/composer-harness/vite.config.ts`, then `npx vite preview -c ...`.
 */
export default defineConfig({
  root: here('.'),
  plugins: [react()],
  cacheDir: here('../../../dist/harness-cache'),
  build: {
    outDir: here('../../../dist/composer-harness'),
    emptyOutDir: true,
    // The policy allows no data: fonts.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 8_000,
    reportCompressedSize: false,
  },
  preview: { host: '127.0.0.1', port: 5199, strictPort: true },
});
