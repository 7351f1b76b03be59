import { afterEach, beforeEach, expect, it } from 'vitest';
import type { CopyState } from '../../../shared/model/run.ts';
import { openContractEngine, type ContractEngine } from '../../support/contract-engine.ts';
import { INSTANCE_PROGRAM } from '../../support/demo-processes.ts';
import { recordSession } from '../../support/recorded-session.ts';
import { nextReplay, replay, wishFor } from '../../support/replay/replay-through-bridge.ts';
import { ask } from '../servers/ask-through-bridge.ts';
import { join } from 'node:path';

let opened: ContractEngine;
beforeEach(async () => {
  opened = await openContractEngine();
});
afterEach(() => opened.close());

it('takes down what Hopscope runs in the middle of a run, goes on elsewhere, and has it up again at the end', async () => {
  const { engine, directory } = opened;
  const command = {
    command: process.execPath,
    args: [INSTANCE_PROGRAM],
    env: {
      HOPSCOPE_DEMO_NAME: '${NAME}',
      HOPSCOPE_DEMO_KEY: 'ab'.repeat(32),
      HOPSCOPE_DEMO_STORE: join(directory, 'shop.sqlite'),
    },
  };
  const run = { name: 'shop', command, copies: 2, path: '/mcp', restart: 'never', approved: true } as const;
  const { id: runId, command: seenCommand } = await ask(engine, 'run.save', run);
  await ask(engine, 'run.approve', { id: runId, seen: seenCommand });
  const { copies } = await ask(engine, 'run.start', { id: runId });
  const ids = copies.map(({ instanceId }) => instanceId);
  const { captureId } = await recordSession(engine, ids, { parts: ['baskets'] });
  const seen: CopyState['state'][] = [];
  engine.bridge.on('run', (state) => {
    const copy = state.copies.find(({ instanceId }) => instanceId === ids[1]);
    if (copy && seen.at(-1) !== copy.state) seen.push(copy.state);
  });

  const state = await replay(engine, wishFor(captureId, ids, { schedules: [{ name: 'failover' }] }));
  expect(state).toMatchObject({
    state: 'done',
    runs: [{ state: 'done', counts: { failed: 0, skipped: 0 } }],
  });
  expect(state.runs[0]?.says).toContain(`Hopscope took ${state.instances[1]?.name ?? ''} down.`);
  expect(seen[0]).not.toBe('running');
  expect(seen.at(-1)).toBe('running');
  const { captureId: sentTo, first } = state.recorded ?? { captureId: '', first: 1 };
  const { rows } = await ask(engine, 'capture.rows', { captureId: sentTo, after: first - 1, limit: 1_000 });
  const sent = rows
    .filter(({ origin }) => origin === 'replay')
    .map(({ instanceId }) => ids.indexOf(instanceId));
  const half = Math.ceil(sent.length / 2);
  expect(new Set(sent.slice(0, half))).toEqual(new Set([0, 1]));
  expect(new Set(sent.slice(half))).toEqual(new Set([0]));

  // Also where it is cancelled while it is down.
  const down = new Promise<void>((resolve) => {
    engine.bridge.on('run', ({ copies: now }) => {
      if (now.some(({ state: each }) => each !== 'running')) resolve();
    });
  });
  const over = nextReplay(engine, ({ state: now }) => now !== 'running');
  const slow = { kind: 'rate', perSecond: 30 } as const;
  const { id } = await ask(
    engine,
    'replay.start',
    wishFor(captureId, ids, { schedules: [{ name: 'failover' }], pace: slow }),
  );
  await down;
  await ask(engine, 'replay.cancel', { id });
  expect(await over).toMatchObject({ state: 'cancelled' });
  const [after] = await ask(engine, 'run.list', null);
  expect(after?.copies.map(({ state: each }) => each)).toEqual(['running', 'running']);
}, 90_000);
