import { expect, test } from 'vitest';
import { exitCodeOf, legacySign, readOutcome, type Outcome } from '../../../cli/outcome.ts';
import type { CommandInput, CommandName, CommandOutput } from '../../../shared/bridge/bridge.ts';
import type { JsonObject } from '../../../shared/model/draft.ts';
import type { ExchangeDetail, FailureKind, StreamEvent } from '../../../shared/model/exchange.ts';
import { outcome } from './sample-outcome.ts';

const result = (content: JsonObject): JsonObject => ({ jsonrpc: '2.0', id: 1, result: content });
const error = (code: number): JsonObject => ({ jsonrpc: '2.0', id: 1, error: { code, message: 'no' } });
const failed = (kind: FailureKind, status?: number): Outcome =>
  outcome({ failure: kind, ...(status && { status }) });

test.each([
  ['a result', outcome({ answer: result({ resultType: 'complete' }) }), 0],
  ['a result of the tool itself that failed', outcome({ answer: result({ isError: true }) }), 1],
  ['unanswered questions', outcome({ answer: result({ resultType: 'input_required' }) }), 1],
  ['an error', outcome({ answer: error(-32602) }), 1],
  ['an error with its status', outcome({ status: 400, answer: error(-32020) }), 1],
  ['a status without a body', outcome({ status: 404 }), 1],
  ['an error page', failed('malformed', 404), 1],
  ['an accepted notification', outcome({ status: 202 }), 0],
  ['a page', failed('malformed', 200), 3],
  ['nobody there', failed('refused'), 3],
  ['a cut answer', failed('cut', 200), 3],
  ['a cut error', failed('cut', 500), 3],
  ['cancelled', failed('cancelled'), 3],
  ['silence', failed('timeout'), 3],
] as const)('%s', (_what, sample, code) => {
  expect(exitCodeOf(sample)).toBe(code);
});

test.each([
  ['400 without a body', outcome({ status: 400 }), 'HTTP 400 without'],
  ['404 with a page', failed('malformed', 404), 'HTTP 404 without'],
  ['an error of its own', outcome({ status: 400, answer: error(-32000) }), 'error -32000'],
  [
    'server/discover unknown',
    outcome({ method: 'server/discover', status: 404, answer: error(-32601) }),
    'server/discover',
  ],
  ['another discovery', outcome({ method: 'server/discover', answer: result({}) }), 'DiscoverResult'],
])('%s shows a legacy server', (_what, sample, says) => {
  expect(legacySign(sample)).toContain(says);
});

test.each([
  ['a header fault', outcome({ status: 400, answer: error(-32020) })],
  ['an unknown method', outcome({ status: 404, answer: error(-32601) })],
  ['wrong parameters', outcome({ status: 400, answer: error(-32602) })],
  ['a result', outcome({ answer: result({}) })],
  ['an error of the server', outcome({ status: 500 })],
  ['credentials wanted', outcome({ status: 401 })],
  ['nobody there', failed('refused')],
])('%s does not', (_what, sample) => {
  expect(legacySign(sample)).toBeUndefined();
});

test('reads the messages of a stream in parts, and passes over what is no JSON', async () => {
  const body =
    'event: message\ndata: {"method":"a"}\n\n: ping\n\ndata: oops\n\ndata: {"id":1,\ndata: "result":{}}\n\n';
  const ranges = [
    ['message', 0, 35],
    ['comment', 37, 6],
    ['message', 45, 10],
    ['message', 57, 34],
  ] as const;
  const events = ranges.map(([kind, offset, length], index): StreamEvent => {
    return {
      index,
      atMs: 1,
      kind,
      offset,
      length,
      preview: '',
      ...(kind === 'message' && { message: 'result' }),
    };
  });
  const { detail } = outcome({});
  const asked: string[] = [];
  const answers: { [C in CommandName]?: (input: CommandInput<C>) => unknown } = {
    'exchange.get': () => detail satisfies ExchangeDetail,
    'exchange.events': ({ from }) => ({ events: events.slice(from, from + 3), total: events.length }),
    'exchange.bytes': () => ({ base64: Buffer.from(body).toString('base64'), total: body.length }),
  };
  const read = await readOutcome(<C extends CommandName>(command: C, input: CommandInput<C>) => {
    asked.push(command);
    return Promise.resolve(answers[command]?.(input) as CommandOutput<C>);
  }, detail.ref);
  expect(read.messages).toEqual([{ method: 'a' }, { id: 1, result: {} }]);
  expect(read.answer).toEqual({ id: 1, result: {} });
  expect(asked.filter((command) => command === 'exchange.events')).toHaveLength(2);
});
