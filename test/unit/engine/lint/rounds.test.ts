import { expect, it } from 'vitest';
import { Rounds } from '../../../../engine/lint/rounds.ts';
import { exchange, type ExchangeParts } from '../../../support/lint/exchange.ts';
import { asks, retries } from '../../../support/lint/rounds.ts';

/** Which of the exchanges the last one is taken to answer, by index; -1: none. */
function answered(...parts: readonly ExchangeParts[]): number {
  const rounds = new Rounds();
  const seen = parts.map((part) => exchange(part));
  for (const one of seen.slice(0, -1)) rounds.learn(one);
  const last = seen.at(-1);
  const round = last && rounds.retryOf(last)?.round;
  return seen.findIndex(({ number }) => number === round?.number);
}

const SECOND = asks(['b'], 's2', { params: retries(['a'], 's1').params ?? {} });

it.each<[string, readonly ExchangeParts[], number]>([
  ['the state', [asks(['a'], 's1'), asks(['a'], 's2'), retries(['a'], 's1')], 0],
  ['the keys', [asks(['a']), asks(['b']), retries(['a'])], 0],
  ['the open one of two that are alike', [asks(['a']), asks(['a']), retries(['a']), retries(['a'])], 0],
  ['the keys, where the state was changed', [asks(['a'], 's1'), asks(['b'], 's2'), retries(['a'], 'x')], 0],
  ['the only one, where the state was changed and nothing asked', [asks([], 's1'), retries([], 'x')], 0],
  [
    'one that was retried before, after a failure',
    [asks(['a'], 's'), retries(['a'], 's'), retries(['a'], 's')],
    0,
  ],
  ['the later of two rounds', [asks(['a'], 's1'), SECOND, retries(['b'], 's2')], 1],
])('finds the round by %s', (_, parts, index) => {
  expect(answered(...parts)).toBe(index);
});

it.each<[string, readonly ExchangeParts[]]>([
  ['another tool', [asks(['a']), retries(['a'], undefined, { params: { name: 'other' } })]],
  ['another client', [asks(['a']), retries(['a'], undefined, { meta: {} })]],
  ['neither its state nor its keys', [asks(['a'], 's'), retries(['b'], 'x')]],
  ['a retry that was seen', [asks(['a'], 's'), retries(['a'], 's'), retries([], 'x')]],
  ['nothing of a retry', [asks(['a'], 's'), retries([])]],
  ['what began before the recording', [retries(['a'], 's')]],
])('finds none for %s', (_, parts) => {
  expect(answered(...parts)).toBe(-1);
});

it('believes the link of Hopscope’s own rounds', () => {
  const rounds = new Rounds();
  const [first, second] = [exchange(asks(['a'])), exchange(asks(['a']))];
  rounds.learn(first);
  rounds.learn(second);
  const row = { origin: 'composer' as const, link: { kind: 'round' as const, to: first.number } };
  expect(rounds.retryOf(exchange(retries(['a'], undefined, { row })))?.round?.number).toBe(first.number);
});

it('knows a telling state of another request, and remembers only so many rounds', () => {
  const rounds = new Rounds();
  const state = 'an opaque state of some length';
  const first = exchange(asks([], state));
  rounds.learn(first);
  const other = retries([], state, { params: { name: 'other' } });
  expect(rounds.retryOf(exchange(other))?.foreign?.number).toBe(first.number);
  for (let count = 0; count < 3000; count += 1) rounds.learn(exchange(asks(['a'], `s${String(count)}`)));
  expect(rounds.size).toBe(2000);
  expect(rounds.retryOf(exchange(other))?.foreign).toBeUndefined();
});
