import { describe, expect, it } from 'vitest';
import { choiceOf, NEW_FORM, readForm, type RunForm } from '../../../../../renderer/replay/run/run-form.ts';
import { REPLAY_SCHEMAS } from '../../../../../shared/bridge/replay-schemas.ts';
import { WISH } from '../fake-replay.ts';

const form = (change: Partial<RunForm>): RunForm => ({ ...NEW_FORM, instanceIds: ['a', 'b'], ...change });

function wishOf(change: Partial<RunForm>) {
  const read = readForm(form(change), WISH);
  if (!read.ok) throw new Error(read.problem.message);
  expect(REPLAY_SCHEMAS['replay.start'].safeParse(read.wish).success).toBe(true);
  return read.wish;
}

function fieldOf(change: Partial<RunForm>): string | undefined {
  const read = readForm(form(change), WISH);
  return read.ok ? undefined : read.problem.field;
}

describe('what is set up', () => {
  it('is a proof with its battery as it comes', () => {
    expect(wishOf({})).toEqual({
      kind: 'prove',
      plan: WISH,
      instanceIds: ['a', 'b'],
      schedules: [],
      seed: 1,
      pace: { kind: 'asap', lanes: 4 },
    });
  });

  it('is the same intents in both eras, on one instance or more', () => {
    expect(wishOf({ kind: 'eras', instanceIds: ['a'], repeat: '3' })).toEqual({
      ...{ kind: 'eras', eras: ['legacy', 'modern'], plan: WISH, instanceIds: ['a'], schedules: [] },
      ...{ seed: 1, pace: { kind: 'asap', lanes: 4 } },
    });
  });

  it('carries what each schedule needs', () => {
    const wish = wishOf({
      kind: 'replay',
      schedules: ['pinned', 'reorder', 'failover'],
      seed: '7',
      repeat: '3',
      downId: 'b',
      beforeStep: '12',
    });
    expect(wish.schedules).toEqual([
      { name: 'pinned', seed: 7 },
      { name: 'reorder', seed: 7 },
      { name: 'failover', seed: 7, instanceId: 'b', beforeStep: 12 },
    ]);
    expect(wish).toMatchObject({ seed: 7, repeat: 3 });
  });

  it('has the pace with its bounds', () => {
    expect(wishOf({ pace: 'recorded', factor: '2.5', maxGap: '' }).pace).toEqual({
      kind: 'recorded',
      factor: 2.5,
    });
    expect(wishOf({ pace: 'recorded', factor: '1', maxGap: '500' }).pace).toEqual({
      kind: 'recorded',
      factor: 1,
      maxGapMs: 500,
    });
    expect(wishOf({ pace: 'rate', perSecond: '0.5' }).pace).toEqual({ kind: 'rate', perSecond: 0.5 });
    // What is not shown is not read.
    expect(wishOf({ pace: 'rate', perSecond: '5', lanes: 'x' }).pace).toEqual({ kind: 'rate', perSecond: 5 });
  });

  it('has what is seldom needed', () => {
    const entry = { method: 'tools/call', pointer: '/result/at', evidence: '', since: '2026-11-23' };
    const wish = wishOf({
      timeout: '1.5',
      unordered: ' tools/list /result/tools \n\n',
      noise: { file: 'noise.json', entries: [entry] },
    });
    expect(wish).toMatchObject({ timeoutMs: 1500, unordered: ['tools/list /result/tools'], noise: [entry] });
  });

  it.each([
    ['instanceIds', { instanceIds: [] }],
    ['instanceIds', { instanceIds: ['a'] }],
    ['schedules', { kind: 'replay', schedules: [] }],
    ['seed', { seed: '' }],
    ['seed', { seed: '-1' }],
    ['seed', { seed: '4294967296' }],
    ['repeat', { repeat: '1.5' }],
    ['lanes', { lanes: '0' }],
    ['factor', { pace: 'recorded', factor: '0' }],
    ['maxGap', { pace: 'recorded', maxGap: 'long' }],
    ['perSecond', { pace: 'rate', perSecond: '' }],
    ['beforeStep', { kind: 'replay', schedules: ['failover'], beforeStep: 'x' }],
    ['timeout', { timeout: '0' }],
    ['unordered', { unordered: 'tools/list' }],
  ] as const)('names the field that is wrong: %s of %o', (field, change) => {
    expect(fieldOf(change)).toBe(field);
  });

  it('lets a replay go to one instance', () => {
    expect(wishOf({ kind: 'replay', instanceIds: ['a'] }).instanceIds).toEqual(['a']);
  });
});

describe('a schedule as it is previewed', () => {
  it('leaves out what is wrong', () => {
    expect(choiceOf(form({ seed: 'x', beforeStep: '-3' }), 'failover')).toEqual({ name: 'failover' });
    expect(choiceOf(form({ seed: '5', downId: 'a' }), 'random')).toEqual({ name: 'random', seed: 5 });
  });
});
