import { performance } from 'node:perf_hooks';
import { faultsOf, PROVE_CASES, type ProveCase } from '../support/prove-cases.ts';
import { proveDemo } from '../support/prove-fleet.ts';

// Proofs of the demo fleet, each with processes and a recording of its own. Prints what is wrong, and a line for each case.
// `node test/fuzz/prove.ts [SEEDS] [FIRST] [CASE…]`: healthy and with each bug, or only these, so many seeds (20), from this
// one on (1).
// `node test/fuzz/prove.ts healthy [PROOFS] [FIRST]`: the healthy fleet only (50): a false alarm is a failure.

const args = process.argv.slice(2);
const onlyHealthy = args[0] === 'healthy';
const [count, first = '1', ...names] = onlyHealthy ? args.slice(1) : args;
const seeds = Number(count ?? (onlyHealthy ? 50 : 20));
const firstSeed = Number(first);
const nameOf = ({ bugs }: ProveCase): string => bugs.join(' and ') || 'healthy';
const wanted = onlyHealthy ? ['healthy'] : names;
const cases = PROVE_CASES.filter((one) => wanted.length === 0 || wanted.includes(nameOf(one)));
const unknown = wanted.filter((name) => !cases.some((one) => nameOf(one) === name));
if (unknown.length > 0) {
  throw new Error(`No such case: ${unknown.join(', ')}. There are: ${PROVE_CASES.map(nameOf).join(', ')}.`);
}

for (const expected of cases) {
  const name = nameOf(expected);
  const seen: Outcome[] = [];
  for (let seed = firstSeed; seed < firstSeed + seeds; seed += 1) seen.push(await proveOnce(expected, seed));
  const right = seen.filter(({ faults }) => faults.length === 0);
  const sum = (of: (outcome: Outcome) => number): number => seen.reduce((total, each) => total + of(each), 0);
  const words = [
    `${name}: ${String(right.length)} of ${String(seeds)} proofs are right (${expected.verdict})`,
    `${String(Math.round(sum(({ requests }) => requests) / seeds))} requests`,
    `${String(Math.round(sum(({ trials }) => trials) / seeds))} trials`,
    `${(sum(({ ms }) => ms) / seeds / 1000).toFixed(1)} s each`,
  ];
  process.stdout.write(`${words.join(', ')}\n`);
  if (right.length < seeds) process.exitCode = 1;
}

interface Outcome {
  readonly faults: readonly string[];
  readonly requests: number;
  readonly trials: number;
  readonly ms: number;
}

async function proveOnce(expected: ProveCase, seed: number): Promise<Outcome> {
  const startedAt = performance.now();
  const [proof] = await proveDemo(expected.bugs, [{ seed }], expected.session);
  if (!proof) throw new Error('Nothing was proved.');
  const { verdict, state } = proof;
  const faults = faultsOf(expected, verdict);
  process.stderr.write(
    `  seed ${String(seed)}: ${verdict.verdict}, ${String(Math.round((performance.now() - startedAt) / 1000))} s\n`,
  );
  for (const fault of faults) process.stdout.write(`  seed ${String(seed)}: ${fault}\n`);
  return {
    faults,
    requests: state.runs.reduce((total, { planned }) => total + planned, 0),
    trials: state.runs.filter(({ purpose }) => purpose === 'witness').length,
    ms: performance.now() - startedAt,
  };
}
