import { expect, it } from 'vitest';
import { drivenElsewhere } from '../../../../renderer/tasks/driven-elsewhere.ts';
import type { DrivenTask } from '../../../../shared/model/driven-task.ts';
import { life } from './make-life.ts';

function driven(
  id: string,
  captureId: string,
  part: Partial<DrivenTask> = {},
): readonly [string, DrivenTask] {
  const creator = { instanceId: 'a', instanceName: 'alpha' };
  const task = { id, taskId: id, state: 'polling', created: { captureId, number: 1 }, creator, ...part };
  return [id, task as DrivenTask];
}

it('are tasks of other captures that go on and have no lane here', () => {
  const tasks = new Map([
    driven('here', 'shown'),
    driven('other', 'old'),
    driven('seen', 'old'),
    driven('paused', 'closed', { state: 'paused' }),
    driven('over', 'old', { state: 'ended' }),
    driven('gone', 'old', { state: 'lost' }),
  ]);
  const { creator: _none, ...begunBefore } = life('seen');
  const found = drivenElsewhere(tasks, [begunBefore, life('else')], 'shown');
  expect(found.map(({ id }) => id)).toEqual(['other', 'paused']);
  expect(drivenElsewhere(new Map(), [], undefined)).toEqual([]);
});
