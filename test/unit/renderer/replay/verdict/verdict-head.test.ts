import { expect, it } from 'vitest';
import { headline } from '../../../../../renderer/replay/verdict/verdict-head.tsx';
import { replayOf } from '../fake-replay.ts';

it('says the verdict, or why there is none', () => {
  const verdict = { verdict: 'stateless', says: 'Stateless.', notes: [], witnesses: [] } as never;
  expect(headline(replayOf({ state: 'done', verdict }))).toBe('Stateless.');
  expect(headline(replayOf({ doing: 'Run 2' }))).toBe('Run 2');
  expect(headline(replayOf({ state: 'failed', problem: 'The disk is full.' }))).toContain(
    'The disk is full.',
  );
  expect(headline(replayOf({ state: 'incomplete', problem: 'It was killed.' }))).toBe(
    'Incomplete: It was killed.',
  );
  expect(headline(replayOf({ state: 'cancelled' }))).toMatch(/^Cancelled/);
  // What was proved weighs more than that it was cancelled, and that more than what was not.
  expect(headline(replayOf({ state: 'cancelled', verdict }))).toMatch(/^Cancelled/);
  const proved = { verdict: 'not-stateless', says: 'Not stateless.', notes: [], witnesses: [] } as never;
  expect(headline(replayOf({ state: 'cancelled', verdict: proved }))).toBe('Not stateless.');
});
