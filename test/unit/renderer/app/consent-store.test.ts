import { beforeEach, expect, it } from 'vitest';
import { createConsent, type ConsentStore } from '../../../../renderer/app/consent-store.ts';
import type { Instance } from '../../../../shared/model/instance.ts';
import type { WorkspaceState } from '../../../../shared/model/workspace.ts';
import { createFakeEngine, type FakeEngine } from '../../../support/fake-engine.ts';

const local: Instance = {
  id: 'local',
  name: 'local',
  url: 'stdio:node',
  headers: [],
  stdio: { command: 'node', args: ['a b'], env: { A: '${B}' } },
};
const other: Instance = { ...local, id: 'other', name: 'other' };

let engine: FakeEngine;
let consent: ConsentStore;
let instances: Instance[];

beforeEach(() => {
  instances = [local, other];
  engine = createFakeEngine();
  engine.answer('workspace.get', () => ({
    ok: true,
    value: { directory: '/ws', instances } as unknown as WorkspaceState,
  }));
  engine.answer('instance.approve', ({ id, seen }: { id: string; seen: unknown }) => {
    const found = instances.find((instance) => instance.id === id);
    if (JSON.stringify(found?.stdio) !== JSON.stringify(seen))
      return { ok: false, error: { code: 'CONFLICT', message: 'It has changed.' } };
    instances = instances.map((own) => (own.id === id ? { ...own, approved: true } : own));
    return { ok: true, value: null };
  });
  consent = createConsent(engine.bridge);
});

const question = () => consent.getState().question;
const shown = (id: string): Promise<void> =>
  expect.poll(() => question()?.instanceId, { interval: 1 }).toBe(id);

it('shows the exact command, and allows the one that was shown', async () => {
  const answer = consent.ask('local');
  await shown('local');
  expect(question()).toMatchObject({ name: 'local', command: local.stdio, workspaceFolder: '/ws' });
  expect(question()?.from).toContain('/ws');
  await consent.allow();
  expect(await answer).toBe(true);
  expect(engine.calls.filter(({ command }) => command === 'instance.approve')).toEqual([
    { command: 'instance.approve', input: { id: 'local', seen: local.stdio } },
  ]);
  await expect.poll(question).toBeUndefined();
});

it('asks one after the other, and whoever asks the same shares the answer', async () => {
  const answers = [consent.ask('local'), consent.ask('local'), consent.ask('other')];
  await shown('local');
  consent.refuse();
  await shown('other');
  await consent.allow();
  expect(await Promise.all(answers)).toEqual([false, false, true]);
});

it('allows nothing that has changed since it was shown, until it was looked at', async () => {
  const answer = consent.ask('local');
  await shown('local');
  const command = { command: 'rm', args: ['-r'], env: {} };
  instances = [{ ...local, stdio: command }];
  await consent.allow();
  expect(question()).toMatchObject({ changed: true, problem: 'It has changed.', command: local.stdio });
  await consent.allow();
  expect(engine.calls.filter(({ command: name }) => name === 'instance.approve')).toHaveLength(1);
  consent.lookAgain();
  await expect.poll(() => question()?.command).toEqual(command);
  expect(question()).toMatchObject({ changed: false });
  expect(question()).not.toHaveProperty('problem');
  await consent.allow();
  expect(await answer).toBe(true);
});

it('stays with its sentence where it could not be allowed', async () => {
  engine.answer('instance.approve', () => ({ ok: false, error: { code: 'IO', message: 'No disk.' } }));
  const answer = consent.ask('local');
  await shown('local');
  await consent.allow();
  expect(question()).toMatchObject({ changed: false, busy: false, problem: 'No disk.' });
  consent.refuse();
  expect(await answer).toBe(false);
});

it('asks nothing of what is allowed already, has no command or is gone', async () => {
  instances = [
    { ...local, approved: true },
    { id: 'http', name: 'http', url: 'http://x/', headers: [] },
  ];
  expect(await Promise.all(['local', 'http', 'gone'].map((id) => consent.ask(id)))).toEqual([
    true,
    false,
    false,
  ]);
});

it('says where a command came from only while it is that command', async () => {
  consent.cameFrom(local, 'From a file.');
  consent.cameFrom(other, 'From a file.');
  instances = [local, { ...other, stdio: { command: 'node', args: [], env: {} } }];
  void consent.ask('local');
  await shown('local');
  expect(question()?.from).toBe('From a file.');
  void consent.ask('other');
  consent.refuse();
  await shown('other');
  expect(question()?.from).not.toBe('From a file.');
});
