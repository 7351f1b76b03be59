import { describe, expect, it } from 'vitest';
import { blamesPackages } from '../../../build/ensure-built.mjs';

describe('blamesPackages', () => {
  it.each([
    "Error [ERR_MODULE_NOT_FOUND]: Cannot find package 'vite' imported from /repo/build/bundle.mjs",
    'SyntaxError: Unexpected end of input\n    at file:///repo/node_modules/vite/dist/node/index.js:1',
    "file:///repo/node_modules/@vitejs/plugin-react/dist/index.js:5\nSyntaxError: The requested module 'vite' does not",
    "[31m[UNRESOLVED_IMPORT] [0mCould not resolve './cjs/react.js' in node_modules/react/index.js",
    'Error: Cannot find native binding. npm has a bug related to optional dependencies',
    '[PARSE_ERROR] Unexpected token\n  ╭─[ node_modules/react/index.js:1:1 ]',
  ])('sees a broken package: %s', (output) => {
    expect(blamesPackages(output)).toBe(true);
  });

  it.each([
    '[PARSE_ERROR] Expected `,`\n  ╭─[ engine/client/client.ts:1:1 ]',
    '[UNRESOLVED_IMPORT] Could not resolve "./gone.ts" in web/main.ts',
    '[MISSING_EXPORT] "useStates" is not exported by "node_modules/react/index.js"\n ╭─[ renderer/app/main.tsx:1:1 ]',
    "[UNRESOLVED_IMPORT] Could not resolve '../gone.ts' in web/main.ts\n  - web/main.ts\n  - node_modules",
    '',
  ])('does not reinstall for a mistake of our own: %s', (output) => {
    expect(blamesPackages(output)).toBe(false);
  });
});
