import { expect, it } from 'vitest';
import { keyRule } from '../../../../../engine/lint/tasks/key-rule.ts';
import { exchange, findingsOf } from '../../../../support/lint/exchange.ts';
import { listens, notifies, polls } from '../../../../support/lint/tasks.ts';

const any = keyRule({
  ...{ id: 'task.test', title: 'Test', checks: '', spares: '', fix: '', expected: 'another' },
  isBroken: () => true,
  message: (key, { number }) => `${key} ${String(number)}`,
});
const asking = { status: 'input_required', inputRequests: { a: { method: 'roots/list' }, 'b/c': {} } };

it('looks at each key that was known before, once', () => {
  const first = exchange(polls(0, asking));
  const found = findingsOf(any, first, polls(1000, asking), polls(2000, asking));
  expect(found.map(({ message, pointer }) => [message, pointer])).toEqual([
    [`a ${String(first.number)}`, 'event:0:/result/inputRequests/a'],
    [`b/c ${String(first.number)}`, 'event:0:/result/inputRequests/b~1c'],
  ]);
});

it('leaves tasks that ask for nothing alone', () => {
  expect(findingsOf(any, polls(0, asking), polls(1000), listens(2000, [notifies()]))).toEqual([]);
});
