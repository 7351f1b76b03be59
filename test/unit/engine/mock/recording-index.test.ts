import { describe, expect, it } from 'vitest';
import { RecordingIndex } from '../../../../engine/mock/recording-index.ts';
import { requestKey } from '../../../../engine/mock/request-key.ts';
import { recorded } from '../../../support/mock/recorded.ts';

const TEA = { name: 'search', arguments: { q: 'tea' } };
const COFFEE = { name: 'search', arguments: { q: 'coffee' } };
const REQUESTS = [
  recorded(1, TEA, { revision: '2026-07-28' }),
  recorded(2, COFFEE),
  recorded(3, TEA, { revision: '2027-01-01', errorCode: -32_022 }),
  recorded(4, TEA, { era: 'legacy', revision: '2025-11-25' }),
  recorded(5, {}, { kind: 'stream', era: 'legacy', method: '' }),
];
const index = new RecordingIndex(REQUESTS);
const numbers = (requests: readonly { readonly number: number }[] = []): number[] =>
  requests.map(({ number }) => number);

describe('an index of a recording', () => {
  it('finds requests by era, method, name and parameters', () => {
    const key = requestKey('tools/call', TEA);
    expect(numbers(index.same('modern', 'tools/call', 'search', key))).toEqual([1, 3]);
    expect(numbers(index.same('legacy', 'tools/call', 'search', key))).toEqual([4]);
    expect(index.same('modern', 'tools/call', 'find', key)).toBeUndefined();
    expect(index.same('modern', 'prompts/get', 'search', key)).toBeUndefined();
  });

  it('has one list a kind of request of a name, and the names', () => {
    expect(index.named('modern', 'tools/call', 'search').map(numbers)).toEqual([[1, 3], [2]]);
    expect(index.named('modern', 'tools/call', 'none')).toEqual([]);
    expect(index.names('modern', 'tools/call')).toEqual(['search']);
    expect(index.names('modern', 'tools/list')).toEqual([]);
  });

  it('keeps streams apart, which make no era', () => {
    expect(numbers(index.streams('legacy'))).toEqual([5]);
    expect(index.streams('modern')).toEqual([]);
    expect(new RecordingIndex(REQUESTS.slice(4)).has('legacy')).toBe(false);
    expect(index.has('legacy')).toBe(true);
  });

  it('knows the modern revisions in which something was answered', () => {
    expect(index.revisions).toEqual(['2026-07-28']);
  });
});
