import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { listFiles } from '../../../../build/freshness.mjs';
import { stageApp } from '../../../../build/package/stage-app.mjs';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'hopscope-stage-'));
});
afterEach(() => {
  rmSync(root, { recursive: true, force: true });
});

it('takes the bundles and a package.json of its own, and neither maps nor what was staged before', () => {
  const facts = { name: 'n', version: '1.2.3', description: 'd', license: 'MIT', author: 'a', homepage: 'h' };
  const files: Record<string, string> = {
    'package.json': JSON.stringify({ ...facts, dependencies: { zod: '1' }, scripts: { start: 'x' } }),
    LICENSE: 'terms',
    'dist/desktop/electron-main.js': 'main',
    'dist/desktop/electron-main.js.map': 'map',
    'dist/renderer/assets/a.css': 'css',
    'dist/renderer/assets/a.css.map': 'map',
    'dist/programs/cli.js': 'cli',
    'app/left-over.js': 'old',
  };
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), text);
  }
  stageApp(root, join(root, 'app'));
  expect(listFiles(root, 'app').sort()).toEqual([
    'app/LICENSE',
    'app/package.json',
    'app/programs/electron-main.js',
    'app/renderer/assets/a.css',
  ]);
  expect(JSON.parse(readFileSync(join(root, 'app/package.json'), 'utf8'))).toEqual({
    ...facts,
    productName: 'Hopscope',
    type: 'module',
    main: 'programs/electron-main.js',
    desktopName: 'hopscope.desktop',
  });
});
