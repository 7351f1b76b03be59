import { describe, expect, it, vi } from 'vitest';
import { openKeyringStore, type KeyringEntry } from '../../../../engine/workspace/keyring-store.ts';

function keyring(change: Partial<KeyringEntry> = {}) {
  const kept = new Map<string, string>();
  const load = vi.fn(() =>
    Promise.resolve((account: string): KeyringEntry => ({
      getPassword: () => Promise.resolve(kept.get(account) ?? null),
      setPassword: (password) => {
        kept.set(account, password);
        return Promise.resolve();
      },
      deletePassword: () => Promise.resolve(kept.delete(account)),
      ...change,
    })),
  );
  return { kept, load };
}

describe('the keyring', () => {
  it('keeps, gives back and forgets, and leaves nothing of the probe behind', async () => {
    const { kept, load } = keyring();
    const store = openKeyringStore({ load, platform: 'darwin' });
    expect(load).not.toHaveBeenCalled();
    expect(await store.state()).toEqual({
      kept: true,
      says: 'Secrets that you type are kept in the keychain of macOS, under “Hopscope”.',
    });
    await store.write('a', 'secret');
    expect([await store.read('a'), await store.read('b'), [...kept.keys()]]).toEqual([
      'secret',
      undefined,
      ['a'],
    ]);
    await store.remove('a');
    expect(await store.read('a')).toBeUndefined();
    expect(load).toHaveBeenCalledOnce();
  });

  it.each([
    ['is not there', { setPassword: () => Promise.reject(new Error('AccessDenied.')) }, '(AccessDenied)'],
    ['forgets at once', { getPassword: () => Promise.resolve(null) }, 'did not give back'],
  ])('that %s is told of, with why, and secrets hold for the session', async (_, change, why) => {
    const store = openKeyringStore({ load: keyring(change).load });
    expect(await store.state()).toMatchObject({ kept: false, says: expect.stringContaining(why) as string });
    expect(await store.read('a')).toBeUndefined();
  });

  it('whose library cannot be loaded is told of', async () => {
    const store = openKeyringStore({ load: () => Promise.reject(new Error('no such module')) });
    expect((await store.state()).says).toContain('(no such module)');
  });
});

it('on this very machine says one or the other, and never rejects', async () => {
  const state = await openKeyringStore().state();
  expect(state.says).toContain('Secrets that you type are kept');
});
