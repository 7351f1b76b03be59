/**
 * What a replay is held against: the same requests, each to every server, by undici's dispatch, their answers read and dropped. So
 * many requests are on their way at once, and none waits for another. Arguments: steps, clients, the servers' ports. Answers any
 * message with `{ ms, mainCpu, allCpu }`.
 */
import { Pool } from 'undici';
import { requestAt } from './reads.ts';

const [steps = '0', clients = '1', ...ports] = process.argv.slice(2);
const origins = ports.map((port) => `http://127.0.0.1:${port}`);
const pools = origins.map((origin) => new Pool(origin, { connections: Number(clients), pipelining: 1 }));

interface Prepared {
  readonly headers: string[];
  readonly body: string;
}

/** All of them before the clock runs: what is measured is the sending. */
const prepared: readonly (readonly Prepared[])[] = Array.from({ length: Number(steps) }, (_each, place) =>
  origins.map((origin) => {
    const { headers, body } = requestAt(place, `${origin}/mcp`);
    const kept = headers.filter(([name]) => !/^(host|connection|content-length)$/i.test(name));
    return { headers: kept.flat(), body };
  }),
);

function send(pool: Pool, { headers, body }: Prepared): Promise<void> {
  return new Promise((resolve, reject) => {
    pool.dispatch(
      { path: '/mcp', method: 'POST', headers, body },
      {
        onRequestStart: () => undefined,
        onResponseStart: (_controller, status) => {
          if (status !== 200) reject(new Error(`HTTP ${String(status)}`));
        },
        onResponseData: () => undefined,
        onResponseEnd: () => {
          resolve();
        },
        onResponseError: (_controller, error) => {
          reject(error);
        },
      },
    );
  });
}

async function sendAll(): Promise<number> {
  const startedAt = performance.now();
  let next = 0;
  const client = async (): Promise<void> => {
    for (let place = next; place < prepared.length; place = next) {
      next += 1;
      const step = prepared[place] ?? [];
      await Promise.all(pools.map((pool, at) => send(pool, step[at] ?? { headers: [], body: '' })));
    }
  };
  await Promise.all(Array.from({ length: Number(clients) }, client));
  return performance.now() - startedAt;
}

process.stdout.write('{"ready":true}\n');
process.on('message', () => {
  const before = [process.threadCpuUsage(), process.cpuUsage()] as const;
  sendAll().then(
    (ms) => {
      const [main, all] = [process.threadCpuUsage(before[0]), process.cpuUsage(before[1])];
      process.send?.({ ms, mainCpu: main.user + main.system, allCpu: all.user + all.system });
    },
    (error: unknown) => process.send?.({ error: String(error) }),
  );
});
process.on('disconnect', () => process.exit());
