/** One small tree for each import rule, in which exactly that rule is broken. */
export interface PlantedViolation {
  /** The rule's name in .dependency-cruiser.mjs. */
  readonly rule: string;
  /** The file that the rule must point at. */
  readonly offender: string;
  /** Path -> content. */
  readonly files: Readonly<Record<string, string>>;
}

/** A file that may be imported. */
const value = 'export const value = 1;\n';

/** An offender that imports one other file. */
function plant(rule: string, offender: string, target: string): PlantedViolation {
  const up = '../'.repeat(offender.split('/').length - 1);
  const importing = `import { value } from '${up}${target}';\nexport const own = value;\n`;
  return { rule, offender, files: { [offender]: importing, [target]: value } };
}

/** An offender that imports a package or one of Node's own modules. */
function plantPackage(rule: string, offender: string, name: string): PlantedViolation {
  return {
    rule,
    offender,
    files: { [offender]: `import * as it from '${name}';\nexport const own = it;\n` },
  };
}

export const plantedViolations: readonly PlantedViolation[] = [
  plant('shared-imports-nothing-of-ours', 'shared/model/a.ts', 'engine/b.ts'),
  plantPackage('shared-runs-anywhere', 'shared/model/a.ts', 'node:fs'),
  plant('engine-imports-only-shared', 'engine/client/a.ts', 'web/b.ts'),
  plantPackage('engine-has-no-screen', 'engine/client/a.ts', 'react'),
  plantPackage('pure-code-does-no-io', 'engine/protocol/modern/a.ts', 'node:crypto'),
  plantPackage('pure-code-does-no-io', 'engine/lint/rules/a.ts', 'node:fs'),
  plantPackage('pure-code-does-no-io', 'engine/trackers/a.ts', 'node:timers/promises'),
  plantPackage('pure-code-does-no-io', 'engine/replay/plan.ts', 'node:fs'),
  plantPackage('pure-code-does-no-io', 'engine/replay/diff/a.ts', 'node:fs'),
  plantPackage('pure-code-does-no-io', 'engine/replay/eras/a.ts', 'node:fs'),
  plantPackage('pure-code-does-no-io', 'engine/replay/report.ts', 'node:fs'),
  plant('pure-code-imports-no-impure-code', 'engine/protocol/a.ts', 'engine/transport/b.ts'),
  plant('renderer-imports-only-shared', 'renderer/app/a.tsx', 'engine/b.ts'),
  {
    rule: 'renderer-imports-only-shared',
    offender: 'renderer/app/a.ts',
    files: {
      'renderer/app/a.ts': "import type { B } from '../../engine/b.ts';\nexport type A = B;\n",
      'engine/b.ts': 'export type B = string;\n',
    },
  },
  plantPackage('renderer-runs-in-a-browser', 'renderer/app/a.ts', 'node:path'),
  plant('screens-do-not-import-each-other', 'renderer/traffic/a.ts', 'renderer/composer/b.ts'),
  plant('ui-knows-no-screen', 'renderer/ui/a.tsx', 'renderer/traffic/b.tsx'),
  plant('programs-use-the-front-door', 'web/a.ts', 'engine/client/b.ts'),
  plant('programs-use-the-front-door', 'electron/main/a.ts', 'engine/client/b.ts'),
  plant('programs-do-not-import-the-screens', 'web/a.ts', 'renderer/app/b.ts'),
  plant('programs-stand-beside-each-other', 'web/a.ts', 'demo/b.ts'),
  plant('programs-stand-beside-each-other', 'electron/main/a.ts', 'web/b.ts'),
  plant('cli-does-not-import-electron', 'cli/commands/a.ts', 'electron/main/b.ts'),
  plant('demo-stands-alone', 'demo/a.ts', 'shared/b.ts'),
  plantPackage('only-electron-imports-electron', 'web/a.ts', 'electron'),
  plantPackage('only-electron-imports-electron', 'engine/a.ts', 'electron/main'),
  plant('preload-imports-electron-and-shared-only', 'electron/preload/a.ts', 'electron/main/b.ts'),
  plantPackage('preload-imports-electron-and-shared-only', 'electron/preload/a.ts', 'node:fs'),
  {
    rule: 'no-cycles',
    offender: 'engine/client/a.ts',
    files: {
      'engine/client/a.ts': "import { b } from './b.ts';\nexport const a = (): unknown => b;\n",
      'engine/client/b.ts': "import { a } from './a.ts';\nexport const b = (): unknown => a;\n",
    },
  },
  plant('product-never-imports-tests', 'engine/a.ts', 'test/support/b.ts'),
  {
    rule: 'imports-resolve',
    offender: 'engine/a.ts',
    files: { 'engine/a.ts': "import { gone } from './gone.ts';\nexport const own = gone;\n" },
  },
];

/** Imports that are as they should be: no rule may speak up. */
export const allowedTree: Readonly<Record<string, string>> = {
  'shared/model/word.ts': value,
  'engine/index.ts':
    "import { open } from 'node:fs/promises';\nimport { write } from './protocol/write.ts';\n" +
    "import { value } from '../shared/model/word.ts';\nexport const own = [open, write, value];\n",
  'engine/protocol/write.ts':
    "import { value } from '../../shared/model/word.ts';\nimport type { Sink } from '../transport/sink.ts';\n" +
    'export const write = (sink: Sink): unknown => [sink, value];\n',
  'engine/transport/sink.ts': "import { connect } from 'node:net';\nexport type Sink = typeof connect;\n",
  'engine/replay/run.ts':
    "import { setTimeout } from 'node:timers/promises';\nexport const run = setTimeout;\n",
  'demo/bugs.ts': value,
  'web/main.ts':
    "import { own } from '../engine/index.ts';\nimport { value } from '../demo/bugs.ts';\nexport const host = [own, value];\n",
  'demo/instance.ts': "import http from 'node:http';\nexport const demo = http;\n",
  'cli/main.ts':
    "import { host } from '../web/main.ts';\nimport { demo } from '../demo/instance.ts';\nexport const all = [host, demo];\n",
  'electron/main/main.ts':
    "import { app } from 'electron';\nimport { own } from '../../engine/index.ts';\nexport const all = [app, own];\n",
  'electron/preload/preload.ts':
    "import { contextBridge } from 'electron';\nimport { value } from '../../shared/model/word.ts';\n" +
    'export const all = [contextBridge, value];\n',
  'renderer/ui/part.tsx': "import { useState } from 'react';\nexport const part = useState;\n",
  'renderer/traffic/view.tsx':
    "import { part } from '../ui/part.tsx';\nimport { value } from '../../shared/model/word.ts';\nexport const view = [part, value];\n",
  'renderer/app/main.tsx': "import { view } from '../traffic/view.tsx';\nexport const main = view;\n",
  'test/unit/traffic.test.ts':
    "import { view } from '../../renderer/traffic/view.tsx';\nimport { own } from '../../engine/index.ts';\nexport const all = [view, own];\n",
};
