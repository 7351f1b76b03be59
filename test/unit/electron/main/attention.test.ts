import { describe, expect, it } from 'vitest';
import { watchProgress, type Word } from '../../../../electron/main/attention.ts';
import type { Events } from '../../../../shared/bridge/bridge.ts';
import { createFakeEngine } from '../../../support/fake-engine.ts';

function setUp(looked = false, wanted = true) {
  const engine = createFakeEngine();
  const progress: number[] = [];
  const words: Word[] = [];
  const stop = watchProgress({
    bridge: engine.bridge,
    setProgress: (part) => progress.push(part),
    isLookedAt: () => looked,
    wantsNotifications: () => wanted,
    notify: (word) => words.push(word),
  });
  const replay = (id: string, change: Partial<Events['replay']>): void => {
    const state = {
      ...{ id, state: 'running', doing: '', done: 0, planned: 10, steps: 3, held: 0, runs: [] },
      ...{ recording: { captureId: 'c', name: 'shop.hopscope', path: '/s' }, instances: [], startedAt: 0 },
      wish: { kind: 'replay' },
      ...change,
    };
    engine.emit({ event: 'replay', payload: state as unknown as Events['replay'] });
  };
  const durability = (change: object): void => {
    engine.emit({ event: 'durability', payload: change as Events['durability'] });
  };
  const task = (change: object): void => {
    engine.emit({ event: 'task', payload: change as Events['task'] });
  };
  return { engine, progress, words, stop, replay, durability, task };
}

describe('progress', () => {
  it('is that of a replay, told only where it has become another one', () => {
    const { progress, replay } = setUp();
    for (const done of [0, 1, 1.0001, 5, 10, 11]) replay('r', { done });
    replay('r', { state: 'done', done: 10 });
    expect(progress).toEqual([0, 0.1, 0.5, 1, -1]);
  });

  it('of several is their mean, and nothing that ended before counts', () => {
    const { progress, replay, durability } = setUp();
    replay('old', { state: 'done' });
    replay('r', { done: 5 });
    durability({ id: 'd', state: 'running', done: 0 });
    replay('r', { state: 'cancelled' });
    durability({ id: 'd', state: 'done', done: 1, doing: '', outcome: { says: 's' } });
    expect(progress).toEqual([0.5, 0.25, 0, -1]);
  });

  it('of nothing planned yet is none, and it goes with the program', () => {
    const { engine, progress, replay, stop } = setUp();
    replay('r', { planned: 0 });
    stop();
    expect(progress).toEqual([0, -1]);
    expect(engine.listenerCount()).toBe(0);
  });
});

describe('a word', () => {
  it('is said once when a replay ends that was seen to run', () => {
    const { words, replay } = setUp();
    replay('r', { state: 'done' });
    replay('r', { done: 1 });
    replay('r', { state: 'failed', problem: 'No room.' });
    replay('r', { state: 'failed', problem: 'No room.' });
    expect(words).toHaveLength(1);
    expect(words[0]).toMatchObject({
      title: 'shop.hopscope: the replay has ended',
      shows: { kind: 'show-replay', id: 'r' },
    });
    expect(words[0]?.body).toContain('No room.');
  });

  it('is said of a check and of a task', () => {
    const { words, durability, task } = setUp();
    durability({ id: 'd', state: 'running', done: 0 });
    durability({ id: 'd', state: 'done', done: 1, outcome: { verdict: 'holds', says: 'All know them.' } });
    task({ id: 't', state: 'polling', tool: 'render', status: 'working', says: '' });
    task({ id: 't', state: 'ended', tool: 'render', status: 'completed', says: 'x'.repeat(300) });
    task({ id: 't', state: 'ended', tool: 'render', status: 'completed', says: '' });
    expect(words).toEqual([
      { title: 'The durability check has ended', body: 'All know them.', shows: { kind: 'show-tasks' } },
      { title: 'The task of render is completed', body: 'x'.repeat(200), shows: { kind: 'show-tasks' } },
    ]);
  });

  it.each([
    [true, true],
    [false, false],
  ])('is not said where a window is looked at (%s) or none is wanted (%s)', (looked, wanted) => {
    const { words, replay } = setUp(looked, wanted);
    replay('r', {});
    replay('r', { state: 'done' });
    expect(words).toEqual([]);
  });
});
