import { describe, expect, it } from 'vitest';
import { instancesFor, routedWords } from '../../../../renderer/tasks/task-instances.ts';
import { TASK_ROUTINGS } from '../../../../shared/model/driven-task.ts';

const named = (...ids: string[]) => ids.map((id) => ({ id, name: id.toUpperCase() }));

describe('the instances that a request about a task can go to', () => {
  it('are all that are here: creator, fleet, others', () => {
    const found = instancesFor(
      { creator: { instanceId: 'c', instanceName: 'C' } },
      { instances: named('a', 'b', 'c', 'd'), fleets: [{ instanceIds: ['a'] }, { instanceIds: ['c', 'd'] }] },
    );
    expect(found).toEqual(named('c', 'd', 'a', 'b'));
  });

  it('do without the creator where it is gone', () => {
    const creator = { instanceId: 'gone', instanceName: 'Gone' };
    expect(instancesFor({ creator }, { instances: named('a'), fleets: [] })).toEqual(named('a'));
  });

  it('are called by the routing where none is chosen', () => {
    const creator = { instanceId: 'a', instanceName: 'alpha' };
    expect(TASK_ROUTINGS.map((routing) => routedWords({ routing, creator }, 'one of all'))).toEqual([
      'as routed: alpha',
      'as routed: next in turn',
      'as routed: one of all',
    ]);
  });
});
