import { expect, it } from 'vitest';
import { notAskedAgain } from '../../../../../../engine/lint/rules/input/not-asked-again.ts';
import { exchange, findingsOf, type ExchangeParts } from '../../../../../support/lint/exchange.ts';
import { asks, retries } from '../../../../../support/lint/rounds.ts';

function refused(
  keys: readonly string[],
  state: string,
  message = 'Missing input',
  code = -32602,
): ExchangeParts {
  const { result: _, ...rest } = retries(keys, state);
  return { ...rest, error: { code, message } };
}

it('finds a refusal where the server should have asked again', () => {
  expect(findingsOf(notAskedAgain, asks(['a'], 's'), refused([], 's'))).toMatchObject([
    { side: 'server', severity: 'warning', pointer: 'event:0:/error' },
  ]);
  const partly = refused(['a'], 's', 'No answer to b');
  expect(findingsOf(notAskedAgain, asks(['a', 'b'], 's'), partly)).toHaveLength(1);
});

it.each<[string, ExchangeParts]>([
  ['a further question', asks(['a'], 's2', { params: retries([], 's').params ?? {} })],
  ['a state that was changed', refused([], 'x')],
  ['a state that ran out', refused([], 's', 'This requestState has expired')],
  ['an answer that may be wrong', refused(['a'], 's')],
  ['another error', refused([], 's', 'Down', -32603)],
])('spares %s', (_, parts) => {
  expect(findingsOf(notAskedAgain, asks(['a', 'b'], 's'), parts)).toEqual([]);
});

it('spares refusals long after', () => {
  const first = exchange(asks(['a'], 's'));
  const late = { ...exchange(refused([], 's')), startedAt: first.startedAt + 120_000 };
  expect(findingsOf(notAskedAgain, first, late)).toEqual([]);
});
