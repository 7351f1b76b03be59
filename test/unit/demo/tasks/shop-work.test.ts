import { expect, test } from 'vitest';
import { APPROVE_WORK, FAILING_WORK, RENDER_REPORT } from '../../../../demo/tasks/shop-work.ts';
import type { Answers, Step, WorkEnd, WorkKind } from '../../../../demo/tasks/work.ts';

/** All steps and the end, with these responses to the questions, one after the other. */
function course(
  kind: WorkKind,
  input: unknown,
  responses: readonly unknown[] = [],
): [Step[], WorkEnd | undefined] {
  const work = kind.begin(input);
  const left = [...responses];
  const steps: Step[] = [];
  let answers: Answers = {};
  for (;;) {
    const turn = work.next(answers);
    if (turn.done === true) return [steps, turn.value];
    steps.push(turn.value);
    answers = {};
    if (turn.value.kind !== 'ask') continue;
    if (left.length === 0) return [steps, undefined];
    answers = Object.fromEntries(Object.keys(turn.value.questions).map((key) => [key, left.shift()]));
  }
}

function textOf(end: WorkEnd | undefined): unknown {
  return end?.kind === 'result' ? (end.result['content'] as { text: string }[])[0]?.text : end;
}

const accept = (content: unknown) => ({ action: 'accept', content });

test('a report has a message for each page, and the same sum each time', () => {
  const [steps, end] = course(RENDER_REPORT, { pages: 2, pageMs: 5 });
  expect(steps).toEqual([
    { kind: 'busy', forMs: 5, message: 'Rendering page 1 of 2.' },
    { kind: 'busy', forMs: 5, message: 'Rendering page 2 of 2.' },
  ]);
  expect(textOf(end)).toMatch(/^The report is ready: 60 products, \d+ pieces in stock, worth \d+\.\d\d\.$/);
  expect(course(RENDER_REPORT, { pages: 2, pageMs: 5 })).toEqual([steps, end]);
  expect(textOf(course(RENDER_REPORT, { category: 'none' })[1])).toContain(
    '0 products, 0 pieces in stock, worth 0.00',
  );
});

test.each([
  [accept({ approve: true }), 'Approved: it.'],
  [accept({ approve: false, note: 'too dear' }), 'Not approved: it. Note: too dear'],
  [{ action: 'decline' }, 'Nobody decided about it.'],
  [{ action: 'cancel' }, 'Nobody decided about it.'],
])('approval: %j', (response, text) => {
  expect(textOf(course(APPROVE_WORK, { what: 'it' }, [response])[1])).toBe(text);
});

test('what does not fit the form is asked for again under another key, three times at most', () => {
  const keys = (steps: readonly Step[]) =>
    steps.flatMap((step) => (step.kind === 'ask' ? Object.keys(step.questions) : []));
  const [steps, end] = course(APPROVE_WORK, {}, [accept({}), accept({ approve: true })]);
  expect(keys(steps)).toEqual(['approval', 'approval-2']);
  expect(textOf(end)).toBe('Approved: a discount of 10 %.');
  const [all, refused] = course(APPROVE_WORK, {}, [accept({}), 'rubbish', undefined]);
  expect(keys(all)).toEqual(['approval', 'approval-2', 'approval-3']);
  expect(refused).toMatchObject({ kind: 'result', result: { isError: true } });
});

test('failing work ends with a JSON-RPC error', () => {
  expect(course(FAILING_WORK, {})[1]).toMatchObject({ kind: 'error', code: -32_603 });
});
