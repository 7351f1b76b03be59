import { expect, it } from 'vitest';
import { afterEnd } from '../../../../../../engine/lint/rules/progress/after-end.ts';
import { findingsOf, META } from '../../../../../support/lint/exchange.ts';
import { cancels, gaveUp, piped, processRow, progressOf } from '../../../../../support/lint/pipes.ts';

const meta = { ...META, progressToken: 't' };
const parts = { meta, result: { tools: [] }, stream: [progressOf('t')] };

it('finds progress after the answer', () => {
  expect(findingsOf(afterEnd, parts)).toEqual([]);
  expect(findingsOf(afterEnd, { ...parts, after: [progressOf('t', 2)] })).toMatchObject([
    { side: 'server', pointer: 'event:2' },
  ]);
});

it('finds it on a pipe, where it comes beside the answers', () => {
  const row = processRow([3, progressOf('t')]);
  expect(findingsOf(afterEnd, piped(1, 2, { meta }), row)).toMatchObject([{ pointer: 'event:0' }]);
  expect(findingsOf(afterEnd, row)).toEqual([]);
});

it('spares subscriptions, tasks, other tokens and what was cancelled', () => {
  const after = [progressOf('t', 2)];
  expect(findingsOf(afterEnd, { ...parts, method: 'subscriptions/listen', after })).toEqual([]);
  expect(findingsOf(afterEnd, { ...parts, result: { resultType: 'task' }, after })).toEqual([]);
  expect(findingsOf(afterEnd, { ...parts, after: [progressOf('other')] })).toEqual([]);
  const given = gaveUp(1, 2, 1, { progressToken: 't' });
  expect(findingsOf(afterEnd, cancels(2, 1, given.number), given, processRow([3, progressOf('t')]))).toEqual(
    [],
  );
});
