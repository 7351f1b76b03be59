import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { K6Outcome } from './run-script.ts';

// The program of the stand-in: reads what to run from standard input, writes what came of it to standard output.

interface Order {
  readonly script: string;
  readonly env: Readonly<Record<string, string>>;
  readonly iterations: number;
}

/** What the modules and this program have in common. */
export interface K6World {
  readonly checks: { name: string; passed: boolean }[];
  readonly requests: { url: string; tag: string; status: number }[];
}

const MODULES: Readonly<Record<string, string>> = {
  k6: 'k6-core.ts',
  'k6/http': 'k6-http.ts',
  'k6/data': 'k6-data.ts',
  'k6/encoding': 'k6-encoding.ts',
};
registerHooks({
  resolve(specifier, context, next) {
    const file = MODULES[specifier];
    if (file === undefined) return next(specifier, context);
    return { url: pathToFileURL(join(import.meta.dirname, file)).href, shortCircuit: true };
  },
});

const { script, env, iterations } = JSON.parse(readFileSync(0, 'utf8')) as Order;
const world: K6World = { checks: [], requests: [] };
const warnings: string[] = [];
let error: string | undefined;
console.warn = (text: string): void => {
  warnings.push(text);
};
Object.assign(globalThis, { __ENV: env, __VU: 0, __ITER: 0, k6World: world });
const directory = mkdtempSync(join(tmpdir(), 'hopscope-k6-'));
try {
  const file = join(directory, 'script.mjs');
  writeFileSync(file, script);
  const { default: iterate } = (await import(pathToFileURL(file).href)) as { default: () => void };
  for (let iteration = 0; iteration < iterations; iteration += 1) {
    Object.assign(globalThis, { __VU: 1, __ITER: iteration });
    iterate();
  }
} catch (thrown) {
  error = thrown instanceof Error ? thrown.message : String(thrown);
} finally {
  rmSync(directory, { recursive: true });
}
const outcome: K6Outcome = { ...world, warnings, ...(error !== undefined && { error }) };
process.stdout.write(JSON.stringify(outcome), () => process.exit(0));
