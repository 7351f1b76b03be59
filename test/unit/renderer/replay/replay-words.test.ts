import { describe, expect, it } from 'vitest';
import type { PlannedTool } from '../../../../shared/model/replay-plan.ts';
import type { RunSummary } from '../../../../shared/model/replay-run.ts';
import {
  choiceWords,
  claimWords,
  missingWords,
  paceWords,
  replayOutcome,
  replayTitle,
} from '../../../../renderer/replay/replay-words.ts';
import { replayOf } from './fake-replay.ts';

describe('words of a replay', () => {
  it('tell what a server claims of a tool', () => {
    const tool: PlannedTool = { tool: 't', safety: 'safe', because: '', steps: 1 };
    expect(claimWords(tool)).toBeUndefined();
    expect(claimWords({ ...tool, claims: {} })).toBeUndefined();
    expect(claimWords({ ...tool, claims: { readOnlyHint: true, destructiveHint: false } })).toBe(
      'readOnlyHint, not destructiveHint',
    );
  });

  it('tell the pace', () => {
    expect(paceWords({ kind: 'asap', lanes: 1 })).toBe('as fast as answers come, on 1 lane');
    expect(paceWords({ kind: 'recorded', factor: 1 })).toBe('as recorded');
    expect(paceWords({ kind: 'recorded', factor: 2.5, maxGapMs: 500 })).toBe(
      '2.5 times as fast as recorded, waiting at most 500 ms',
    );
    expect(paceWords({ kind: 'rate', perSecond: 20 })).toBe('20 a second');
  });

  it('tell the seed where it matters', () => {
    const { instances } = replayOf();
    expect(choiceWords({ name: 'reorder', seed: 3 }, instances)).toBe('Reorder, seed 3');
    expect(choiceWords({ name: 'pinned', seed: 3 }, instances)).toBe('Pinned on alpha');
    expect(choiceWords({ name: 'pinned', seed: 3, instanceId: 'b' }, instances)).toBe('Pinned on beta');
    expect(choiceWords({ name: 'failover', seed: 3, instanceId: 'b' }, instances)).toBe('Failover of beta');
  });

  it('tell what of a run was not answered', () => {
    const counts: RunSummary['counts'] = { answered: 9, failed: 1, held: 2, skipped: 0, 'not-sent': 3 };
    expect(missingWords({ counts })).toBe('1 no answer, 2 held, 3 not sent');
    expect(missingWords({ counts: { ...counts, failed: 0, held: 0, 'not-sent': 0 } })).toBe('');
  });

  it('name a replay by what it is and where it went', () => {
    expect(replayTitle(replayOf())).toBe('Proof on alpha, beta');
  });
});

describe('what a replay has come to', () => {
  const verdict = (name: string) => ({ verdict: name, says: '', notes: [], witnesses: [] }) as never;

  it('is the verdict once there is one, also of what is incomplete: a violation weighs more', () => {
    const outcome = replayOutcome(replayOf({ state: 'incomplete', verdict: verdict('not-stateless') }));
    expect(outcome).toEqual({ title: 'Not stateless', meaning: 'fault' });
    expect(replayOutcome(replayOf({ state: 'done', verdict: verdict('stateless') })).meaning).toBe('fine');
    const cancelled = replayOf({ state: 'cancelled', verdict: verdict('not-deterministic') });
    expect(replayOutcome(cancelled).meaning).toBe('fault');
  });

  it('is not fine where two eras are answered otherwise', () => {
    const eras = (changed: number) => ({ changed }) as never;
    expect(replayOutcome(replayOf({ state: 'done', eras: eras(2) }))).toEqual({
      title: 'differs',
      meaning: 'warning',
    });
    expect(replayOutcome(replayOf({ state: 'done', eras: eras(0) })).meaning).toBe('fine');
  });

  it('is never fine where something is missing', () => {
    expect(replayOutcome(replayOf({ state: 'incomplete' })).meaning).toBe('warning');
    expect(replayOutcome(replayOf({ state: 'cancelled', verdict: verdict('stateless') })).meaning).toBe(
      'warning',
    );
    expect(replayOutcome(replayOf({ state: 'failed' })).meaning).toBe('fault');
    expect(replayOutcome(replayOf()).meaning).toBe('note');
  });
});
