import { join } from 'node:path';
import { portOf, startProgram, type Actor } from '../support/gateway-bench/stage.ts';

// A replay against the same requests sent bare, in one run: `node test/bench/replay.ts [ROUNDS] [STEPS] [CLIENTS]`. A step is a
// captured request, sent to each of three servers. The replay reads its drafts from the capture's worker, sends, records, holds the
// answers against the recorded ones and keeps its journal; bare is undici's dispatch of requests that were built before, whose
// answers are dropped. Each round measures both one after the other, and what is compared is compared within its round.
//
// First to three instances of the official SDK's server, a process each, which is what a replay is for: there it must send at least
// half of what bare does, and at least 1,000 captured requests a second. Then to servers made of sockets alone, which take hardly
// anything of the two cores: what is left between the two rates there is what a replay costs by itself.

const [ROUNDS = 5, STEPS = 3_000, CLIENTS = 32] = process.argv.slice(2).map(Number);
const GOALS = { share: 0.5, rate: 1_000 };
const SERVERS = 3;

const folder = join(import.meta.dirname, '../support/replay-bench');
const start = (program: string, args: readonly string[] = []): Promise<Actor> =>
  startProgram(join(folder, program), args);

type Measured = Readonly<Record<string, unknown>> & { readonly rate: number };
interface Round {
  readonly own: Measured;
  readonly bare: Measured;
}

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

async function roundsAgainst(ports: readonly number[]): Promise<readonly Round[]> {
  const args = [STEPS, CLIENTS, ...ports].map(String);
  const own = await start('own-replay.ts', args);
  const bare = await start('bare-dispatch.ts', args);
  // What is not compiled yet is not what users wait for.
  for (const actor of [bare, own]) await measure(actor);
  const rounds: Round[] = [];
  for (let round = 0; round < ROUNDS; round += 1)
    rounds.push({ bare: await measure(bare), own: await measure(own) });
  for (const actor of [own, bare]) await actor.stop();
  return rounds;
}

/** Answers the replay's rate and its share of the bare one. */
function report(
  servers: string,
  rounds: readonly Round[],
): { readonly rate: number; readonly share: number } {
  const sends = STEPS * SERVERS;
  for (const { own } of rounds) {
    if (own['answered'] !== sends)
      throw new Error(`answered: ${String(own['answered'])} of ${String(sends)}`);
  }
  console.log(
    `${String(STEPS)} captured requests, each to ${servers}, ${String(CLIENTS)} clients, ${String(ROUNDS)} rounds:`,
  );
  for (const way of ['bare', 'own'] as const) {
    const each = (key: 'mainCpu' | 'allCpu'): string =>
      (median(rounds.map((round) => Number(round[way][key]))) / sends).toFixed(1);
    const rates = rounds.map((round) => round[way].rate);
    console.log(
      `  ${way === 'own' ? 'replay' : 'bare  '}  ${list(rates, 0)} captured requests/s; ` +
        `CPU time of a request that is sent: ${each('mainCpu')} µs on the main thread, ${each('allCpu')} on all`,
    );
  }
  const shares = rounds.map(({ own, bare }) => own.rate / bare.rate);
  const last = rounds.at(-1)?.own;
  console.log(`  share   ${list(shares, 2)}`);
  console.log(
    `  memory of the replay ${String(Math.round(Number(last?.['rss']) / 1024 / 1024))} MB; classes ${JSON.stringify(last?.['classes'])}`,
  );
  return { rate: median(rounds.map(({ own }) => own.rate)), share: median(shares) };
}

const instances = await Promise.all(Array.from({ length: SERVERS }, () => start('sdk-instance.ts')));
const real = report(
  "three instances of the official SDK's server",
  await roundsAgainst(instances.map(portOf)),
);
for (const instance of instances) await instance.stop();

const servers = await start('servers.ts');
const bareSockets = await roundsAgainst(servers.ready['ports'] as number[]);
const sockets = report('three servers made of sockets alone', bareSockets);
await servers.stop();

console.log(
  `replay to instances: ${real.rate.toFixed(0)} captured requests/s (goal ${String(GOALS.rate)}), ` +
    `${real.share.toFixed(2)} of bare (goal ${String(GOALS.share)})\n` +
    `replay to sockets: ${sockets.rate.toFixed(0)} captured requests/s, ${sockets.share.toFixed(2)} of bare`,
);
if (real.share < GOALS.share || real.rate < GOALS.rate) process.exitCode = 1;
