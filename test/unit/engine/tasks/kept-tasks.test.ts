import { describe, expect, it } from 'vitest';
import { keptOf, resumed } from '../../../../engine/tasks/drive-view.ts';
import { readKeptTasks } from '../../../../engine/tasks/kept-tasks.ts';
import { baseOf } from '../../../../engine/tasks/task-drafts.ts';
import { SAMPLE_DRAFT } from '../../../support/valid-inputs.ts';
import { BY, course } from './samples.ts';

const identity = {
  id: 'task-1',
  taskId: 't',
  tool: 'work',
  created: BY,
  creator: { instanceId: 'a', instanceName: 'alpha' },
  base: baseOf(SAMPLE_DRAFT),
  origin: 'composer',
} as const;

const under = course(
  { ttlMs: 500, pollIntervalMs: 20 },
  { handPollMs: 60, routing: 'all', listen: 'beside', answeredKeys: ['k'], cancelAskedAt: 9 },
);
const written = (kept: unknown): string => JSON.stringify({ version: 1, tasks: [kept] });

describe('what is kept of a task', () => {
  it('is read back as it was, and the course goes on with it', () => {
    const kept = keptOf(identity, under, ['a', 'b']);
    const read = readKeptTasks(written(kept));
    if (read.kind !== 'ok') throw new Error(read.message);
    const back = read.value.get('task-1');
    expect(back).toEqual(kept);
    if (!back) throw new Error('nothing was read');
    expect(resumed(back, false)).toEqual(under);
  });

  it('is nothing once it is over', () => {
    expect(keptOf(identity, course({ status: 'cancelled' }), ['a'])).toBeUndefined();
    expect(keptOf(identity, course({}, { state: 'lost' }), ['a'])).toBeUndefined();
  });

  it('starts no command by itself, and leaves a pause a pause', () => {
    const kept = keptOf(identity, under, ['a']);
    const paused = keptOf(identity, { ...under, state: 'paused' }, ['a']);
    if (!kept || !paused) throw new Error('nothing is kept');
    expect(resumed(kept, true)).toMatchObject({
      state: 'stopped',
      why: expect.stringMatching(/^alpha is a command/) as string,
    });
    expect(resumed(paused, true).state).toBe('paused');
  });

  it('leaves entries out that are not whole, and names them', () => {
    const kept = keptOf(identity, under, ['a']);
    const text = JSON.stringify({ version: 1, tasks: [{ id: 'x' }, kept, 7] });
    expect(readKeptTasks(text)).toMatchObject({
      kind: 'ok',
      value: new Map([['task-1', kept]]),
      notes: [
        'The task in place 1 is left out: it is not whole.',
        'The task in place 3 is left out: it is not whole.',
      ],
    });
  });

  it.each(['{', '[]', '{"version":1}', '{"version":2,"tasks":[]}'])('is not what %s says', (text) => {
    expect(readKeptTasks(text).kind).not.toBe('ok');
  });
});
