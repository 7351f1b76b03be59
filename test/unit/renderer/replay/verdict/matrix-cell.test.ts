import { describe, expect, it } from 'vitest';
import type { MatrixCell } from '../../../../../shared/model/replay-verdict.ts';
import { cellView, erasClass } from '../../../../../renderer/replay/verdict/matrix-cell.ts';

const cell = (change: Partial<MatrixCell>): MatrixCell => ({
  ...{ instanceId: 'a', answered: 0, states: {}, different: 0 },
  ...change,
});

describe('a row of a comparison of eras', () => {
  it('says no more than whether its answers were identical', () => {
    expect(erasClass({ class: 'stable' })).toMatchObject({ title: 'identical', meaning: 'fine' });
    for (const name of ['order-dependent', 'changed', 'noise'] as const)
      expect(erasClass({ class: name })).toMatchObject({ title: 'not identical', meaning: 'note' });
  });
});

describe('a cell of the matrix', () => {
  it('never looks good where a step is held', () => {
    expect(cellView({ class: 'stable', held: true }, cell({ answered: 3 }))).toMatchObject({
      meaning: 'warning',
      text: 'held',
    });
  });

  it('is empty where the step was never planned there', () => {
    expect(cellView({ class: 'stable' }, undefined)).toBeUndefined();
    expect(cellView({ class: 'stable' }, cell({}))).toBeUndefined();
  });

  it('is fine where all came as expected', () => {
    expect(cellView({ class: 'noise' }, cell({ answered: 3 }))).toMatchObject({ meaning: 'fine', text: '3' });
  });

  it('takes the class’s meaning where answers differ, and never looks fine then', () => {
    expect(cellView({ class: 'sticky' }, cell({ answered: 4, different: 2 }))).toMatchObject({
      meaning: 'fault',
      text: '2 of 4 differ',
    });
    expect(cellView({ class: 'stable' }, cell({ answered: 4, different: 2 }))?.meaning).toBe('note');
    const violates = cellView({ class: 'noise', violates: true }, cell({ answered: 4, different: 2 }));
    expect(violates?.meaning).toBe('fault');
  });

  it('tells what was not answered', () => {
    expect(cellView({ class: 'unclear' }, cell({ states: { failed: 2 } }))).toMatchObject({
      meaning: 'fault',
      text: '2 no answer',
    });
    expect(cellView({ class: 'unclear' }, cell({ states: { 'not-sent': 1, skipped: 2 } }))).toMatchObject({
      meaning: 'warning',
      text: '2 skipped, 1 not sent',
    });
    expect(cellView({ class: 'stable' }, cell({ answered: 1, states: { 'not-sent': 2 } }))).toMatchObject({
      meaning: 'warning',
      text: '1, 2 not sent',
    });
  });
});
