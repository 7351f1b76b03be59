/**
 * The replay under measurement, in an engine as the command line has one. Arguments: steps, clients, the servers' ports. Records the
 * steps into a file as the first server answers them, opens that, and answers any message by a whole replay: `{ ms, answered, classes, mainCpu, allCpu, judgedCpu, rss }`, the last
 * but one with what comes after the sending.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createCaptures } from '../../../engine/capture/captures.ts';
import { createEngine } from '../../../engine/index.ts';
import type { CommandInput, CommandName, CommandOutput } from '../../../shared/bridge/bridge.ts';
import type { ReplayState } from '../../../shared/model/replay-verdict.ts';
import { askFirst, recordReads } from './reads.ts';

const [steps = '0', clients = '1', ...ports] = process.argv.slice(2);
const folder = await mkdtemp(join(tmpdir(), 'hopscope-replay-bench-'));
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

async function record(): Promise<string> {
  const captures = await createCaptures({
    directory: join(folder, 'recorded'),
    judges: false,
    onRows: () => undefined,
    onSummaries: () => undefined,
    onProblem: (message) => {
      throw new Error(message);
    },
  });
  const answer = await askFirst(`http://127.0.0.1:${ports[0] ?? ''}/mcp`);
  await recordReads(captures, Number(steps), Number(clients), answer);
  const path = captures.summaries()[0]?.path ?? '';
  await captures.close();
  return path;
}

const { id: captureId } = await invoke('capture.open', { path: await record() });
const instanceIds: string[] = [];
for (const port of ports) {
  const url = `http://127.0.0.1:${port}/mcp`;
  instanceIds.push((await invoke('instance.save', { name: `at ${port}`, url, headers: [] })).id);
}

async function replay(): Promise<object> {
  const before = [process.threadCpuUsage(), process.cpuUsage()] as const;
  let sent: readonly [NodeJS.CpuUsage, NodeJS.CpuUsage] | undefined;
  const over = new Promise<ReplayState>((resolve) => {
    const stop = engine.bridge.on('replay', (state) => {
      // What was recorded is held against the rules once all of it is sent: that is no part of the sending.
      if (state.runs[0]?.state !== 'running' && state.runs.length > 0)
        sent ??= [process.threadCpuUsage(before[0]), process.cpuUsage(before[1])];
      if (state.state === 'running') return;
      stop();
      resolve(state);
    });
  });
  await invoke('replay.start', {
    kind: 'replay',
    plan: { captureId, allow: { tools: [] }, flows: [], variables: [] },
    instanceIds,
    schedules: [{ name: 'fan-out' }],
    pace: { kind: 'asap', lanes: Number(clients) },
  });
  const state = await over;
  const [run] = state.runs;
  if (!run || state.state !== 'done') throw new Error(`The replay is ${state.state}: ${state.problem ?? ''}`);
  const judged = process.cpuUsage(before[1]);
  const [main, all] = sent ?? [process.threadCpuUsage(before[0]), judged];
  return {
    ms: (run.endedAt ?? 0) - run.startedAt,
    answered: run.counts.answered,
    classes: state.verdict?.classes,
    mainCpu: main.user + main.system,
    allCpu: all.user + all.system,
    judgedCpu: judged.user + judged.system,
    rss: process.memoryUsage().rss,
  };
}

process.stdout.write('{"ready":true}\n');
process.on('message', () => {
  replay().then(
    (outcome) => process.send?.(outcome),
    (error: unknown) => process.send?.({ error: String(error) }),
  );
});
process.on('disconnect', () => {
  void engine
    .close()
    .then(() => rm(folder, { recursive: true, force: true }))
    .then(() => process.exit());
});
