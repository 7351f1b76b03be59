import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { CAPABILITIES } from '../../../../shared/spec/capabilities.ts';

const SPEC = process.env['HOPSCOPE_SPEC_DIR'] ?? '/tmp/spec';

it('names each once, its capability before its flags', () => {
  const keys = CAPABILITIES.map(({ kind, id }) => `${kind} ${id}`);
  expect(new Set(keys).size).toBe(keys.length);
  keys.forEach((key, at) => {
    const [capability = ''] = key.split('.');
    expect(keys.indexOf(capability)).toBeLessThanOrEqual(at);
    expect(keys).toContain(capability);
  });
});

it.skipIf(!existsSync(SPEC))('links to pages that exist', () => {
  for (const { link } of CAPABILITIES) {
    const page = link.replace('https://modelcontextprotocol.io/', '').replace(/#.*/, '');
    expect([page, existsSync(join(SPEC, 'docs', `${page}.mdx`))]).toEqual([page, true]);
  }
});
