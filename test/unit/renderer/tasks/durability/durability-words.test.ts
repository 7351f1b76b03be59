import { describe, expect, it } from 'vitest';
import {
  absenceWords,
  firstViolation,
  headlineOf,
  matrixOf,
  progressWords,
  verdictMeaning,
} from '../../../../../renderer/tasks/durability/durability-words.ts';
import { DURABILITY_VERDICTS } from '../../../../../shared/model/durability.ts';
import { cell, check } from './make-check.ts';

describe('progress', () => {
  it('names the step, its place and what is going on', () => {
    expect(progressWords({ step: 'get-later', doing: 'asking beta' })).toBe(
      'Step 3 of 8, Get later: asking beta',
    );
    expect(progressWords({ step: 'create', doing: '' })).toBe('Step 1 of 8, Create');
    expect(progressWords({ doing: 'starting' })).toBe('starting');
  });
});

describe('the headline', () => {
  const holds = { verdict: 'holds', says: 'All know.' } as const;
  const violated = { verdict: 'violated', says: 'Beta does not.' } as const;

  it('is the outcome once all is done, and nothing before', () => {
    expect(headlineOf(check())).toBeUndefined();
    expect(headlineOf(check({ state: 'done', outcome: holds }))).toEqual({
      meaning: 'fine',
      text: 'All know.',
    });
    expect(headlineOf(check({ state: 'done', outcome: violated }))?.meaning).toBe('fault');
    expect(
      headlineOf(check({ state: 'done', outcome: { verdict: 'not-reached', says: '…' } }))?.meaning,
    ).toBe('warning');
  });

  it('says that a check is not complete, and keeps what it proved', () => {
    expect(headlineOf(check({ state: 'cancelled' }))).toMatchObject({ meaning: 'note' });
    expect(headlineOf(check({ state: 'cancelled', outcome: violated }))).toEqual({
      meaning: 'fault',
      text: 'Beta does not. The check was cancelled: it is not complete.',
    });
    expect(headlineOf(check({ state: 'failed', problem: 'alpha is gone.' }))).toEqual({
      meaning: 'fault',
      text: 'The check could not go on: alpha is gone.',
    });
    expect(headlineOf(check({ state: 'failed', problem: 'It broke.', outcome: violated }))?.text).toBe(
      'Beta does not. The check could not go on: It broke.',
    );
  });
});

describe('the matrix', () => {
  it('has a line for each step, and tells why a cell is empty while the check is under way', () => {
    const created = cell('create', 'a');
    const got = cell('get-at-once', 'b');
    const lines = matrixOf(check({ step: 'get-at-once', cells: [created, got] }));
    expect(lines).toHaveLength(8);
    expect(lines[0]).toEqual({ step: 'create', underWay: false, cells: [created, 'nothing'] });
    expect(lines[1]).toEqual({ step: 'get-at-once', underWay: true, cells: ['under-way', got] });
    expect(lines[2]).toMatchObject({ step: 'get-later', cells: ['to-come', 'to-come'] });
  });

  it('tells of steps that were never made, once it is over', () => {
    const lines = matrixOf(check({ state: 'done', cells: [cell('create', 'a', 'not-reached')] }));
    expect(lines[0]?.cells[1]).toBe('nothing');
    expect(lines.slice(1).flatMap(({ cells }) => cells)).toEqual(Array(14).fill('not-made'));
    expect(new Set((['to-come', 'under-way', 'nothing', 'not-made'] as const).map(absenceWords)).size).toBe(
      4,
    );
  });

  it('has its first violation in the order of the steps', () => {
    const late = cell('cancel', 'a', 'violated');
    const early = cell('get-later', 'b', 'violated');
    expect(firstViolation({ cells: [late, cell('create', 'a'), early] })).toBe(early);
    expect(firstViolation({ cells: [cell('create', 'a')] })).toBeUndefined();
  });

  it('has another meaning for each verdict', () => {
    expect(DURABILITY_VERDICTS.map(verdictMeaning)).toEqual(['fine', 'fault', undefined, 'warning']);
  });
});
