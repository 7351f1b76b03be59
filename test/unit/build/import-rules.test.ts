import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { cruise } from 'dependency-cruiser';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import rules from '../../../.dependency-cruiser.mjs';
import { allowedTree, plantedViolations } from '../../support/check-violations/planted-violations.ts';

/** As they stand in node_modules: there, but nothing that a test needs. */
const packages = {
  'node_modules/electron/package.json': '{"name":"electron","main":"index.js"}',
  'node_modules/electron/index.js': '',
  'node_modules/electron/main.js': '',
  'node_modules/react/package.json': '{"name":"react","main":"index.js"}',
  'node_modules/react/index.js': '',
};

let tree: string;
beforeEach(() => {
  tree = realpathSync(mkdtempSync(path.join(os.tmpdir(), 'hopscope-import-rules-')));
});
afterEach(() => rmSync(tree, { recursive: true, force: true }));

/** Which rules are broken, and by which file, in a tree with these files. */
async function violationsIn(files: Readonly<Record<string, string>>): Promise<string[]> {
  const manifest = '{"dependencies":{"electron":"1","react":"1"}}';
  for (const [file, text] of Object.entries({ ...packages, 'package.json': manifest, ...files })) {
    mkdirSync(path.dirname(path.join(tree, file)), { recursive: true });
    writeFileSync(path.join(tree, file), text);
  }
  const { enhancedResolveOptions, ...options } = rules.options ?? {};
  const folders = [...new Set(Object.keys(files).map((file) => file.split('/')[0] ?? ''))];
  const result = await cruise(
    folders,
    { ...options, baseDir: tree, validate: true, ruleSet: { forbidden: rules.forbidden ?? [] } },
    enhancedResolveOptions,
  );
  if (typeof result.output === 'string') throw new Error('dependency-cruiser gave a text, not its findings');
  return result.output.summary.violations.map((violation) => `${violation.rule.name}: ${violation.from}`);
}

describe('the import rules', () => {
  it.each(plantedViolations)('$rule catches $offender', async ({ rule, offender, files }) => {
    expect(await violationsIn(files)).toContain(`${rule}: ${offender}`);
  });

  it('leave alone what is as it should be', async () => {
    expect(await violationsIn(allowedTree)).toEqual([]);
  });

  it('are each planted, and each say what to do instead', () => {
    const named = (rules.forbidden ?? []).map((rule) => rule.name ?? '');
    expect(new Set(plantedViolations.map((planted) => planted.rule))).toEqual(new Set(named));
    for (const rule of rules.forbidden ?? []) {
      expect(rule.comment, rule.name).toMatch(/\w.{30,}/);
      expect(rule.severity, rule.name).toBe('error');
    }
  });
});
