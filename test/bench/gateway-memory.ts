import { load, portOf, startActor, startUpstreams } from '../support/gateway-bench/stage.ts';

// What a gateway that records needs in memory over 200,000 exchanges: `node test/bench/gateway-memory.ts [EXCHANGES]`. After
// each tenth all garbage is collected, so that what is left is what is kept. The first tenth fills what is filled once
// (compiled code, buffers that are used again); the rest must stay flat.

const EXCHANGES = Number(process.argv[2] ?? 200_000);
const PARTS = 10;
/** More than this between the first measurement and the last is no noise, in bytes. */
const FLAT = 16 * 1024 * 1024;

interface Memory {
  readonly rss: number;
  readonly heapUsed: number;
  readonly external: number;
  readonly notices: string;
  readonly capture: { readonly exchanges: number; readonly bytes: number };
}

const upstreams = await startUpstreams();
const gateway = await startActor('own-gateway', ['record', ...upstreams.ports], {
  execArgv: ['--expose-gc'],
});
const generator = await startActor('load');
const mb = (bytes: number): string => (bytes / 1_000_000).toFixed(1).padStart(6);
const kept: number[] = [];
const resident: number[] = [];
let last: Memory | undefined;
for (let part = 1; part <= PARTS; part += 1) {
  const requests = EXCHANGES / PARTS;
  const { ms } = await load(generator, {
    port: portOf(gateway),
    connections: 32,
    requests,
    forMs: 1e9,
    warmUp: 1,
  });
  last = (await gateway.ask({})) as unknown as Memory;
  const { rss, heapUsed, external, capture } = last;
  kept.push(heapUsed + external);
  resident.push(rss);
  console.log(
    `${String(capture.exchanges).padStart(7)} exchanges: ${mb(heapUsed)} MB of heap, ${mb(external)} MB beside it, ` +
      `${mb(rss)} MB resident; ${((requests / ms) * 1_000).toFixed(0)} exchanges/s, file ${mb(capture.bytes)} MB`,
  );
}
for (const actor of [generator, gateway, upstreams.actor]) await actor.stop();
const grownBy = (values: readonly number[]): number => (values.at(-1) ?? NaN) - (values[0] ?? NaN);
console.log(
  `grown since the first tenth: ${mb(grownBy(kept))} MB kept, ${mb(grownBy(resident))} MB resident${last?.notices ? `\n${last.notices}` : ''}`,
);
if (!(grownBy(kept) < FLAT) || last?.capture.exchanges !== EXCHANGES + PARTS) process.exitCode = 1;
