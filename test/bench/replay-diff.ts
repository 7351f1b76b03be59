import { Observations } from '../../engine/replay/diff/observations.ts';
import { createRandom } from '../../engine/random.ts';
import type { StepAnswer } from '../../shared/model/replay-plan.ts';
import { madeStep } from '../support/replay/made-step.ts';

// What comparing costs: the answers of six runs to 100,000 steps, each held against the recorded one. Prints answers per second of processor time,
// the memory that the observations hold, and how long the classes of all steps and a page of the matrix take. Of five steps
// one answers the time, one an id that varies, one names its instance; of 200 one fails where it was asked elsewhere.
// `node --expose-gc test/bench/replay-diff.ts [STEPS [RUNS]]`; without --expose-gc memory is told with what may be garbage.

const STEPS = Number(process.argv[2] ?? 100_000);
const RUNS = Number(process.argv[3] ?? 6);
const INSTANCES = ['alpha', 'beta', 'gamma'].map((name) => ({ id: name, name }));
const random = createRandom(1);

function answer(number: number, run: number, instance: string): StepAnswer {
  const kind = number % 5;
  if (number % 200 === 7 && run % 2 === 0 && instance !== 'alpha') {
    return {
      status: 200,
      headers: HEADERS,
      error: { code: -32602, message: `There is no basket b-${String(number)}.` },
    };
  }
  const data = {
    basket: {
      id: `basket-${String(number % 5_000)}`,
      items: [
        { sku: 'apple', quantity: 2 },
        { sku: 'pear', quantity: number % 7 },
      ],
    },
    ...(kind === 0 && { at: new Date(1_800_000_000_000 + run * 86_400_000 + number).toISOString() }),
    ...(kind === 1 && { request: Math.floor(random() * 2 ** 48).toString(16) }),
    ...(kind === 2 && { instance }),
  };
  return {
    status: 200,
    headers: HEADERS,
    result: {
      resultType: 'complete',
      content: [{ type: 'text', text: JSON.stringify(data) }],
      structuredContent: data,
      isError: false,
      _meta: { 'io.modelcontextprotocol/serverInfo': { name: 'shop', version: '1.0.0' } },
    },
  };
}

const HEADERS = { 'content-type': 'application/json', 'mcp-protocol-version': '2026-07-28' };

/** Processor time of the process in ms, all threads: the machine may be busy with other things. */
function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

function heapMb(): number {
  globalThis.gc?.();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return (heapUsed + arrayBuffers) / 2 ** 20;
}

const steps = Array.from({ length: STEPS }, (_, index) =>
  madeStep(index + 1, { name: `tool_${String(index % 40)}`, after: index % 10 === 0 ? [] : [index] }),
);
const before = heapMb();
const observations = new Observations({ captureId: 'rec', steps, instances: INSTANCES });
let comparing = 0;
for (let run = 1; run <= RUNS; run += 1) {
  const pinned = INSTANCES[run - 1];
  observations.setRun({
    run,
    choice: { name: pinned ? 'pinned' : 'round-robin', ...(pinned && { instanceId: pinned.id }) },
    purpose: 'battery',
  });
  for (let from = 0; from < STEPS; from += 1_000) {
    const page = steps.slice(from, from + 1_000).map(({ number }) => {
      const instance = pinned ?? INSTANCES[number % 3];
      const recorded = answer(number, 0, 'alpha');
      return {
        number,
        instanceId: instance?.id ?? '',
        recorded,
        got: answer(number, run, instance?.name ?? ''),
      };
    });
    const start = cpuMs();
    for (const { number, instanceId, recorded, got } of page) {
      observations.setRecorded(number, recorded);
      observations.add({
        run,
        number,
        instanceId,
        state: 'answered',
        ref: { captureId: 'live', number: run * STEPS + number },
        answer: got,
      });
    }
    comparing += cpuMs() - start;
  }
}
const after = heapMb();
const answers = STEPS * RUNS;
const print = (name: string, value: string): void => console.log(`${name.padEnd(34)}${value}`);
print('answers', `${String(STEPS)} steps x ${String(RUNS)} runs`);
print('compared', `${String(Math.round(answers / (comparing / 1000)))} answers per second of processor time`);
print(
  'memory',
  `${(after - before).toFixed(0)} MB held, ${(process.memoryUsage().rss / 2 ** 20).toFixed(0)} MB of the process`,
);
let start = cpuMs();
const counts = observations.classCounts();
print('classes of all steps', `${(cpuMs() - start).toFixed(0)} ms ${JSON.stringify(counts)}`);
print('memory with classes', `${(heapMb() - before).toFixed(0)} MB held`);
start = cpuMs();
observations.rows(0, 100, 'sticky');
print('a page of sticky steps', `${(cpuMs() - start).toFixed(0)} ms`);
start = cpuMs();
const { entries } = observations.learned('2026-11-26');
print('noise learnt', `${(cpuMs() - start).toFixed(0)} ms, ${String(entries.length)} entries`);
