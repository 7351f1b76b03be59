import type { Engine } from '../../engine/index.ts';
import type { CommandInput, CommandName, CommandOutput } from '../../shared/bridge/bridge.ts';
import type { ReplayWish } from '../../shared/model/replay-run.ts';
import type { ReplayState, Verdict } from '../../shared/model/replay-verdict.ts';
import { openContractEngine } from './contract-engine.ts';
import { startDemoFleet } from './demo-processes.ts';
import { recordSession, type SessionOptions } from './recorded-session.ts';

/** A proof that has come to its end. */
export interface FinishedProof {
  readonly state: ReplayState;
  readonly verdict: Verdict;
  readonly ms: number;
}

/** Proves what a capture shows against these instances, with everything allowed, and waits for the end. */
export async function proveCapture(
  engine: Engine,
  captureId: string,
  instanceIds: readonly string[],
  wish: Partial<ReplayWish> = {},
): Promise<FinishedProof> {
  const startedAt = performance.now();
  const ended = Promise.withResolvers<ReplayState>();
  const off = engine.bridge.on('replay', (state) => {
    if (state.state !== 'running') ended.resolve(state);
  });
  await ask(engine, 'replay.start', {
    kind: 'prove',
    plan: { captureId, allow: { all: true, tools: [] }, flows: [], variables: [] },
    instanceIds,
    schedules: [],
    pace: { kind: 'asap', lanes: 4 },
    ...wish,
  });
  const state = await ended.promise;
  off();
  if (!state.verdict) throw new Error(`No verdict: ${state.state} ${state.problem ?? ''}`);
  return { state, verdict: state.verdict, ms: performance.now() - startedAt };
}

/**
 * Records a session of the demo fleet with these bugs on its first instance, and proves it against all three: once for each of the
 * wishes, one after the other.
 */
export async function proveDemo(
  bugs: readonly string[],
  wishes: readonly Partial<ReplayWish>[],
  session: SessionOptions = {},
): Promise<readonly FinishedProof[]> {
  const [fleet, { engine, close }] = await Promise.all([startDemoFleet({ bugs }), openContractEngine()]);
  try {
    const ids: string[] = [];
    for (const { name, url } of fleet.instances) {
      ids.push((await ask(engine, 'instance.save', { name, url, headers: [] })).id);
    }
    const { captureId } = await recordSession(engine, ids, session);
    const proofs: FinishedProof[] = [];
    for (const wish of wishes) proofs.push(await proveCapture(engine, captureId, ids, wish));
    return proofs;
  } finally {
    await close();
    await fleet.stop();
  }
}

async function ask<C extends CommandName>(
  { bridge }: Engine,
  command: C,
  input: CommandInput<C>,
): Promise<CommandOutput<C>> {
  const answer = await bridge.invoke(command, input);
  if (!answer.ok) throw new Error(`${command}: ${answer.error.code} ${answer.error.message}`);
  return answer.value;
}
