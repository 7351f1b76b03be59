/**
 * `npm run fuzz:lint [-- SEED [COUNT]]`: random and damaged exchanges through every rule. Without a seed it takes a new one
 * and names it, so that what fails can be seen again. A sample of it is in the unit tests.
 */
import { RULES } from '../../engine/lint/rules/index.ts';
import { fuzzLinter } from '../support/lint/fuzz-linter.ts';

const [seedText, countText] = process.argv.slice(2);
const seed = seedText === undefined ? Math.floor(Math.random() * 2 ** 32) : Number(seedText);
const count = countText === undefined ? 20_000 : Number(countText);
if (!Number.isInteger(seed) || !Number.isInteger(count) || count < 1) {
  process.stderr.write('Usage: npm run fuzz:lint -- [SEED [COUNT]], both whole numbers.\n');
  process.exit(2);
}

process.stdout.write(
  `Seed ${String(seed)}: ${String(count)} exchanges through ${String(RULES.length)} rules.\n`,
);
const failures = fuzzLinter(RULES, { seed, count });
for (const { at, what } of failures) process.stdout.write(`Exchange ${String(at)}: ${what}\n`);
process.stdout.write(failures.length === 0 ? 'No rule failed.\n' : `${String(failures.length)} failures.\n`);
process.exitCode = failures.length === 0 ? 0 : 1;
