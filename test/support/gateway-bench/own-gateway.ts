/**
 * The gateway under measurement, in an engine of its own as a program has one. First argument `record` or `forward`, then
 * the servers' ports; prints its port as JSON. Answers the message `memory` with what it uses, after a collection where
 * Node was started with --expose-gc, and ends with its engine when the parent hangs up.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createEngine } from '../../../engine/index.ts';
import type { CommandInput, CommandName, CommandOutput } from '../../../shared/bridge/bridge.ts';

const [mode, ...ports] = process.argv.slice(2);
const folder = await mkdtemp(join(tmpdir(), 'hopscope-gateway-bench-'));
const engine = await createEngine({
  workspaceDirectory: folder,
  ephemeral: true,
  program: 'cli',
  version: '0.0.0',
  env: {},
  demo: { entry: join(folder, 'none.ts'), knownBugs: [] },
});

async function invoke<C extends CommandName>(command: C, input: CommandInput<C>): Promise<CommandOutput<C>> {
  const answer = await engine.bridge.invoke(command, input);
  if (!answer.ok) throw new Error(`${answer.error.code}: ${answer.error.message}`);
  return answer.value;
}

let rows = 0;
let notices = '';
engine.bridge.on('rows', (batch) => {
  rows += batch.rows.length;
});
engine.bridge.on('notice', ({ message }) => {
  notices += `${message}\n`;
});
const instanceIds: string[] = [];
for (const port of ports) {
  const url = `http://127.0.0.1:${port}/mcp`;
  instanceIds.push((await invoke('instance.save', { name: `at ${port}`, url, headers: [] })).id);
}
const gateway = await invoke('gateway.save', {
  name: 'bench',
  listen: { host: '127.0.0.1', port: 0 },
  instanceIds,
  rules: [],
  strategy: { kind: 'round-robin' },
  faults: [],
  seed: 1,
  allowOrigins: [],
  nameInstance: false,
  record: mode === 'record',
});
const { url } = await invoke('gateway.start', { id: gateway.id });
process.stdout.write(`${JSON.stringify({ port: Number(new URL(url ?? '').port) })}\n`);

/** In µs: of the main thread, and of all threads. */
function cpuTimes() {
  const main = process.threadCpuUsage();
  const all = process.cpuUsage();
  return { mainCpu: main.user + main.system, mainSys: main.system, allCpu: all.user + all.system };
}

process.on('message', () => {
  globalThis.gc?.();
  void invoke('capture.list', null).then(([capture]) => {
    const { rss, heapUsed, external, arrayBuffers } = process.memoryUsage();
    process.send?.({ rss, heapUsed, external, arrayBuffers, rows, notices, capture, ...cpuTimes() });
  });
});
process.on('disconnect', () => {
  void engine
    .close()
    .then(() => rm(folder, { recursive: true, force: true }))
    .then(() => process.exit());
});
