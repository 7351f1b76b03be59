import { describe, expect, it } from 'vitest';
import { blamesPackages } from '../../../build/ensure-built.mjs';

describe('blamesPackages', () => {
  it.each([
    "Error [ERR_MODULE_NOT_FOUND]: Cannot find package 'vite' imported from /repo/build/bundle.mjs",
    'SyntaxError: Unexpected end of input\n    at file:///repo/node_modules/vite/dist/node/index.js:1',
    'Error: Cannot find native binding. npm has a bug related to optional dependencies',
    '[PARSE_ERROR] Unexpected token\n  ╭─[ node_modules/react/index.js:1:1 ]',
  ])('sees a broken package: %s', (output) => {
    expect(blamesPackages(output)).toBe(true);
  });

  it.each([
    '[PARSE_ERROR] Expected `,`\n  ╭─[ engine/client/client.ts:1:1 ]',
    '[UNRESOLVED_IMPORT] Could not resolve "./gone.ts" in web/main.ts',
    '',
  ])('does not reinstall for a mistake of our own: %s', (output) => {
    expect(blamesPackages(output)).toBe(false);
  });
});
