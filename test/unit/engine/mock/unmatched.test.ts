import { describe, expect, it } from 'vitest';
import { nearestSentence, refusalOf } from '../../../../engine/mock/unmatched.ts';
import type { Difference } from '../../../../shared/model/difference.ts';

const differences: readonly Difference[] = [
  { pointer: '/arguments/q', kind: 'changed', left: 'tea', right: 'coffee' },
  { pointer: '/arguments/limit', kind: 'added', right: 5 },
  { pointer: '/arguments/page', kind: 'removed', left: 2 },
  { pointer: '', kind: 'changed', left: 1, right: 2 },
];

describe('what a client is told of a request that is not in the recording', () => {
  it('names a method that was never called', () => {
    expect(refusalOf({ method: 'tools/call', name: 'x' }, { kind: 'none', names: [] })).toEqual({
      code: -32_601,
      message: 'tools/call is not in the recording.',
      data: { method: 'tools/call' },
    });
  });

  it('names what there is where the name is another one', () => {
    const names = ['', ...Array.from({ length: 20 }, (_, index) => `tool-${String(index)}`)];
    const { code, message } = refusalOf({ method: 'tools/call', name: 'x' }, { kind: 'none', names });
    expect(code).toBe(-32_602);
    expect(message).toBe(
      `tools/call "x" is not in the recording. Recorded: ${names.slice(1, 11).join(', ')}.`,
    );
    expect(refusalOf({ method: 'ping', name: '' }, { kind: 'none', names: [''] }).message).toBe(
      'ping is not in the recording.',
    );
  });

  it('tells where the nearest one differs, the first of it in the sentence and values cut', () => {
    const nearest = { number: 7, differences };
    expect(nearestSentence(nearest)).toBe(
      'The nearest is #7; it differs at /arguments/q (recorded "tea", sent "coffee"), /arguments/limit (sent 5, not recorded), ' +
        '/arguments/page (recorded 2, not sent) and 1 more.',
    );
    expect(nearestSentence({ number: 7, differences: differences.slice(3) })).toContain(
      'at the parameters (recorded 1, sent 2).',
    );
    const long: Difference = { pointer: '/q', kind: 'changed', left: 'x'.repeat(500), right: 'y' };
    const many = { number: 7, differences: Array.from({ length: 30 }, () => long) };
    const { data } = refusalOf({ method: 'm', name: 'n' }, { kind: 'none', names: ['n'], nearest: many });
    const told = data['differences'] as readonly { readonly recorded: string }[];
    expect(told).toHaveLength(20);
    expect(told[0]?.recorded.length).toBeLessThan(210);
    expect(data).toMatchObject({ method: 'm', name: 'n', nearest: 7 });
  });
});
