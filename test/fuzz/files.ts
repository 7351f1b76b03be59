/**
 * `npm run fuzz:files [-- SEED [COUNT]]`: damaged HAR, JSON Lines and other foreign files through their readers. Without a
 * seed it takes a new one and names it, so that what fails can be seen again. A sample of it is in the unit tests.
 */
import { fuzzFiles } from '../support/fuzz-files/fuzz-files.ts';

const [seedText, countText] = process.argv.slice(2);
const seed = seedText === undefined ? Math.floor(Math.random() * 2 ** 32) : Number(seedText);
const count = countText === undefined ? 20_000 : Number(countText);
if (!Number.isInteger(seed) || !Number.isInteger(count) || count < 1) {
  process.stderr.write('Usage: npm run fuzz:files -- [SEED [COUNT]], both whole numbers.\n');
  process.exit(2);
}

process.stdout.write(`Seed ${String(seed)}: ${String(count)} damaged files.\n`);
const failures = await fuzzFiles({ seed, count });
for (const { at, what } of failures) process.stdout.write(`File ${String(at)}: ${what}\n`);
const most = `${String(Math.round(process.resourceUsage().maxRSS / 1024))} MiB at most`;
process.stdout.write(
  failures.length === 0 ? `No reader failed; ${most}.\n` : `${String(failures.length)} failures.\n`,
);
process.exitCode = failures.length === 0 ? 0 : 1;
