import { describe, expect, it } from 'vitest';
import {
  buildSteps,
  recordedOn,
  type Asker,
  type StepContext,
} from '../../../../../engine/replay/plan/build-steps.ts';
import { flow } from '../../../../support/replay/planned.ts';

function asker(number: number, part: Partial<Asker> = {}): Asker {
  return {
    ...{ number, method: 'tools/call', name: 'tool', era: 'modern', isTool: true, isRound: false, client: 0 },
    ...{
      startedAt: 1_000 + number * 100,
      endedAt: 1_010 + number * 100,
      instanceId: 'a',
      instanceName: 'alpha',
    },
    ...{ hasAnswer: true, failedThen: false },
    ...part,
  };
}

const about = (number: number, method: string, part: Partial<Asker> = {}): Asker =>
  asker(number, { method, name: 't', isTool: false, taskId: 't', ...part });

const context = (part: Partial<StepContext> = {}): StepContext => ({
  ...{ flows: [], claims: new Map() },
  ...part,
});

const task = flow(1, [2, 3, 4, 5], { kind: 'task-id', value: 't' });

describe('buildSteps', () => {
  it('counts time from the first step', () => {
    const steps = buildSteps([asker(3), asker(5, { endedAt: undefined as never })], context());
    expect(steps[0]).toMatchObject({ offsetMs: 0, tookMs: 10, lane: 0 });
    expect(steps[1]?.offsetMs).toBe(200);
  });

  it('holds requests about a task to its tool, and says until when a poll is repeated', () => {
    const claims = new Map([['tool', { readOnlyHint: true }]]);
    const askers = [
      asker(1),
      about(2, 'tasks/get', { status: 'working' }),
      about(3, 'tasks/get', { status: 'input_required' }),
      about(4, 'tasks/update'),
      about(5, 'tasks/get', { status: 'completed' }),
    ];
    const steps = buildSteps(askers, context({ claims, flows: [task] }));
    expect(
      steps.map(({ kind, tool, safety, follows, until }) => [kind, tool, safety, follows, until]),
    ).toEqual([
      ['read', 'tool', 'safe', undefined, undefined],
      ['poll', 'tool', 'safe', 1, undefined],
      ['poll', 'tool', 'safe', 1, 'asks'],
      ['update', 'tool', 'safe', 1, undefined],
      ['poll', 'tool', 'safe', 1, 'ended'],
    ]);
  });

  it('waits for no question that nobody answered', () => {
    const steps = buildSteps(
      [asker(1), about(2, 'tasks/get', { status: 'input_required' })],
      context({ flows: [task] }),
    );
    expect(steps[1]).not.toHaveProperty('until');
  });

  it('leaves it to others what is held', () => {
    const [step] = buildSteps([about(2, 'tasks/cancel')], context());
    expect(step).toMatchObject({ tool: 'tasks/cancel', safety: 'repeatable' });
  });

  it('follows a link where no value says whom', () => {
    const steps = buildSteps(
      [asker(1), asker(2, { linkedTo: 1, isRound: true }), asker(3, { linkedTo: 99 })],
      context(),
    );
    expect(steps.map(({ follows, kind }) => [follows, kind])).toEqual([
      [undefined, 'call'],
      [1, 'round'],
      [undefined, 'call'],
    ]);
  });
});

it('names instances once, and nobody where a gateway answered by itself', () => {
  const steps = buildSteps(
    [asker(1), asker(2), asker(3, { instanceId: '' }), asker(4, { instanceId: 'b', instanceName: 'beta' })],
    context(),
  );
  expect(recordedOn(steps)).toEqual([
    { id: 'a', name: 'alpha' },
    { id: 'b', name: 'beta' },
  ]);
});
