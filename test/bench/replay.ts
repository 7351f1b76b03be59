import { join } from 'node:path';
import { startProgram, type Actor } from '../support/gateway-bench/stage.ts';

// A replay against the same requests sent bare, in one run: `node test/bench/replay.ts [ROUNDS] [STEPS] [CLIENTS]`. A step is a
// captured request, sent to each of three servers. The replay reads its drafts from the capture's worker, sends, records, holds the
// answers against the recorded ones and keeps its journal; bare is undici's dispatch of requests that were built before, whose
// answers are dropped. Each round measures both one after the other, and what is compared is compared within its round. Goals: at
// least half of the bare rate, and at least 1,000 captured requests a second.

const [ROUNDS = 5, STEPS = 6_000, CLIENTS = 32] = process.argv.slice(2).map(Number);
const GOALS = { share: 0.5, rate: 1_000 };

const folder = join(import.meta.dirname, '../support/replay-bench');
const servers = await startProgram(join(folder, 'servers.ts'));
const args = [STEPS, CLIENTS, ...(servers.ready['ports'] as number[])].map(String);
const own = await startProgram(join(folder, 'own-replay.ts'), args);
const bare = await startProgram(join(folder, 'bare-dispatch.ts'), args);

type Measured = Readonly<Record<string, unknown>> & { readonly rate: number };

async function measure(actor: Actor): Promise<Measured> {
  const outcome = await actor.ask({});
  if (typeof outcome['error'] === 'string') throw new Error(outcome['error']);
  return { ...outcome, rate: STEPS / (Number(outcome['ms']) / 1_000) };
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}

const list = (values: readonly number[], digits: number): string =>
  values.map((value) => value.toFixed(digits)).join(' ');

// What is not compiled yet is not what users wait for.
for (const actor of [bare, own]) await measure(actor);
const rounds: { readonly own: Measured; readonly bare: Measured }[] = [];
for (let round = 0; round < ROUNDS; round += 1)
  rounds.push({ bare: await measure(bare), own: await measure(own) });
const sends = STEPS * 3;
for (const { own: replayed } of rounds) {
  if (replayed['answered'] !== sends)
    throw new Error(`answered: ${String(replayed['answered'])} of ${String(sends)}`);
}
const shares = rounds.map((round) => round.own.rate / round.bare.rate);
const ownRate = median(rounds.map((round) => round.own.rate));
console.log(
  `${String(STEPS)} captured requests, each to three servers, ${String(CLIENTS)} clients, ${String(ROUNDS)} rounds:`,
);
for (const way of ['bare', 'own'] as const) {
  const each = (key: 'mainCpu' | 'allCpu'): string =>
    (median(rounds.map((round) => Number(round[way][key]))) / sends).toFixed(1);
  console.log(
    `  ${way === 'own' ? 'replay' : 'bare'.padEnd(6)}  ${list(
      rounds.map((round) => round[way].rate),
      0,
    )} captured requests/s; CPU time of a request that is sent: ${each('mainCpu')} µs on the main thread, ${each('allCpu')} on all`,
  );
}
console.log(`  share   ${list(shares, 2)}`);
const last = rounds.at(-1)?.own;
console.log(
  `  memory of the replay ${String(Math.round(Number(last?.['rss']) / 1024 / 1024))} MB; classes ${JSON.stringify(last?.['classes'])}`,
);
const share = median(shares);
console.log(
  `replay: ${ownRate.toFixed(0)} captured requests/s (goal ${String(GOALS.rate)}), ${share.toFixed(2)} of bare (goal ${String(GOALS.share)})`,
);
for (const actor of [own, bare, servers]) await actor.stop();
if (share < GOALS.share || ownRate < GOALS.rate) process.exitCode = 1;
