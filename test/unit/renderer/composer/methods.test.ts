import { describe, expect, it } from 'vitest';
import { knownMethods, methodShape } from '../../../../renderer/composer/methods.ts';

describe('knownMethods', () => {
  it('offers in each era what that era has', () => {
    const legacy = knownMethods('legacy');
    expect(legacy).toEqual(expect.arrayContaining(['ping', 'logging/setLevel', 'resources/subscribe']));
    expect(legacy).not.toContain('server/discover');
    expect(legacy).not.toContain('subscriptions/listen');
    expect(knownMethods('modern')).toContain('subscriptions/listen');
    expect(knownMethods('modern')).not.toContain('ping');
    for (const method of legacy) expect(methodShape(method).only).not.toBe('modern');
  });
});

describe('methodShape', () => {
  it('says of what is gone that it is gone', () => {
    for (const method of ['ping', 'logging/setLevel', 'resources/unsubscribe']) {
      expect(methodShape(method).about).toContain('Removed in 2026-07-28.');
    }
  });

  it('takes any other text as it is', () => {
    expect(methodShape('x/y')).toMatchObject({ method: 'x/y', edits: 'params', lists: [] });
  });
});
