import { expect, test } from 'vitest';
import {
  comparisonText,
  conversationText,
  outcomeText,
  statusLine,
  tableText,
  taskText,
} from '../../../../cli/output/human.ts';
import type { JsonObject } from '../../../../shared/model/draft.ts';
import type { Paint } from '../../../../cli/output/paint.ts';
import { outcome } from '../sample-outcome.ts';

const plain: Paint = (_style, text) => text;

test('a result, an error, a failure', () => {
  const result = { resultType: 'complete', content: [{ type: 'text', text: 'I am alpha' }] };
  expect(
    outcomeText(outcome({ answer: { result }, before: [{ method: 'notifications/progress' }] }), plain),
  ).toBe('✓  alpha  tools/call whoami  200  complete  8.4 ms  1 notification\n  I am alpha\n');
  const error = { code: -32020, message: 'headers disagree', data: { mismatch: 1 } };
  expect(outcomeText(outcome({ status: 400, answer: { error } }), plain)).toBe(
    '✗  alpha  tools/call whoami  400  error -32020 HeaderMismatch  8.4 ms\n  headers disagree\n  {"mismatch":1}\n',
  );
  expect(outcomeText(outcome({ failure: 'refused' }), plain)).toBe(
    '✗  alpha  tools/call whoami  refused  8.4 ms\n  It was refused.\n',
  );
  expect(outcomeText(outcome({ failure: 'cut', received: 1_200 }), plain)).toBe(
    '✗  alpha  tools/call whoami  cut  8.4 ms\n  It was cut.\n  Received until then: 1.2 kB.\n',
  );
});

test('a conversation: a line for each step, what it asked for, and the answer', () => {
  const inputRequests = { confirm: { method: 'elicitation/create', params: {} }, odd: 7 };
  const asked = outcome({ answer: { result: { resultType: 'input_required', inputRequests } } });
  const answer = outcome({
    answer: { result: { resultType: 'complete', content: [{ type: 'text', text: 'done' }] } },
    link: { kind: 'round', to: 4, round: 2 },
  });
  expect(conversationText({ steps: [asked], answer, unanswered: [] }, plain)).toBe(
    '·  alpha  tools/call whoami  200  input_required  8.4 ms\n' +
      '  asks for confirm: elicitation/create\n  asks for odd: (no method)\n' +
      '✓  alpha  tools/call whoami  200  complete  8.4 ms  round 2 on alpha\n  done\n',
  );
});

test('a task that was waited for: what was sent, how often it was asked for, and how it ended', () => {
  const task = { resultType: 'complete', taskId: 't' };
  const made = outcome({ answer: { result: { ...task, resultType: 'task', status: 'working' } } });
  const result = { content: [{ type: 'text', text: 'no paper' }], isError: true };
  const ended = (part: JsonObject) =>
    outcome({ method: 'tasks/get', name: 't', answer: { result: { ...task, ...part } } });
  const answer = ended({ status: 'completed', result });
  const conversation = { steps: [made], answer, unanswered: [], task: { code: 1, polls: 3 } } as const;
  expect(conversationText(conversation, plain, taskText)).toBe(
    '·  alpha  tools/call whoami  200  task working  8.4 ms\n·  3 polls\n' +
      '✗  alpha  tasks/get t  200  completed  8.4 ms\n  no paper\n',
  );
  expect(taskText(ended({ status: 'completed', result: { content: [] } }), plain)).toMatch(/^✓/);
  expect(taskText(ended({ status: 'cancelled' }), plain)).toMatch(/^✗.* cancelled /);
  expect(taskText(ended({ status: 'working' }), plain)).toMatch(/^✓.* working /);
});

test('what came beside the answer: notifications, and requests of the server', () => {
  const before = [{ method: 'notifications/progress' }, { id: 7, method: 'roots/list' }, { method: 'n' }];
  expect(statusLine(outcome({ answer: { id: 1, result: {} }, before }), plain)).toContain(
    '  2 notifications, 1 request',
  );
});

test.each([
  ['revision', 'again, in a revision that the server supports'],
  ['headers', 'again, with fresh headers'],
  ['era', 'again, in the legacy era'],
  ['resumed', 'the rest of a stream that broke'],
  ['reopened', 'opened again'],
  ['reply', 'answers what the server asked'],
  ['cancel', 'cancels it'],
  ['handshake', 'opens the session'],
  ['duplicate', 'sent a second time on purpose'],
  ['poll', 'asks how the task is'],
  ['update', 'answers what the task asked for'],
  ['task-cancel', 'asks to cancel the task'],
  ['task-listen', 'listens for the task'],
] as const)('a link of the kind %s is told', (kind, says) => {
  expect(statusLine(outcome({ link: { kind, to: 1 }, era: 'legacy' }), plain)).toContain(`  ${says}`);
});

test('an error code that is no number does no harm', () => {
  expect(outcomeText(outcome({ answer: { error: { code: { a: 1 } } } }), plain)).toContain('error {"a":1}');
});

test('a comparison', () => {
  const ref = { captureId: 'c', number: 1 };
  const first = { ref, instanceName: 'alpha', differences: [] };
  expect(comparisonText({ same: true, columns: [first, first], pointers: [] }, plain)).toContain(
    'All 2 answers',
  );
  const differences = [
    { pointer: '/result/content/0/text', kind: 'changed' as const, left: 'a', right: 'b' },
  ];
  const second = { ref, instanceName: 'beta', differences };
  expect(comparisonText({ same: false, columns: [first, second], pointers: ['x'] }, plain)).toBe(
    '✗  The answers differ from that of alpha:\n  /result/content/0/text  beta: changed  "a" → "b"\n',
  );
});

test('a table', () => {
  expect(
    tableText([
      ['a', 'long', 'x'],
      ['bbb', '', 'y'],
    ]),
  ).toBe('a    long  x\nbbb        y\n');
  expect(tableText([])).toBe('');
});
