import { expect, it } from 'vitest';
import { resultTypeMissing } from '../../../../../../engine/lint/rules/result/result-type-missing.ts';
import { findingsOf } from '../../../../../support/lint/exchange.ts';

it('is content with a result that has its type', () => {
  expect(findingsOf(resultTypeMissing, { result: { tools: [] } })).toEqual([]);
});

it('misses the type of a modern result', () => {
  const [finding, ...more] = findingsOf(resultTypeMissing, { result: { tools: [] }, bare: true });
  expect(more).toEqual([]);
  expect(finding).toMatchObject({
    rule: 'result.result-type-missing',
    severity: 'error',
    side: 'server',
    pointer: 'event:0:/result',
  });
});

it('leaves legacy sessions alone, and requests without a version that are answered as legacy', () => {
  expect(findingsOf(resultTypeMissing, { row: { era: 'legacy' }, result: { tools: [] } })).toEqual([]);
  const unversioned = {
    meta: null,
    headers: { 'MCP-Protocol-Version': null },
    bare: true,
    result: { tools: [] },
  };
  expect(findingsOf(resultTypeMissing, unversioned)).toEqual([]);
});
