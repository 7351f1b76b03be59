import { expect, it } from 'vitest';
import { replayExitCode, replaySummary } from '../../../../cli/replay/replay-report.ts';
import { sampleReplay, sampleVerdict } from '../../shared/model/sample-replay.ts';

const plain = sampleReplay();
const proof = sampleReplay({ wish: { ...plain.wish, kind: 'prove' } });

it('has the exit codes of the command line', () => {
  expect(replayExitCode(plain)).toBe(0);
  expect(replayExitCode({ ...plain, verdict: sampleVerdict('stateless', { changed: 1 }) })).toBe(1);
  expect(replayExitCode({ ...plain, held: 1 })).toBe(3);
  expect(replayExitCode({ ...proof, held: 1, verdict: sampleVerdict('not-stateless') })).toBe(1);
  expect(replayExitCode({ ...proof, state: 'cancelled' })).toBe(3);
});

it('says of a replay whether it was answered as recorded', () => {
  expect(replaySummary(plain)).toBe('All 3 steps are answered as recorded.');
  expect(replaySummary({ ...plain, steps: 1 })).toBe('1 step is answered as recorded.');
  const verdict = sampleVerdict('stateless', { changed: 1, sticky: 1, stable: 1 });
  expect(replaySummary({ ...plain, verdict })).toBe('2 of 3 steps are answered otherwise.');
  expect(replaySummary({ ...plain, verdict, held: 1 })).toBe(
    '2 of 2 steps are answered otherwise. Incomplete: 1 step is held: nobody has allowed to send it.',
  );
  expect(replaySummary({ ...plain, held: 1 })).toBe(
    'Incomplete: 1 step is held: nobody has allowed to send it.',
  );
});

it('says of a proof what its verdict is, and why it is none', () => {
  expect(replaySummary(proof)).toBe('Stateless under 1 schedule: 3 steps answered alike.');
  const open = { ...sampleVerdict('incomplete'), says: 'This is no verdict: the trials were used up.' };
  expect(replaySummary({ ...proof, verdict: open })).toBe(
    'Incomplete: This is no verdict: the trials were used up.',
  );
  const { verdict: _none, ...cut } = proof;
  expect(replaySummary({ ...cut, state: 'cancelled' })).toBe('Incomplete: It was cancelled.');
});
