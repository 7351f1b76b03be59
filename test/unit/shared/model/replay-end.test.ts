import { expect, it } from 'vitest';
import {
  differingSteps,
  replayEnd,
  replaySummary,
  whyIncomplete,
} from '../../../../shared/model/replay-end.ts';
import type { ReplayKind } from '../../../../shared/model/replay-run.ts';
import type { ReplayState } from '../../../../shared/model/replay-verdict.ts';
import { sampleReplay, sampleRun, sampleVerdict } from './sample-replay.ts';

function of(kind: ReplayKind, changes: Partial<ReplayState> = {}): ReplayState {
  return sampleReplay({ wish: { ...sampleReplay().wish, kind }, ...changes });
}

it('holds where all was sent and nothing speaks against it', () => {
  expect(replayEnd(of('replay'))).toBe('holds');
  expect(replayEnd(of('prove'))).toBe('holds');
  expect(whyIncomplete(of('prove'))).toEqual([]);
});

it.each(['sticky', 'changed', 'unclear'] as const)(
  'a plain replay does not pass over what is %s',
  (found) => {
    const verdict = sampleVerdict('stateless', { [found]: 2, stable: 1 });
    expect(replayEnd(of('replay', { verdict }))).toBe('differs');
    expect(differingSteps({ verdict })).toBe(2);
  },
);

it('noise and the order of steps are no differences', () => {
  const verdict = sampleVerdict('stateless', { noise: 2, 'order-dependent': 1 });
  expect(replayEnd(of('replay', { verdict }))).toBe('holds');
});

it('what is changed alone is no violation for a proof', () => {
  expect(replayEnd(of('prove', { verdict: sampleVerdict('stateless', { changed: 3 }) }))).toBe('holds');
});

it('a violation that was proved weighs more than what was not sent, a difference does not', () => {
  for (const found of ['not-stateless', 'not-deterministic'] as const) {
    const verdict = sampleVerdict(found, { sticky: 1 });
    expect(replayEnd(of('prove', { verdict, held: 1 }))).toBe('violated');
    expect(replayEnd(of('prove', { verdict, state: 'cancelled' }))).toBe('violated');
    expect(replayEnd(of('replay', { verdict }))).toBe('differs');
    expect(replayEnd(of('replay', { verdict, held: 1 }))).toBe('incomplete');
  }
});

it('says what is missing', () => {
  const counts = { answered: 1, failed: 1, held: 2, skipped: 2, 'not-sent': 3 };
  const state = of('replay', { held: 2, runs: [sampleRun({ counts })] });
  expect(replayEnd(state)).toBe('incomplete');
  expect(whyIncomplete(state)).toEqual([
    '2 steps are held: nobody has allowed to send them.',
    '2 requests were skipped, because a value that it takes never came.',
    '3 requests were not sent.',
    '1 request was not answered.',
  ]);
  // What the replay says itself is not said twice.
  expect(whyIncomplete({ ...state, state: 'incomplete', problem: 'Run 1: not all was sent.' })).toEqual([
    'Run 1: not all was sent.',
    '1 request was not answered.',
  ]);
});

it('takes no word from the trials of a witness, which send a part on purpose', () => {
  const counts = { ...sampleRun().counts, skipped: 2 };
  expect(replayEnd(of('prove', { runs: [sampleRun({ purpose: 'witness', counts })] }))).toBe('holds');
});

it('what is not over, cancelled, failed or undecided is incomplete', () => {
  const { verdict: _none, ...rest } = of('prove');
  expect(whyIncomplete({ ...rest, state: 'running' })).toEqual(['It is not over yet.']);
  expect(whyIncomplete({ ...rest, state: 'cancelled' })).toEqual(['It was cancelled.']);
  expect(whyIncomplete({ ...rest, state: 'failed', problem: 'The disk is full.' })).toEqual([
    'The disk is full.',
  ]);
  expect(whyIncomplete({ ...rest, state: 'incomplete' })).toEqual(['Not all that was planned was sent.']);
  const verdict = { ...sampleVerdict('incomplete'), says: 'The trials were used up.' };
  expect(whyIncomplete(of('prove', { verdict }))).toEqual(['The trials were used up.']);
  // One instance can be replayed on, though it proves nothing.
  expect(replayEnd(of('replay', { verdict }))).toBe('holds');
});

it('says of a replay whether it was answered as recorded', () => {
  expect(replaySummary(of('replay'))).toBe('All 3 steps are answered as recorded.');
  expect(replaySummary({ ...of('replay'), steps: 1 })).toBe('1 step is answered as recorded.');
  const verdict = sampleVerdict('stateless', { changed: 1, sticky: 1, stable: 1 });
  expect(replaySummary({ ...of('replay'), verdict })).toBe('2 of 3 steps are not answered as recorded.');
  expect(replaySummary({ ...of('replay'), verdict: sampleVerdict('stateless', { unclear: 1 }) })).toBe(
    '1 of 3 steps is unclear.',
  );
  const mixed = sampleVerdict('stateless', { changed: 1, unclear: 2, stable: 0 });
  expect(replaySummary({ ...of('replay'), verdict: mixed, held: 1 })).toBe(
    'Incomplete: 1 step is held: nobody has allowed to send it. 1 of 2 steps is not answered as recorded, 2 are unclear.',
  );
  expect(replaySummary({ ...of('replay'), held: 1 })).toBe(
    'Incomplete: 1 step is held: nobody has allowed to send it.',
  );
});

it('says of a proof what its verdict is, and why it is none', () => {
  expect(replaySummary(of('prove'))).toBe('Stateless under 1 schedule: 3 steps answered alike.');
  const open = { ...sampleVerdict('incomplete'), says: 'This is no verdict: 1 step was held.' };
  expect(replaySummary({ ...of('prove'), verdict: open, held: 1 })).toBe(open.says);
  const against = { ...sampleVerdict('not-stateless'), says: 'Not stateless: #2 fails on beta.' };
  expect(replaySummary({ ...of('prove'), verdict: against, state: 'cancelled' })).toBe(against.says);
  // What is not answered proves nothing, whatever the rest says.
  const counts = { ...sampleRun().counts, failed: 2 };
  expect(replaySummary({ ...of('prove'), runs: [sampleRun({ counts })] })).toBe(
    'Incomplete: 2 requests were not answered.',
  );
  const { verdict: _none, ...cut } = of('prove');
  expect(replaySummary({ ...cut, state: 'cancelled' })).toBe('Incomplete: It was cancelled.');
});
