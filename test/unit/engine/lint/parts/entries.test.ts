import { expect, it } from 'vitest';
import { entriesOf, meantType, placed, successOf } from '../../../../../engine/lint/parts/entries.ts';
import { exchange } from '../../../../support/lint/exchange.ts';

it('gives what a list answered, and where', () => {
  const seen = exchange({ result: { tools: [{ name: 'a' }, 5, { name: 'b' }] } });
  expect(entriesOf(seen, 'tools/list')).toEqual([
    { value: { name: 'a' }, place: 'event:0:/result/tools/0' },
    { value: { name: 'b' }, place: 'event:0:/result/tools/2' },
  ]);
  expect(entriesOf(seen, 'prompts/list')).toEqual([]);
  expect(placed({ no: 'list' }, 'request')).toEqual([]);
});

it('takes for a success what ends the request well', () => {
  expect(successOf(exchange({ result: { content: [] } }))).toBeDefined();
  expect(successOf(exchange({ result: { content: [], isError: true } }))).toBeUndefined();
  expect(successOf(exchange({ result: { resultType: 'input_required' } }))).toBeUndefined();
  expect(successOf(exchange({ result: { resultType: 'task' } }))).toBeUndefined();
  expect(successOf(exchange({ result: { inputRequests: {} }, bare: true }))).toBeUndefined();
  expect(successOf(exchange({ result: { content: [] }, bare: true }))).toBeDefined();
  expect(successOf(exchange({ error: { code: -32602 } }))).toBeUndefined();
});

it.each([
  [{ resultType: 'x', inputRequests: {} }, 'x'],
  [{ requestState: 's' }, 'input_required'],
  [{ taskId: 't' }, 'task'],
  [{}, 'complete'],
])('takes %j as %s', (result, type) => {
  expect(meantType(result)).toBe(type);
});
