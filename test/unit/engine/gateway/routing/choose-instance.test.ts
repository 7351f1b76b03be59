import { describe, expect, it } from 'vitest';
import {
  createChooser,
  type Candidate,
  type Chooser,
} from '../../../../../engine/gateway/routing/choose-instance.ts';
import type { HeaderList } from '../../../../../shared/model/headers.ts';

const pod = (name: string, pending = 0): Candidate => ({
  instanceId: name.slice(0, 1),
  name,
  pending,
  availability: 'up',
});
const THREE = [pod('alpha'), pod('beta'), pod('charlie')];

const take = (chooser: Chooser, times: number, headers: HeaderList = [], candidates = THREE): string =>
  Array.from({ length: times }, () => chooser.choose(candidates, headers).instanceId ?? '-').join('');

describe('createChooser', () => {
  it('round robin: one after the other, also when one goes', () => {
    const chooser = createChooser({ kind: 'round-robin' });
    expect(take(chooser, 7)).toBe('abcabca');
    expect(new Set(take(chooser, 4, [], THREE.slice(0, 2)))).toEqual(new Set(['a', 'b']));
    expect(chooser.choose([], [])).toEqual({
      why: 'No instance of this pool takes requests: all are drained.',
    });
  });

  it('random: the same for the same seed, and all get their share', () => {
    const one = take(createChooser({ kind: 'random', seed: 7 }), 300);
    expect(one).toBe(take(createChooser({ kind: 'random', seed: 7 }), 300));
    expect(one).not.toBe(take(createChooser({ kind: 'random', seed: 8 }), 300));
    for (const id of 'abc') expect(one.split(id).length).toBeGreaterThan(70);
  });

  it('least pending: whoever has the fewest, those alike in turn', () => {
    const chooser = createChooser({ kind: 'least-pending' });
    expect(take(chooser, 1, [], [pod('alpha', 2), pod('beta', 1), pod('charlie', 3)])).toBe('b');
    expect(new Set(take(chooser, 6))).toEqual(new Set(['a', 'b', 'c']));
  });

  it('pinned: one, or nobody', () => {
    const chooser = createChooser({ kind: 'pinned', instanceId: 'b' });
    expect(take(chooser, 3)).toBe('bbb');
    expect(chooser.choose([pod('alpha')], []).instanceId).toBeUndefined();
  });

  it('hash: a value keeps its instance, and only those of one that goes move', () => {
    const chooser = createChooser({ kind: 'hash', header: 'Mcp-Name' });
    const at = (value: string, candidates: Candidate[]): string =>
      take(chooser, 1, [['mcp-name', value]], candidates);
    const values = Array.from({ length: 300 }, (_, index) => `task-${String(index)}`);
    const before = values.map((value) => at(value, THREE));
    expect(values.map((value) => at(value, THREE))).toEqual(before);
    for (const id of 'abc') expect(before.filter((found) => found === id).length).toBeGreaterThan(60);
    const after = values.map((value) => at(value, THREE.slice(0, 2)));
    for (const [index, id] of before.entries()) if (id !== 'c') expect(after[index]).toBe(id);
    // The decoded value counts: both spellings are one name.
    expect(at('=?base64?dGFzay0x?=', THREE)).toBe(at('task-1', THREE));
    expect(take(chooser, 3)).toBe('abc');
  });

  it('weighted: shares are met at once', () => {
    const chooser = createChooser({ kind: 'weighted', weights: { a: 3, c: 0 } });
    const first = take(chooser, 8);
    expect(first.split('a')).toHaveLength(7);
    expect(first.split('b')).toHaveLength(3);
    expect(first).not.toContain('c');
    expect(first).not.toContain('aaaa');
    const none = createChooser({ kind: 'weighted', weights: { a: 0 } });
    expect(none.choose([pod('alpha')], []).why).toContain('weight 0');
  });
});

describe('sticky', () => {
  const session = (value: string): HeaderList => [['Mcp-Session-Id', value]];
  const byHeader = { kind: 'sticky', by: { kind: 'header', name: 'mcp-session-id' } } as const;

  it('sends what carries a value to the instance that gave it out', () => {
    const chooser = createChooser(byHeader);
    expect(take(chooser, 1)).toBe('a');
    chooser.learn(session('s1'), 'b');
    expect(take(chooser, 4, session('s1'))).toBe('bbbb');
    expect(chooser.choose(THREE, session('s1')).why).toContain('belongs to beta');
  });

  it('binds a value that nobody gave out to the first that gets it', () => {
    const chooser = createChooser(byHeader);
    const first = take(chooser, 1, session('x'));
    expect(take(chooser, 4, session('x'))).toBe(first.repeat(4));
  });

  it('finds another place when the instance is gone, and stays there', () => {
    const chooser = createChooser(byHeader);
    chooser.learn(session('s'), 'c');
    const rest = THREE.slice(0, 2);
    const moved = chooser.choose(rest, session('s'));
    expect(moved.why).toContain('takes no requests');
    expect(take(chooser, 2, session('s'))).toBe((moved.instanceId ?? '').repeat(2));
  });

  it('reads cookies', () => {
    const chooser = createChooser({ kind: 'sticky', by: { kind: 'cookie', name: 'pod' } });
    chooser.learn(
      [
        ['Set-Cookie', 'other=1'],
        ['Set-Cookie', 'pod=p7; Path=/; HttpOnly'],
      ],
      'c',
    );
    expect(take(chooser, 3, [['Cookie', 'a=b; pod=p7']])).toBe('ccc');
    expect(take(chooser, 3, [['Cookie', 'xpod=p7']])).not.toBe('ccc');
  });
});
