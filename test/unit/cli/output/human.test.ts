import { expect, test } from 'vitest';
import { comparisonText, outcomeText, tableText } from '../../../../cli/output/human.ts';
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
