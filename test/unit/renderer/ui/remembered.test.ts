import { afterEach, describe, expect, it, vi } from 'vitest';
import { readRemembered, remember } from '../../../../renderer/ui/remembered.ts';

const asNumber = (stored: unknown): number | undefined => (typeof stored === 'number' ? stored : undefined);

function storage(
  getItem: (key: string) => string | null,
  setItem: (key: string, value: string) => void,
): void {
  vi.stubGlobal('localStorage', { getItem, setItem });
}

afterEach(() => {
  vi.unstubAllGlobals();
});

describe('what is remembered', () => {
  it('comes back, under a name of our own', () => {
    const kept = new Map<string, string>();
    storage(
      (key) => kept.get(key) ?? null,
      (key, value) => kept.set(key, value),
    );
    remember('split', 0.4);
    expect([...kept.keys()]).toEqual(['hopscope.split']);
    expect(readRemembered('split', asNumber, 1)).toBe(0.4);
    expect(readRemembered('other', asNumber, 1)).toBe(1);
  });

  it.each(['"text"', '{broken', ''])('is left alone where it does not fit: %s', (text) => {
    storage(
      () => text,
      () => undefined,
    );
    expect(readRemembered('split', asNumber, 1)).toBe(1);
  });

  it('is not needed: storage that is switched off harms nothing', () => {
    const off = (): never => {
      throw new Error('denied');
    };
    storage(off, off);
    expect(readRemembered('split', asNumber, 1)).toBe(1);
    expect(() => {
      remember('split', 0.2);
    }).not.toThrow();
  });
});
