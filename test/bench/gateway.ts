import { load, portOf, startActor, startUpstreams, type Actor } from '../support/gateway-bench/stage.ts';
import type { LoadOutcome } from '../support/gateway-bench/load.ts';

// The gateway against a bare round-robin proxy, in one run: `node test/bench/gateway.ts [ROUNDS]`. Each round measures all
// of them one after the other, and what is compared is compared within its round: other work on the machine then weighs on
// both. Beside it the CPU time of a request: of the main thread, and of all threads of the process. Goals: recording keeps 0.85 of the bare proxy's requests a second at 32 connections, and adds at most 0.5 ms to
// its median at one.

const ROUNDS = Number(process.argv[2] ?? 7);
const WAYS = ['direct', 'bare', 'forwarding', 'recording'] as const;
type Way = (typeof WAYS)[number];
const GOALS = { share: 0.85, addedMs: 0.5 };

const upstreams = await startUpstreams();
const [firstPort] = upstreams.ports;
const actors: Record<Exclude<Way, 'direct'>, Actor> = {
  bare: await startActor('bare-proxy', upstreams.ports),
  forwarding: await startActor('own-gateway', ['forward', ...upstreams.ports]),
  recording: await startActor('own-gateway', ['record', ...upstreams.ports]),
};
const generator = await startActor('load');
const portOn = (way: Way): number => (way === 'direct' ? Number(firstPort) : portOf(actors[way]));

/** In µs a request. */
interface Cpu {
  readonly main: number;
  readonly all: number;
}
type Outcome = LoadOutcome & { readonly cpu: Cpu };

async function cpuOf(way: Way): Promise<Cpu> {
  if (way === 'direct') return { main: NaN, all: NaN };
  const { mainCpu, allCpu } = await actors[way].ask({});
  return { main: Number(mainCpu), all: Number(allCpu) };
}

async function round(connections: number, forMs: number, warmUp: number): Promise<Record<Way, Outcome>> {
  const outcomes: Partial<Record<Way, Outcome>> = {};
  for (const way of WAYS) {
    const before = await cpuOf(way);
    const outcome = await load(generator, {
      port: portOn(way),
      connections,
      requests: 1e9,
      forMs,
      warmUp,
    });
    const after = await cpuOf(way);
    const requests = outcome.answers + warmUp;
    const each = (from: number, to: number): number => (to - from) / requests;
    outcomes[way] = {
      ...outcome,
      cpu: { main: each(before.main, after.main), all: each(before.all, after.all) },
    };
  }
  return outcomes as Record<Way, Outcome>;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}

const rate = ({ answers, ms }: LoadOutcome): number => (answers / ms) * 1_000;
const list = (values: readonly number[]): string => values.map((value) => value.toFixed(2)).join(' ');

// What is not compiled yet is not what users wait for.
await round(32, 2_000, 1_000);
const many: Record<Way, Outcome>[] = [];
const single: Record<Way, Outcome>[] = [];
for (let count = 0; count < ROUNDS; count += 1) {
  many.push(await round(32, 2_000, 300));
  single.push(await round(1, 1_000, 50));
}

console.log(`32 connections, ${String(ROUNDS)} rounds:`);
for (const way of WAYS) {
  const rates = many.map((outcomes) => rate(outcomes[way]));
  const shares = many.map((outcomes) => rate(outcomes[way]) / rate(outcomes.bare));
  console.log(
    `  ${way.padEnd(10)} ${median(rates).toFixed(0).padStart(6)} requests/s, ${median(shares).toFixed(2)} of bare (${list(shares)})`,
  );
}
console.log('CPU time of a request at 32 connections, in µs:');
for (const way of WAYS.slice(1)) {
  const main = median(many.map((outcomes) => outcomes[way].cpu.main));
  const all = median(many.map((outcomes) => outcomes[way].cpu.all));
  console.log(
    `  ${way.padEnd(10)} ${main.toFixed(1).padStart(6)} on the main thread, ${all.toFixed(1)} on all`,
  );
}
console.log('one connection:');
for (const way of WAYS) {
  const times = single.map((outcomes) => outcomes[way].median);
  const added = single.map((outcomes) => outcomes[way].median - outcomes.bare.median);
  console.log(
    `  ${way.padEnd(10)} median ${median(times).toFixed(3)} ms, added to bare ${median(added).toFixed(3)} ms (${list(added)})`,
  );
}
const share = median(many.map((outcomes) => rate(outcomes.recording) / rate(outcomes.bare)));
const addedMs = median(single.map((outcomes) => outcomes.recording.median - outcomes.bare.median));
console.log(
  `recording: ${share.toFixed(2)} of the bare proxy's requests/s (goal ${String(GOALS.share)}), ` +
    `${addedMs.toFixed(3)} ms added to its median (goal ${String(GOALS.addedMs)})`,
);
const { notices, capture } = await actors.recording.ask({});
console.log(`recorded: ${JSON.stringify(capture)}${notices === '' ? '' : `\nnotices: ${String(notices)}`}`);
for (const actor of [generator, ...Object.values(actors), upstreams.actor]) await actor.stop();
if (share < GOALS.share || addedMs > GOALS.addedMs) process.exitCode = 1;
