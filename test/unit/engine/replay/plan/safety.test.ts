import { expect, it } from 'vitest';
import { claimsOf, judgeSafety, kindOf } from '../../../../../engine/replay/plan/safety.ts';

const NOBODY = { tools: [] };
const judge = (claims: Parameters<typeof judgeSafety>[1]): string =>
  judgeSafety('tool', claims, NOBODY, true).safety;

it('believes a tool what its server claims, and nothing else', () => {
  expect(judge({ readOnlyHint: true })).toBe('safe');
  expect(judge({ idempotentHint: true, destructiveHint: false })).toBe('repeatable');
  // destructiveHint is true unless a server says otherwise.
  expect(judge({ idempotentHint: true })).toBe('held');
  expect(judge({ idempotentHint: true, destructiveHint: true })).toBe('held');
  expect(judge({ destructiveHint: false })).toBe('held');
  expect(judge(undefined)).toBe('held');
});

it('lets a person overrule it both ways', () => {
  expect(judgeSafety('tool', undefined, { tools: ['tool'] }, true)).toEqual({
    safety: 'repeatable',
    because: 'You allowed it.',
  });
  expect(judgeSafety('tool', undefined, { tools: [], all: true }, true).safety).toBe('repeatable');
  const kept = { tools: ['tool'], all: true, hold: ['tool'] };
  expect(judgeSafety('tool', { readOnlyHint: true }, kept, true).safety).toBe('held');
});

it('knows which methods change nothing', () => {
  for (const method of [
    'tools/list',
    'resources/read',
    'tasks/get',
    'completion/complete',
    'ping',
    'logging/setLevel',
  ]) {
    expect(judgeSafety(method, undefined, NOBODY, false).safety).toBe('safe');
  }
  for (const method of ['tasks/cancel', 'shop/close', 'constructor']) {
    expect(judgeSafety(method, undefined, NOBODY, false).safety).toBe('held');
  }
});

it('says what kind of step each request is', () => {
  const plain = { isRound: false, readOnly: false };
  expect(kindOf('tools/call', plain)).toBe('call');
  expect(kindOf('tools/call', { ...plain, readOnly: true })).toBe('read');
  expect(kindOf('tools/call', { ...plain, isRound: true })).toBe('round');
  expect(
    ['prompts/list', 'prompts/get', 'tasks/get', 'tasks/update', 'shop/close'].map((one) =>
      kindOf(one, plain),
    ),
  ).toEqual(['list', 'read', 'poll', 'update', 'other']);
});

it('reads only claims that are claims', () => {
  expect(claimsOf({ annotations: { readOnlyHint: true, destructiveHint: 'no', title: 'x' } })).toEqual({
    readOnlyHint: true,
  });
  expect(claimsOf({ annotations: { title: 'x' } })).toBeUndefined();
  expect(claimsOf({})).toBeUndefined();
});
