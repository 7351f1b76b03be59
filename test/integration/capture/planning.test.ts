import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createCaptures, type Captures } from '../../../engine/capture/captures.ts';
import { askPlan } from '../../../engine/capture/planning/ask-plan.ts';
import { recordedStep, unpackStep } from '../../../engine/capture/planning/packed-step.ts';
import { WorkControl } from '../../../engine/capture/work-control.ts';
import type { PlanWish, ReplayPlan } from '../../../shared/model/replay-plan.ts';
import type { ExchangeParts } from '../../support/lint/exchange.ts';
import { recordParts } from '../../support/record-parts.ts';
import { arrows, toolCall, toolList } from '../../support/replay/planned.ts';

const ID = 'bsk_12ab34cd56ef';
const GET = toolCall('basket_get', { basketId: ID }, { basketId: ID });

let directory: string;
let captures: Captures;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'hopscope-planning-'));
  captures = await createCaptures({
    directory,
    judges: false,
    onRows: () => undefined,
    onSummaries: () => undefined,
    onProblem: (message) => {
      throw new Error(message);
    },
  });
});
afterEach(async () => {
  await captures.close();
  await rm(directory, { recursive: true, force: true });
});

/** Records these through a gateway, a second after each other. */
function record(...parts: readonly ExchangeParts[]): string {
  const recording = captures.recording();
  for (const [at, part] of parts.entries()) {
    const row = { origin: 'gateway', durationMs: 10, ...part.row } as const;
    recordParts(recording, { ...part, row }, 1_795_000_000_000 + at * 1_000);
  }
  return recording.captureId;
}

const plan = (captureId: string, wish: Partial<PlanWish> = {}): Promise<ReplayPlan> =>
  askPlan(captures, { captureId, allow: { all: true, tools: [] }, flows: [], variables: [], ...wish });

async function steps(captureId: string, numbers: readonly number[]) {
  const found = await captures.ask(captureId, 'replaySteps', { numbers });
  return found.map(unpackStep).map(recordedStep);
}

async function step(captureId: string, number: number) {
  const [found] = await steps(captureId, [number]);
  if (!found) throw new Error(`no step ${String(number)}`);
  return found;
}

it('finds a value in an answer of any size, and in a stream of any length', async () => {
  const large = { basketId: ID, filler: 'word '.repeat(40_000) };
  const progress = Array.from({ length: 150 }, (_, at) => ({
    jsonrpc: '2.0',
    method: 'notifications/progress',
    params: { progressToken: 1, progress: at },
  }));
  const arrow = '#1/result/structuredContent/basketId -> #2/params/arguments/basketId';
  expect(arrows(await plan(record(toolCall('basket_create', {}, large), GET)))).toEqual([arrow]);
  await captures.newRecording();
  const streamed = toolCall('basket_create', {}, { basketId: ID }, { stream: progress });
  expect(arrows(await plan(record(streamed, GET)))).toEqual([arrow]);
});

it('leaves out a request that is too long to be read, and plans the others', async () => {
  const { steps, leftOut } = await plan(
    record(toolCall('note', { text: 'x'.repeat(5 * 1024 * 1024) }, {}), GET),
  );
  expect(steps.map(({ number }) => number)).toEqual([2]);
  expect(leftOut).toMatchObject([{ number: 1, reason: 'unreadable', name: 'note' }]);
});

it('plans a recording while it goes on, and what it has by then', async () => {
  const captureId = record(GET);
  expect((await plan(captureId)).steps).toHaveLength(1);
  record(GET);
  expect((await plan(captureId)).steps).toHaveLength(2);
});

it('tells how far it is, and ends where nobody wants the plan any more', async () => {
  const captureId = record(GET, GET, GET);
  const control = new WorkControl();
  const wish: PlanWish = { captureId, allow: { tools: [] }, flows: [], variables: [] };
  await askPlan(captures, wish, control);
  expect(control.progress()).toEqual({ done: 6, total: 6 });
  const unwanted = new WorkControl();
  unwanted.cancel();
  await expect(askPlan(captures, wish, unwanted)).rejects.toMatchObject({ code: 'CANCELLED' });
  expect((await plan(captureId)).steps).toHaveLength(3);
});

