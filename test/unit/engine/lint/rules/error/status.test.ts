import { expect, it } from 'vitest';
import { errorStatus } from '../../../../../../engine/lint/rules/error/status.ts';
import { findingsOf, META } from '../../../../../support/lint/exchange.ts';

const incomplete = Object.fromEntries(Object.entries(META).filter(([key]) => !key.endsWith('Capabilities')));

it.each([-32020, -32021, -32022])('is content with %i and 400', (code) => {
  expect(findingsOf(errorStatus, { error: { code }, status: 400 })).toEqual([]);
});

it.each([-32020, -32021, -32022])('finds %i with another status', (code) => {
  expect(findingsOf(errorStatus, { error: { code }, status: 200 })).toMatchObject([
    { side: 'server', pointer: 'status', expected: '400', found: '200' },
  ]);
});

it('finds the refusal of an incomplete _meta with another status', () => {
  expect(findingsOf(errorStatus, { meta: incomplete, error: { code: -32602 } })).toHaveLength(1);
  expect(findingsOf(errorStatus, { meta: incomplete, error: { code: -32602 }, status: 400 })).toEqual([]);
});

it('leaves other errors alone, streams that had begun, and pipes', () => {
  expect(findingsOf(errorStatus, { error: { code: -32602 } })).toEqual([]);
  const stream = [
    { jsonrpc: '2.0', method: 'notifications/progress', params: { progressToken: 1, progress: 1 } },
  ];
  expect(findingsOf(errorStatus, { stream, error: { code: -32021 } })).toEqual([]);
  expect(findingsOf(errorStatus, { stream: [], error: { code: -32021 } })).toHaveLength(1);
  expect(findingsOf(errorStatus, { row: { transport: 'stdio' }, error: { code: -32021 } })).toEqual([]);
});
