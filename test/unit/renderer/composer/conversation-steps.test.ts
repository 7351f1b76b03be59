import { describe, expect, it } from 'vitest';
import type { AnswersState } from '../../../../renderer/composer/answers-state.ts';
import {
  freshColumn,
  stepWords,
  withRow,
  withStepShown,
} from '../../../../renderer/composer/conversation-steps.ts';
import { NO_TAMPER } from '../../../../shared/model/draft.ts';
import type { Row } from '../../../../shared/model/exchange.ts';

function row(number: number, part: Partial<Row> = {}): Row {
  return {
    number,
    startedAt: 0,
    origin: 'composer',
    instanceId: 'a',
    instanceName: 'alpha',
    era: 'modern',
    method: 'tools/call',
    name: 'deploy',
    state: 'done',
    requestBytes: 0,
    responseBytes: 0,
    eventCount: 1,
    ...part,
  };
}

const ref = (number: number) => ({ captureId: 'c', number });

function sent(...numbers: readonly number[]): AnswersState {
  return {
    draft: {
      era: 'auto',
      revision: '2026-07-28',
      method: 'tools/call',
      params: {},
      clientCapabilities: {},
      clientInfo: null,
      tamper: NO_TAMPER,
    },
    columns: numbers.map((number) => freshColumn(ref(number), 'a')),
    comparison: { same: true, columns: [], pointers: [] },
  };
}

const ROUND = row(5, { instanceId: 'b', instanceName: 'beta', link: { kind: 'round', to: 1, round: 2 } });

describe('withRow', () => {
  it('turns the column of the exchange that is followed, and forgets the comparison of what was', () => {
    const next = withRow(sent(1, 2), 'c', ROUND);
    expect(next.columns.map(({ ref: { number } }) => number)).toEqual([5, 2]);
    expect(next.columns[0]).toMatchObject({
      instanceId: 'b',
      row: ROUND,
      steps: [{ ref: ref(1) }, { ref: ref(5) }],
    });
    expect(next.comparison).toBeUndefined();
  });

  it('follows a second answer to an earlier round, too', () => {
    const once = withRow(sent(1), 'c', ROUND);
    const again = withRow(once, 'c', row(6, { link: { kind: 'round', to: 1, round: 2 } }));
    expect(again.columns[0]?.steps.map((step) => step.ref.number)).toEqual([1, 5, 6]);
    expect(again.columns[0]?.ref.number).toBe(6);
  });

  it('notes news of a step without turning to it, and opens none that has ended', () => {
    const next = withRow(withRow(sent(1), 'c', ROUND), 'c', row(1, { resultType: 'input_required' }));
    expect(next.columns[0]?.ref.number).toBe(5);
    expect(next.columns[0]?.steps[0]?.row?.resultType).toBe('input_required');
    const late = withRow(next, 'c', row(1, { state: 'open' }));
    expect(late.columns[0]?.steps[0]?.row?.state).toBe('done');
  });

  it('leaves alone what does not go on: other captures, handshakes, strangers', () => {
    const before = sent(1);
    expect(withRow(before, 'other', ROUND)).toBe(before);
    expect(withRow(before, 'c', row(5, { link: { kind: 'handshake', to: 1 } }))).toBe(before);
    expect(withRow(before, 'c', row(5))).toBe(before);
    expect(withRow(before, 'c', row(5, { link: { kind: 'round', to: 3 } }))).toBe(before);
  });
});

describe('withStepShown', () => {
  it('turns back to an earlier step, which is then read anew', () => {
    const noted = withRow(withRow(sent(1), 'c', row(1)), 'c', ROUND);
    const back = withStepShown(noted, ref(1));
    expect(back.columns[0]).toMatchObject({ ref: ref(1), instanceId: 'a', row: row(1), events: [] });
    expect(back.columns[0]?.detail).toBeUndefined();
    expect(back.columns[0]?.steps).toHaveLength(2);
  });

  it('changes nothing where that step is shown or unknown', () => {
    const before = sent(1);
    expect(withStepShown(before, ref(1))).toBe(before);
    expect(withStepShown(before, ref(9))).toBe(before);
  });
});

it('names each step', () => {
  const steps = [
    { ref: ref(1), row: row(1, { errorCode: -32022 }) },
    { ref: ref(2), row: row(2, { link: { kind: 'revision', to: 1 } }) },
  ];
  expect(stepWords(steps).map(({ label }) => label)).toEqual(['Sent', 'Again, other revision']);
  const rounds = [{ ref: ref(1) }, { ref: ref(5), row: ROUND }];
  expect(stepWords(rounds).map(({ label }) => label)).toEqual(['Round 1', 'Round 2']);
});
