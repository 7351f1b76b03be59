import { expect, it } from 'vitest';
import { resultShape } from '../../../../../../engine/lint/rules/task/result-shape.ts';
import { findingsOf } from '../../../../../support/lint/exchange.ts';
import { creates, polls } from '../../../../../support/lint/tasks.ts';

const done = (result: object) => polls(0, { status: 'completed', result: result as never });

it('finds a result that is no tool’s', () => {
  expect(findingsOf(resultShape, creates(), done({ content: [{ type: 'text' }] }))).toMatchObject([
    { severity: 'error', side: 'server', pointer: 'event:0:/result/result/content/0' },
  ]);
  expect(findingsOf(resultShape, done({}))).toHaveLength(1);
});

it('spares what fits, and what another method has made', () => {
  const prompt = creates({}, { method: 'prompts/get', params: { name: 'a' } });
  expect(findingsOf(resultShape, done({ content: [] }))).toEqual([]);
  expect(findingsOf(resultShape, prompt, done({ messages: [] }))).toEqual([]);
});
