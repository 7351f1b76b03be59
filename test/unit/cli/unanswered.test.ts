import { expect, test } from 'vitest';
import { missingCapability, refusalOf, unansweredBy, unansweredRequests } from '../../../cli/unanswered.ts';
import { outcome } from './sample-outcome.ts';

const asking = (requests: object | undefined, round?: number) =>
  outcome({
    answer: {
      result: { resultType: 'input_required', ...(requests && { inputRequests: requests as never }) },
    },
    ...(round !== undefined && { link: { kind: 'round', to: 1, round } }),
  });

const elicitation = { method: 'elicitation/create' };
const sampling = { method: 'sampling/createMessage' };

test('an answer asks for nothing', () => {
  expect(unansweredBy(outcome({ answer: { result: { resultType: 'complete' } } }), {})).toBeUndefined();
  expect(unansweredBy(outcome({ failure: 'cut' }), {})).toBeUndefined();
});

test.each([
  [
    'nobody',
    { a: elicitation },
    {},
    'nobody answered: elicitation/create. Answer with --respond elicitation=accept',
  ],
  ['ask', { a: sampling }, { sampling: { mode: 'ask' } }, 'Answer with --respond sampling=accept'],
  [
    'one of two',
    { a: elicitation, b: sampling },
    { elicitation: { mode: 'accept' } },
    'elicitation/create, sampling/createMessage. Answer with --respond sampling=accept',
  ],
  [
    'what is not known',
    { a: { method: 'x/y' } },
    { elicitation: { mode: 'accept' } },
    'no automatic answer to that',
  ],
  ['what has no method', { a: 7 }, {}, '(no method)'],
  [
    'a refusal',
    { a: sampling },
    { sampling: { mode: 'decline' } },
    'sampling/createMessage, which --respond refuses',
  ],
  ['nothing but a state', undefined, {}, '--respond accept goes on by itself'],
] as const)('%s', (_case, requests, responders, says) => {
  expect(unansweredBy(asking(requests), responders)).toContain(says);
});

test('an automatic answer that does not do', () => {
  expect(unansweredBy(asking({ a: elicitation }, 3), { elicitation: { mode: 'accept' } })).toBe(
    'alpha still asks after 3 rounds: elicitation/create. The automatic answer does not do; give another with --respond elicitation= and JSON or a file.',
  );
});

test('many questions are named in part', () => {
  const many = Object.fromEntries(Array.from({ length: 7 }, (_, index) => [String(index), elicitation]));
  expect(unansweredBy(asking(many), {})).toContain('elicitation/create and 2 more.');
});

test('what a legacy server asked in vain, and what it was told', () => {
  expect(unansweredRequests('beta', [{ method: 'roots/list', params: {} }])).toContain(
    'beta asks for input, and nobody answered: roots/list. Answer with --respond roots=accept',
  );
  expect(refusalOf({ method: 'elicitation/create', params: {} })).toEqual({
    kind: 'result',
    result: { action: 'cancel' },
  });
  expect(refusalOf({ method: 'roots/list', params: {} })).toMatchObject({ kind: 'error', code: -1 });
});

test.each([
  [{ sampling: {} }, '--respond sampling=accept declares it'],
  [{ extensions: { 'a.test/x': {} } }, `--capabilities '{"extensions":{"a.test/x":{}}}' declares it`],
])('a capability that is missing: %j', (requiredCapabilities, says) => {
  const error = { code: -32021, message: 'no', data: { requiredCapabilities } };
  expect(missingCapability(outcome({ status: 400, answer: { error } }))).toContain(says);
});

test('another error lacks no capability', () => {
  expect(missingCapability(outcome({ answer: { error: { code: -32021, message: 'no' } } }))).toBeUndefined();
  expect(missingCapability(outcome({ answer: { error: { code: -32602, message: 'no' } } }))).toBeUndefined();
});
