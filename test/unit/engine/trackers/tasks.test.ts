import { expect, it } from 'vitest';
import { createTasksTracker } from '../../../../engine/trackers/tasks.ts';
import { exchange, type ExchangeParts } from '../../../support/lint/exchange.ts';
import { creates, discovers, listens, notifies, on, polls, TASK_ID } from '../../../support/lint/tasks.ts';

function trackerOf(...all: readonly ExchangeParts[]) {
  const tracker = createTasksTracker();
  for (const parts of all) tracker.observe(exchange(parts));
  return tracker;
}

it('makes one life of one fleet’s task, and two of unlike servers’', () => {
  const { lives, total } = trackerOf(
    discovers('alpha', 'test-server'),
    discovers('beta', 'test-server'),
    discovers('gamma', 'other'),
    creates(),
    on('beta', polls(1000)),
    on('gamma', polls(2000, -32602)),
  ).report(0);
  expect(total).toBe(2);
  expect(lives.map(({ key, instances }) => [key, instances])).toEqual([
    [TASK_ID, ['alpha', 'beta']],
    [`${TASK_ID} (2)`, ['gamma']],
  ]);
});

it('reports what has changed since', () => {
  const tracker = trackerOf(creates(), creates({ taskId: 'other' }));
  const first = tracker.report(0);
  expect(first.lives).toHaveLength(2);
  expect(tracker.report(first.version).lives).toEqual([]);
  tracker.observe(exchange({ method: 'tools/list', result: { tools: [] } }));
  expect(tracker.report(first.version)).toMatchObject({ version: first.version, lives: [], total: 2 });
  tracker.observe(exchange(polls(1000)));
  const next = tracker.report(first.version);
  expect(next.lives.map(({ taskId }) => taskId)).toEqual([TASK_ID]);
  // Of a tracker that began anew.
  expect(tracker.report(next.version + 1).lives).toHaveLength(2);
});

it('knows what a stream that goes on has told, and does not count it twice', () => {
  const tracker = trackerOf(creates());
  const told = [notifies(), notifies({ status: 'input_required' })];
  const open = exchange(listens(10, told.slice(0, 1)));
  tracker.glance(open);
  expect(tracker.report(0).lives[0]?.marks).toHaveLength(2);
  tracker.glance({ ...exchange(listens(10, told)), number: open.number });
  expect(tracker.report(0).lives[0]?.status).toBe('input_required');
  tracker.observe({ ...exchange(listens(10, told)), number: open.number });
  expect(tracker.report(0).lives[0]?.marks.map(({ kind }) => kind)).toEqual([
    'created',
    'notification',
    'notification',
  ]);
});

it('tells marks of the rules that are broken there', () => {
  const tracker = trackerOf(creates());
  const finding = { rule: 'task.x', severity: 'error', side: 'server', message: '' } as const;
  const stream = exchange(listens(10, [notifies(), notifies()]));
  tracker.observe(stream, [
    { number: stream.number, finding: { ...finding, pointer: 'event:2:/params/status' } },
    { number: stream.number, finding: { ...finding, rule: 'meta.x', pointer: 'event:1' } },
    { number: stream.number, finding: { ...finding, rule: 'task.note', severity: 'note' } },
  ]);
  const poll = exchange(polls(1000));
  const created = tracker.report(0).lives[0]?.creator?.number ?? 0;
  tracker.observe(poll, [
    { number: poll.number, finding: { ...finding, pointer: 'header:Mcp-Name' } },
    { number: created, finding: { ...finding, rule: 'task.early' } },
  ]);
  const [life] = tracker.report(0).lives;
  expect(life?.marks.map(({ rules }) => rules)).toEqual([['task.early'], undefined, ['task.x'], ['task.x']]);
  expect(life?.rules).toEqual({ 'task.early': 1, 'task.x': 2 });
});

it('keeps a bounded number of lives', () => {
  const tracker = createTasksTracker();
  for (let at = 0; at < 5010; at += 1) tracker.observe(exchange(creates({ taskId: `task ${String(at)}` })));
  const { lives, total } = tracker.report(0);
  expect(total).toBe(5010);
  expect(lives).toHaveLength(5000);
  expect(lives[0]?.taskId).toBe('task 10');
});

it('names the instances that lives mention, and no others', () => {
  const { instances } = trackerOf(
    discovers('gamma', 'other'),
    { ...creates(), row: { ...creates().row, instanceId: 'i-1', instanceName: 'alpha' } },
    on('beta', polls(1000)),
  ).report(0);
  expect(instances).toEqual([
    { id: 'i-1', name: 'alpha' },
    { id: 'beta', name: 'beta' },
  ]);
});
