import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { keptSecrets } from '../../../../engine/workspace/kept-secrets.ts';
import { openWorkspace } from '../../../../engine/workspace/open-workspace.ts';
import { sessionOnly, type SecretStore } from '../../../../engine/workspace/secret-store.ts';

function memoryStore(): SecretStore & { readonly kept: Map<string, string> } {
  const kept = new Map<string, string>();
  return {
    kept,
    state: () => Promise.resolve({ kept: true, says: '' }),
    read: (account) => Promise.resolve(kept.get(account)),
    write: (account, secret) => {
      kept.set(account, secret);
      return Promise.resolve();
    },
    remove: (account) => {
      kept.delete(account);
      return Promise.resolve();
    },
  };
}

it('keeps a secret for one workspace, and gives it for the server that it was kept for only', async () => {
  const store = memoryStore();
  const mine = keptSecrets(store, '/mine', vi.fn());
  expect(await mine.write('HOPSCOPE_A', 'secret', 'https://x.test')).toBe(true);
  expect(await mine.read('HOPSCOPE_A', 'https://x.test')).toBe('secret');
  expect(await mine.read('HOPSCOPE_A', 'https://evil.test')).toBeUndefined();
  expect(await mine.read('HOPSCOPE_A', '')).toBeUndefined();
  expect(await keptSecrets(store, '/other', vi.fn()).read('HOPSCOPE_A', 'https://x.test')).toBeUndefined();
  await mine.remove('HOPSCOPE_A');
  expect(store.kept.size).toBe(0);
});

it('never rejects: what the store says goes to the log, and nothing is kept', async () => {
  const onBug = vi.fn();
  const refuse = (): Promise<never> => Promise.reject(new Error('locked'));
  const secrets = keptSecrets({ ...memoryStore(), read: refuse, write: refuse, remove: refuse }, '/', onBug);
  expect(await secrets.read('A', '')).toBeUndefined();
  expect(await secrets.write('A', 'b', '')).toBe(false);
  await secrets.remove('A');
  expect(onBug).toHaveBeenCalledTimes(3);
});

it('asks nothing of a store that keeps nothing, and takes no nonsense from one', async () => {
  const onBug = vi.fn();
  expect(await keptSecrets(sessionOnly('x'), '/', onBug).write('A', 'b', '')).toBe(false);
  expect(onBug).not.toHaveBeenCalled();
  const store = memoryStore();
  store.kept.set('A of /', '{"value":7}');
  expect(await keptSecrets(store, '/', onBug).read('A', '')).toBeUndefined();
});

it('a workspace that is opened again has what was typed, unless its file leads elsewhere by then', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'hopscope-kept-'));
  const secretStore = memoryStore();
  const open = () =>
    openWorkspace({ directory, env: { HOPSCOPE_STATE_DIR: directory }, onChange: vi.fn(), secretStore });
  const sent = async (): Promise<unknown> => {
    const workspace = await open();
    const [instance] = workspace.state().instances;
    await workspace.close();
    return instance && workspace.resolveHeaders(instance);
  };
  const first = await open();
  const input = {
    name: 'eu',
    url: 'http://eu.test/mcp',
    headers: [['Authorization', 'Bearer s3cret']] as const,
  };
  const saved = await first.saveInstance(input);
  expect(saved.notices).toEqual([expect.stringContaining('where this system keeps passwords')]);
  const file = join(directory, 'workspace.json');
  expect(readFileSync(file, 'utf8')).not.toContain('s3cret');
  await first.close();
  expect(await sent()).toMatchObject({ headers: [['Authorization', 'Bearer s3cret']] });

  // Somebody else's commit.
  const text = readFileSync(file, 'utf8');
  writeFileSync(file, text.replace('http://eu.test/mcp', 'http://evil.test/mcp'));
  expect(await sent()).toMatchObject({ headers: [], missing: ['HOPSCOPE_EU_AUTHORIZATION'] });
  writeFileSync(file, text);

  // The person's own change of address takes it along; to take the instance away takes it back.
  const later = await open();
  await later.saveInstance({ ...saved.value, url: 'http://other.test/mcp' });
  await later.close();
  expect(await sent()).toMatchObject({ headers: [['Authorization', 'Bearer s3cret']] });
  const last = await open();
  await last.removeInstance(saved.value.id);
  await last.close();
  await vi.waitFor(() => {
    expect(secretStore.kept.size).toBe(0);
  });
  rmSync(directory, { recursive: true });
});