it('gives the draft of each step, with the latest schema of its tool, and its answer', async () => {
  const list = (region: string): ExchangeParts => ({
    method: 'tools/list',
    result: { tools: [{ name: 'basket_get', inputSchema: { type: 'object', title: region } }] },
  });
  const captureId = record(list('old'), GET, list('new'));
  expect(await step(captureId, 2)).toMatchObject({
    number: 2,
    draft: {
      params: { name: 'basket_get', arguments: { basketId: ID } },
      toolSchema: { title: 'new' },
      followUp: false,
    },
    answer: { status: 200, result: { structuredContent: { basketId: ID } } },
  });
  expect(await steps(captureId, [99, 2, 1])).toMatchObject([{ number: 2 }, { number: 1 }]);
  // A replay's own lists say nothing about the recording.
  record({ ...list('replayed'), row: { origin: 'replay' } });
  expect((await step(captureId, 2)).draft.toolSchema).toMatchObject({ title: 'new' });
});

it('lets a legacy step say of its client what that said when it opened the session', async () => {
  const legacy = { era: 'legacy' } as const;
  const open = (session: string): ExchangeParts => ({
    method: 'initialize',
    params: {
      protocolVersion: '2025-11-25',
      clientInfo: { name: session, version: '1' },
      capabilities: { roots: {} },
    },
    result: { protocolVersion: '2025-11-25', capabilities: {}, serverInfo: { name: 's', version: '1' } },
    answerHeaders: { 'Mcp-Session-Id': session },
    row: legacy,
  });
  const within = (session: string): ExchangeParts => ({
    ...GET,
    headers: { 'Mcp-Session-Id': session },
    row: legacy,
  });
  const captureId = record(open('one'), open('two'), within('one'), within('two'));
  const { steps, leftOut } = await plan(captureId);
  expect(steps.map(({ number, client, era }) => [number, client, era])).toEqual([
    [3, 0, 'legacy'],
    [4, 1, 'legacy'],
  ]);
  expect(leftOut.map(({ reason }) => reason)).toEqual(['handshake', 'handshake']);
  expect((await step(captureId, 3)).draft).toMatchObject({
    clientInfo: { name: 'one', version: '1' },
    clientCapabilities: { roots: {} },
    tamper: { headers: [] },
  });
});

it('keeps what an answer said that holds no message', async () => {
  const captureId = record({
    ...GET,
    answerText: 'Bad gateway',
    status: 502,
    answerHeaders: { 'Content-Type': 'text/plain' },
  });
  expect((await step(captureId, 1)).answer).toMatchObject({ status: 502, text: 'Bad gateway' });
  expect((await plan(captureId)).steps[0]).toMatchObject({ failedThen: true });
});

it('is told where the capture is not open, or is closed meanwhile', async () => {
  await expect(plan('nobody')).rejects.toMatchObject({ code: 'NOT_FOUND' });
  const recorded = record(toolList({}), ...Array.from({ length: 3_000 }, () => GET));
  const path = captures.summaries().find(({ id }) => id === recorded)?.path ?? '';
  await captures.rows(recorded, 0, 1);
  await captures.newRecording();
  const { id } = await captures.open(path);
  const asked = plan(id);
  // Nothing is waited for in between: the plan has had one turn at most.
  const closed = captures.close(id);
  await expect(asked).rejects.toMatchObject({ code: 'CANCELLED' });
  await closed;
});

it('gives the same steps one by one, together, and out of order', async () => {
  const large = toolCall('basket_get', {}, { basketId: ID, filler: 'word '.repeat(40_000) });
  const failed: ExchangeParts = { ...GET, failure: { kind: 'cut', message: 'cut off', at: 0 } };
  const captureId = record(
    ...Array.from({ length: 90 }, (_, at) =>
      at % 30 === 7 ? large : at % 30 === 8 ? failed : toolCall('basket_get', { basketId: ID, at }, { at }),
    ),
  );
  const numbers = Array.from({ length: 90 }, (_, at) => at + 1);
  const alone = await Promise.all(numbers.map((number) => step(captureId, number)));
  const ask = (asked: readonly number[]) => steps(captureId, asked);
  expect(await ask(numbers)).toEqual(alone);
  expect(await ask(numbers.toReversed())).toEqual(alone.toReversed());
  const some = numbers.filter((number) => number % 7 === 1);
  expect(await ask(some)).toEqual(alone.filter(({ number }) => number % 7 === 1));
  expect(alone[8]?.answer).toMatchObject({ failureKind: 'cut' });
  expect(alone[7]?.answer).toMatchObject({ result: { structuredContent: { basketId: ID } } });
});
