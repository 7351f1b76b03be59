import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { promisify } from 'node:util';
import { createEngine } from '../../engine/index.ts';
import type { CommandInput, CommandName, CommandOutput } from '../../shared/bridge/bridge.ts';
import { onEveryEvent } from '../../shared/bridge/every-event.ts';
import { startUpstreams } from '../support/gateway-bench/stage.ts';

// What the engine costs the process that it runs in: `node test/bench/event-loop.ts [RATE] [SECONDS]`. An engine as the
// desktop has one (it records, judges and tells a page all), 1,000 exchanges a second through its gateway, from and to
// other processes. Goal: the event loop is never held up for 50 ms, or the engine has to leave Electron's main process.
// Where the machine has other work the operating system holds it up as well: so beside the delay stands that of a process
// that does nothing at the same time, and the longest stretch of work as CPU time, which no other process can lengthen.

const [rate = '1000', seconds = '20'] = process.argv.slice(2);
const GOAL_MS = 50;
const NS_IN_MS = 1e6;

const directory = await mkdtemp(join(tmpdir(), 'hopscope-event-loop-'));
const upstreams = await startUpstreams();
const engine = await createEngine({
  workspaceDirectory: join(directory, 'workspace'),
  program: 'electron',
  version: '0.0.0',
  env: { ...process.env, HOPSCOPE_STATE_DIR: join(directory, 'state') },
  demo: { entry: join(directory, 'none.ts'), knownBugs: [] },
});

async function invoke<C extends CommandName>(command: C, input: CommandInput<C>): Promise<CommandOutput<C>> {
  const answer = await engine.bridge.invoke(command, input);
  if (!answer.ok) throw new Error(`${answer.error.code}: ${answer.error.message}`);
  return answer.value;
}

// As ipc does for a window.
let rows = 0;
onEveryEvent(engine.bridge, (event) => {
  structuredClone(event);
  if (event.event === 'rows') rows += event.payload.rows.length;
});
const instanceIds: string[] = [];
for (const port of upstreams.ports) {
  const url = `http://127.0.0.1:${port}/mcp`;
  instanceIds.push((await invoke('instance.save', { name: `at ${port}`, url, headers: [] })).id);
}
const { id } = await invoke('gateway.save', {
  ...{ name: 'bench', listen: { host: '127.0.0.1', port: 0 }, instanceIds, rules: [], faults: [], seed: 1 },
  ...{ strategy: { kind: 'round-robin' }, allowOrigins: [], nameInstance: false, record: true },
});
const { url = '' } = await invoke('gateway.start', { id });

const run = (duration: string) =>
  promisify(execFile)(process.execPath, [
    join(import.meta.dirname, '../support/event-loop-bench/paced-load.ts'),
    new URL(url).port,
    rate,
    duration,
  ]);
// Code that is not warm yet is slow once, at the start of the program.
await run('3');
const idle = promisify(execFile)(process.execPath, [
  join(import.meta.dirname, '../support/event-loop-bench/idle.ts'),
  seconds,
]);
const delay = monitorEventLoopDelay({ resolution: 1 });
const cpuBefore = process.threadCpuUsage();
const stretches: number[] = [];
let last = cpuBefore;
const ticks = setInterval(() => {
  const now = process.threadCpuUsage();
  stretches.push((now.user + now.system - last.user - last.system) / 1000);
  last = now;
}, 1);
delay.enable();
const { stdout } = await run(seconds);
delay.disable();
clearInterval(ticks);
const cpu = process.threadCpuUsage(cpuBefore);
stretches.sort((a, b) => a - b);
const stretch = (share: number): string =>
  `${(stretches[Math.min(stretches.length - 1, Math.floor(stretches.length * share))] ?? NaN).toFixed(1)} ms`;
const nothing = JSON.parse((await idle).stdout) as Record<'p50' | 'p99' | 'max', number>;
const longest = stretches.at(-1) ?? NaN;

const outcome = JSON.parse(stdout) as Record<'sent' | 'answered' | 'failed' | 'ms', number>;
const perSecond = Math.round((outcome.answered / outcome.ms) * 1000);
const at = (ns: number): string => `${(ns / NS_IN_MS).toFixed(1)} ms`;
process.stdout.write(
  [
    `${String(outcome.answered)} of ${String(outcome.sent)} answered, ${String(perSecond)} a second, ${String(outcome.failed)} failed; ${String(rows)} rows told`,
    `event loop: p50 ${at(delay.percentile(50))}, p90 ${at(delay.percentile(90))}, p99 ${at(delay.percentile(99))}, p99.9 ${at(delay.percentile(99.9))}, max ${at(delay.max)}`,
    `a process that does nothing, at the same time: p50 ${nothing.p50.toFixed(1)} ms, p99 ${nothing.p99.toFixed(1)} ms, max ${nothing.max.toFixed(1)} ms`,
    `main thread: ${(((cpu.user + cpu.system) / 1000 / outcome.ms) * 100).toFixed(0)} % of one core; at work at a stretch, CPU time: p50 ${stretch(0.5)}, p99 ${stretch(0.99)}, p99.9 ${stretch(0.999)}, max ${stretch(1)}`,
    `goal: under ${String(GOAL_MS)} ms, delay: ${delay.max / NS_IN_MS < GOAL_MS ? 'met' : 'not met'}; work at a stretch: ${longest < GOAL_MS ? 'met' : 'not met'}`,
    '',
  ].join('\n'),
);
await engine.close();
await upstreams.actor.stop();
await rm(directory, { recursive: true, force: true });
