import { beforeEach, describe, expect, it } from 'vitest';
import { createRunStore, type RunStore } from '../../../../../renderer/gateway/runs/run-store.ts';
import type { Bridge, CommandName } from '../../../../../shared/bridge/bridge.ts';
import type { Result } from '../../../../../shared/bridge/result.ts';
import type { RunSettings } from '../../../../../shared/model/run.ts';

type Reply = Result<unknown>;
const FINE: Reply = { ok: true, value: null };
const refused = (code: 'NEEDS_CONSENT' | 'CONFLICT' | 'IO', message: string): Reply => ({
  ok: false,
  error: { code, message },
});

const run = (script: string): RunSettings => ({
  id: 'shop',
  name: 'shop',
  command: { command: 'node', args: [script], env: {} },
  copies: 2,
  path: '/mcp',
  restart: 'never',
});

let kept: readonly RunSettings[];
let asked: { readonly command: CommandName; readonly input: unknown }[];
let replies: Reply[];
let answer: (command: CommandName) => Reply | Promise<Reply>;
let store: RunStore;

beforeEach(() => {
  kept = [run('a.js')];
  asked = [];
  replies = [];
  answer = () => replies.shift() ?? FINE;
  const bridge = {
    invoke: (command: CommandName, input: unknown) => {
      asked.push({ command, input });
      return Promise.resolve(answer(command));
    },
  } as unknown as Pick<Bridge, 'invoke'>;
  store = createRunStore({ bridge, runs: () => kept });
});

const commands = (): string[] => asked.map(({ command }) => command);

describe('starting a command', () => {
  it('asks where nobody has allowed it, and starts what was seen', async () => {
    replies = [refused('NEEDS_CONSENT', 'Not allowed.')];
    await store.actions.start('shop');
    expect(store.getState().question?.run.command.args).toEqual(['a.js']);
    expect(store.getState().problem).toBeUndefined();
    // It changes while somebody reads: only what was shown is allowed.
    kept = [run('evil.js')];
    await store.actions.allow();
    expect(asked[1]).toEqual({
      command: 'run.approve',
      input: { id: 'shop', seen: { command: 'node', args: ['a.js'], env: {} } },
    });
    expect(commands()).toEqual(['run.start', 'run.approve', 'run.start']);
    expect(store.getState().question).toBeUndefined();
  });

  it('shows the command anew where it is another one by now', async () => {
    replies = [refused('NEEDS_CONSENT', 'Not allowed.'), refused('CONFLICT', 'It has changed.')];
    await store.actions.start('shop');
    kept = [run('b.js')];
    await store.actions.allow();
    expect(commands()).toEqual(['run.start', 'run.approve']);
    expect(store.getState()).toMatchObject({
      problem: 'It has changed.',
      question: { run: { command: { args: ['b.js'] } }, busy: false },
    });
  });

  it('starts nothing that was refused', async () => {
    replies = [refused('NEEDS_CONSENT', 'Not allowed.')];
    await store.actions.start('shop');
    store.actions.refuse();
    expect(store.getState().question).toBeUndefined();
    expect(commands()).toEqual(['run.start']);
  });

  it('says what went wrong', async () => {
    replies = [refused('IO', 'Copy 1 ended at once.')];
    await store.actions.start('shop');
    expect(store.getState()).toMatchObject({ problem: 'Copy 1 ended at once.', busy: new Map() });
  });
});

it('lets a start be stopped, and says nothing of how it ended then', async () => {
  const gate = Promise.withResolvers<Reply>();
  answer = (command) => (command === 'run.start' ? gate.promise : FINE);
  const started = store.actions.start('shop');
  await store.actions.start('shop');
  await store.actions.stop('shop');
  gate.resolve(refused('IO', 'It was stopped.'));
  await started;
  expect(commands()).toEqual(['run.start', 'run.stop']);
  expect(store.getState()).toMatchObject({ problem: undefined, busy: new Map() });
});

it('closes the editor once it is kept, and not before', async () => {
  store.actions.edit('new');
  replies = [refused('IO', 'The disk is full.')];
  await store.actions.save(run('a.js'));
  expect(store.getState()).toMatchObject({ editing: 'new', problem: 'The disk is full.' });
  await store.actions.save(run('a.js'));
  expect(store.getState()).toMatchObject({ editing: undefined, problem: undefined });
});

it('shows the output of one copy at a time', () => {
  store.actions.toggleOutput('shop', 1);
  store.actions.toggleOutput('shop', 2);
  expect(store.getState().output).toEqual({ id: 'shop', index: 2 });
  store.actions.toggleOutput('shop', 2);
  expect(store.getState().output).toBeUndefined();
});
