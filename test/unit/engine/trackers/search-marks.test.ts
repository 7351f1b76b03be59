import { expect, it } from 'vitest';
import { createSearchMarks } from '../../../../engine/trackers/search-marks.ts';
import { exchange, META } from '../../../support/lint/exchange.ts';

const TASKS = 'io.modelcontextprotocol/tasks';
const CAPABILITIES = 'io.modelcontextprotocol/clientCapabilities';

it('knows who uses what is deprecated, who declares or uses an extension, and who is about a task', () => {
  const marks = createSearchMarks();
  const meta = { ...META, [CAPABILITIES]: { extensions: { [TASKS]: {}, 'com.example/off': false } } };
  const seen = [
    exchange({
      row: { number: 1 },
      method: 'tools/call',
      params: { name: 'x' },
      meta,
      result: { content: [] },
    }),
    exchange({
      row: { number: 2 },
      method: 'server/discover',
      params: {},
      result: { capabilities: { extensions: { 'com.example/a': {} } } },
    }),
    exchange({
      row: { number: 3 },
      method: 'tasks/get',
      params: { taskId: 'T-9' },
      result: { taskId: 'T-9', status: 'working' },
    }),
    exchange({
      row: { number: 4 },
      method: 'tools/call',
      params: { name: 'scan' },
      result: { resultType: 'input_required', inputRequests: { dirs: { method: 'roots/list' } } },
    }),
  ];
  for (const one of seen) marks.observe(one);
  marks.observe(seen[0] ?? exchange({}));
  expect([...marks.ofExtension((id) => id === TASKS)]).toEqual([1, 3]);
  expect([...marks.ofExtension((id) => id.includes('com.example'))]).toEqual([2]);
  expect([...marks.ofTask((id) => id === 'T-9')]).toEqual([3]);
  expect([...marks.ofTask(() => false)]).toEqual([]);
  expect([...marks.deprecated]).toEqual([4]);
  expect([...marks.extensions()]).toEqual([
    [TASKS, 2],
    ['com.example/a', 1],
  ]);
  expect([...marks.tasks()]).toEqual([['T-9', 1]]);
});
