import type { JsonObject } from '../../shared/model/json.ts';
import type { ExchangeParts } from './lint/exchange.ts';
import { cancels, creates, on, polls, START, updates } from './lint/tasks.ts';

// Recordings of many tasks, for what the Tasks screen makes of them.

const INSTANCES = ['alpha', 'beta', 'gamma'];
const INTERVAL_MS = 1000;
const TOOLS = ['render_report', 'approve_work', 'index_catalogue'];

const instanceOf = (which: number): string => INSTANCES[which % INSTANCES.length] ?? '';
const idOf = (which: number): string => `tsk_${which.toString(16).padStart(32, '0')}`;

/** When a poll of a crowd comes, ms after START: tasks are polled in turn, each once a second. */
const pollAt = (which: number, round: number, tasks: number): number =>
  INTERVAL_MS * (round + 1) + (which * INTERVAL_MS) / tasks;

/** `tasks` calls on three instances that were answered with a task, all within a second. */
export function crowdCreated(tasks: number): readonly ExchangeParts[] {
  return Array.from({ length: tasks }, (_, which) =>
    on(
      instanceOf(which),
      creates(
        { taskId: idOf(which), ttlMs: null },
        {
          params: { name: TOOLS[which % TOOLS.length] ?? '', arguments: {} },
          row: { startedAt: START + (which * INTERVAL_MS) / tasks, durationMs: 4 },
        },
      ),
    ),
  );
}

/** One round of polls: each task once, of the next instance. The last round finds them all completed. */
export function crowdPolled(tasks: number, round: number, isLast: boolean): readonly ExchangeParts[] {
  return Array.from({ length: tasks }, (_, which) => {
    const taskId = idOf(which);
    const state: JsonObject = isLast
      ? { status: 'completed', result: { resultType: 'complete', content: [{ type: 'text', text: 'done' }] } }
      : { statusMessage: `Step ${String(round)} of many.` };
    const told = { taskId, ttlMs: null, ...state };
    return on(instanceOf(which + round), polls(pollAt(which, round, tasks), told, { params: { taskId } }));
  });
}

/** The same, so many ms later, as far as those who ask count. */
export function later(parts: ExchangeParts, byMs: number): ExchangeParts {
  return { ...parts, row: { ...parts.row, startedAt: (parts.row?.startedAt ?? START) + byMs } };
}

const LONG_ID =
  'urn:example:warehouse:north:2026-11-23:render_report:f2b9c1d4-6f0e-4f53-9c39-3f9f2f5b7a10:attempt-3';

/** A task of one id and its exchanges, `at` ms after START, polled in turn. */
function life(taskId: string, at: number, instance: number, tool = 'render_report') {
  const params = { taskId };
  return {
    made: (more: JsonObject = {}) =>
      on(
        instanceOf(instance),
        creates(
          { taskId, ...more },
          { params: { name: tool, arguments: {} }, row: { startedAt: START + at, durationMs: 6 } },
        ),
      ),
    poll: (ms: number, told: JsonObject | number = {}, by = instance) =>
      on(instanceOf(by), polls(at + ms, typeof told === 'number' ? told : { taskId, ...told }, { params })),
    update: (ms: number, responses: JsonObject, by = instance) =>
      on(instanceOf(by), updates(at + ms, responses, { params, headers: { 'Mcp-Name': taskId } })),
    cancel: (ms: number, by = instance) => on(instanceOf(by), cancels(at + ms, { params })),
  };
}

const DONE: JsonObject = {
  status: 'completed',
  result: { resultType: 'complete', content: [{ type: 'text', text: 'done' }] },
};
const FORM: JsonObject = {
  method: 'elicitation/create',
  params: { mode: 'form', message: 'Sure?', requestedSchema: { type: 'object', properties: {} } },
};

/** One task of each kind that looks different. */
export function tasksOfEachKind(): readonly ExchangeParts[] {
  const done = life('tsk_done', 0, 0);
  const asked = life('tsk_asked', 300, 1, 'approve_work');
  const failed = life('tsk_failed', 600, 2, 'failing_work');
  const cancelled = life('tsk_cancelled', 900, 0);
  const going = life('tsk_cancel_ignored', 1200, 1);
  const flapping = life('tsk_flapping', 1500, 2);
  const long = life(LONG_ID, 1800, 0, 'render_the_quarterly_report_of_all_warehouses');
  const once = life('tsk_once', 2100, 1);
  const early = life('tsk_too_early', 2400, 2);
  const lost = life('tsk_lost', 2700, 0);
  return [
    done.made(),
    asked.made(),
    failed.made(),
    cancelled.made(),
    done.poll(1100, {}, 1),
    going.made(),
    asked.poll(1100, { status: 'input_required', inputRequests: { approval: FORM } }),
    flapping.made(),
    done.poll(2200, DONE, 2),
    asked.update(2000, { approval: { action: 'accept', content: {} } }, 2),
    long.made(),
    failed.poll(1100),
    failed.poll(2200, {
      status: 'failed',
      error: { code: -32603, message: 'The warehouse does not answer.' },
    }),
    once.made(),
    cancelled.cancel(1500, 1),
    cancelled.poll(2200, { status: 'cancelled' }),
    going.cancel(1200),
    going.poll(2300),
    early.made(),
    early.poll(100),
    early.poll(200),
    early.poll(1300, DONE),
    lost.made(),
    lost.poll(400, -32602, 1),
    lost.poll(1500, {}, 0),
    flapping.poll(1100, DONE),
    flapping.poll(2200, {}, 0),
    flapping.poll(3300, DONE, 1),
    asked.poll(3300, DONE),
    long.poll(1100),
    once.poll(1100, DONE),
  ];
}

/** tasks/get for ids that nobody handed out, as a scan of them looks. */
export function askedInVain(count: number): readonly ExchangeParts[] {
  return Array.from({ length: count }, (_, which) =>
    life(`guess-${String(which)}`, 3000 + which * 7, which).poll(0, -32602),
  );
}

const LEGACY_META: JsonObject = {};

/** A task of 2025-11-25 from its creation over tasks/get, tasks/list and a notification to tasks/result. */
export function legacyTask(taskId = 'legacy-1', at = 0): readonly ExchangeParts[] {
  const row = (ms: number) => ({
    era: 'legacy' as const,
    ...{ instanceId: 'gamma', instanceName: 'gamma', startedAt: START + at + ms, durationMs: 10 },
  });
  const told = (status: string): JsonObject => ({
    ...{ taskId, status, ttl: 60_000, pollInterval: 1000 },
    ...{ createdAt: new Date(START + at).toISOString(), lastUpdatedAt: new Date(START + at).toISOString() },
  });
  const call = { name: 'convert_archive', arguments: {}, task: { ttl: 60_000 } };
  return [
    {
      row: row(0),
      meta: LEGACY_META,
      method: 'tools/call',
      params: call,
      bare: true,
      result: { task: told('working') },
    },
    { row: row(1100), method: 'tasks/get', params: { taskId }, bare: true, result: told('working') },
    { row: row(1800), method: 'tasks/list', params: {}, bare: true, result: { tasks: [told('working')] } },
    { row: row(2300), method: 'tasks/get', params: { taskId }, bare: true, result: told('completed') },
    {
      ...{ row: row(2500), method: 'tasks/result', params: { taskId }, bare: true },
      result: {
        content: [{ type: 'text', text: 'converted' }],
        _meta: { 'io.modelcontextprotocol/related-task': { taskId } },
      },
    },
  ];
}
