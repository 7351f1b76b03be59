import { describe, expect, it } from 'vitest';
import { noiseOf, type NoiseContext } from '../../../../engine/series/difference-noise.ts';
import type { JsonValue } from '../../../../shared/model/json.ts';

const CONTEXT: NoiseContext = {
  ...{ method: 'tools/call', name: 'price', known: [] },
  isPlaceholder: (text) => text === '~1',
  numbers: { putBack: (side, text) => (side === 'right' ? text.replace('100001', '481516') : text) },
};
const changed = (pointer: string, left: JsonValue, right: JsonValue) =>
  noiseOf({ pointer, kind: 'changed', left, right }, CONTEXT);

describe('noiseOf', () => {
  it.each<[string, string, JsonValue, JsonValue]>([
    ['time', '/result/at', 1_795_000_000_000, 1_795_000_100_000],
    ['time', '/result/createdAt', 1_795_000_000, 1_795_000_100],
    ['time', '/result/elapsedMs', 12, 40],
    ['time', '/result/text', 'at 2026-11-23T14:12:08Z', 'at 2026-11-24T09:00:01.5Z'],
    [
      'id',
      '/result/text',
      'order 0b8c3f52-7d1e-4a6b-9c2d-5e8f7a1b3c4d',
      'order 7f1d2e3c-4b5a-4968-8776-a5b4c3d2e1f0',
    ],
    ['redacted', '/result/token', 'whatever', '~1'],
    ['redacted', '/result/text', 'Bearer redacted-token-1 was sent', 'Bearer k9f86d081884c was sent'],
    ['redacted', '/result/count', 481_516, 100_001],
    ['redacted', '/result/text', 'pin 481516, redacted-token-2', 'pin 100001, k9f86d081884c'],
    ['beside', '/result/_meta/com.example~1node', 'a', 'b'],
  ])('calls it %s at %s', (noise, pointer, left, right) => {
    expect(changed(pointer, left, right)).toBe(noise);
  });

  it.each<[string, JsonValue, JsonValue]>([
    ['/result/cents', 450, 520],
    ['/result/date', '2026-11-23', '2026-11-24'],
    ['/result/created', 7, 1_795_000_100],
    ['/result/text', 'order 12', 'order 13'],
    ['/result/text', 'redacted-token-1 was sent', 'nothing was kept'],
    ['/params/id', '0b8c3f52-7d1e-4a6b-9c2d-5e8f7a1b3c4d', '7f1d2e3c-4b5a-4968-8776-a5b4c3d2e1f0'],
  ])('leaves a change at %s one', (pointer, left, right) => {
    expect(changed(pointer, left, right)).toBeUndefined();
  });

  it('takes nothing that came or went for noise, unless a person knows it', () => {
    const added = { pointer: '/result/at', kind: 'added', right: '2026-11-23T14:12:08Z' } as const;
    expect(noiseOf(added, CONTEXT)).toBeUndefined();
  });
});
