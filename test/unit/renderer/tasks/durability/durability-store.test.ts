import { describe, expect, it, vi } from 'vitest';
import { FIRST_FORM } from '../../../../../renderer/tasks/durability/durability-form.ts';
import { createDurabilityStore } from '../../../../../renderer/tasks/durability/durability-store.ts';
import type { Bridge } from '../../../../../shared/bridge/bridge.ts';
import type { DurabilityState } from '../../../../../shared/model/durability.ts';
import { check } from './make-check.ts';

type Answers = Partial<Record<string, () => unknown>>;

const ok = (value: unknown) => ({ ok: true, value });
const refused = (message: string) => ({ ok: false, error: { code: 'CONFLICT', message } });

function setUp(answers: Answers = {}) {
  const listeners = new Map<string, (payload: unknown) => void>();
  let connection: (connected: boolean) => void = () => undefined;
  const invoke = vi.fn((command: string) => Promise.resolve((answers[command] ?? (() => ok(null)))()));
  const bridge = {
    invoke,
    on: (event: string, listener: (payload: unknown) => void) => {
      listeners.set(event, listener);
      return () => listeners.delete(event);
    },
    onConnection: (listener: typeof connection) => {
      connection = listener;
      listener(true);
      return () => (connection = () => undefined);
    },
  } as unknown as Bridge;
  return {
    store: createDurabilityStore(bridge),
    invoke,
    listeners,
    tell: (event: string, payload: unknown) => listeners.get(event)?.(payload),
    connect: () => {
      connection(true);
    },
  };
}

const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
const wish = check().wish;

describe('the last check', () => {
  it('is asked for, with what stood in its fields, and followed', async () => {
    const last = check({ state: 'done', wish: { ...wish, tool: 'mine' } });
    const { store, tell, listeners } = setUp({ 'durability.get': () => ok(last) });
    const stop = store.follow();
    expect(store.getState().asked).toBe(false);
    await settle();
    expect(store.getState()).toMatchObject({ check: last, asked: true, form: { work: { tool: 'mine' } } });
    tell('durability', check({ id: 'durability-2' }));
    expect(store.getState().check?.id).toBe('durability-2');
    stop();
    expect(listeners.size).toBe(0);
  });

  it('changes nothing that somebody has filled in, and is gone after another start of the engine', async () => {
    const answers: Answers = { 'durability.get': () => ok(check()) };
    const { store, connect } = setUp(answers);
    store.change({ ttlWait: '3' });
    store.follow();
    await settle();
    expect(store.getState().form).toEqual({ ...FIRST_FORM, ttlWait: '3' });
    answers['durability.get'] = () => ok(null);
    connect();
    await settle();
    expect(store.getState()).toMatchObject({ check: undefined, asked: true });
  });

  it('is not taken where an event has overtaken the answer', async () => {
    const { store, tell } = setUp({ 'durability.get': () => ok(check()) });
    store.follow();
    tell('durability', check({ id: 'durability-2' }));
    await settle();
    expect(store.getState().check?.id).toBe('durability-2');
  });

  it('keeps the chosen cell as long as it is the same check', () => {
    const { store, tell } = setUp();
    store.follow();
    tell('durability', check());
    store.choose({ step: 'create', instanceId: 'a' });
    tell('durability', check({ done: 2 }));
    expect(store.getState().chosen).toEqual({ step: 'create', instanceId: 'a' });
    tell('durability', check({ id: 'durability-2' }));
    expect(store.getState().chosen).toBeUndefined();
  });
});

describe('a check', () => {
  it('is started, and a refusal is said until something changes', async () => {
    const answers: Answers = { 'durability.start': () => ok(check()) };
    const { store, invoke } = setUp(answers);
    await store.start(wish);
    expect(invoke).toHaveBeenCalledWith('durability.start', wish);
    expect(store.getState()).toMatchObject({ starting: false, check: { id: 'durability-1' } });
    answers['durability.start'] = () => refused('One is under way.');
    await store.start(wish);
    expect(store.getState().problem).toBe('One is under way.');
    store.change({ timeout: '1' });
    expect(store.getState().problem).toBeUndefined();
  });

  it('is not set back by the answer to its start where events came first', async () => {
    const setup = setUp({
      'durability.start': () => {
        setup.tell('durability', check({ done: 3 }));
        return ok(check());
      },
    });
    setup.store.follow();
    await settle();
    await setup.store.start(wish);
    expect(setup.store.getState().check?.done).toBe(3);
  });

  it('is cancelled once, and that lasts until it is over', async () => {
    const { store, tell, invoke } = setUp();
    await store.cancel();
    expect(invoke).not.toHaveBeenCalled();
    store.follow();
    tell('durability', check());
    await store.cancel();
    expect(invoke).toHaveBeenCalledWith('durability.cancel', { id: 'durability-1' });
    expect(store.getState().cancelling).toBe(true);
    tell('durability', check({ state: 'cancelled' } satisfies Partial<DurabilityState>));
    expect(store.getState().cancelling).toBe(false);
  });

  it('goes on where it could not be cancelled, and says why', async () => {
    const { store, tell } = setUp({ 'durability.cancel': () => refused('The engine is away.') });
    store.follow();
    tell('durability', check());
    await store.cancel();
    expect(store.getState()).toMatchObject({ cancelling: false, problem: 'The engine is away.' });
  });
});

describe('the tools of the creator', () => {
  const listing = (...names: string[]) => ok({ entries: names.map((name) => ({ name })) });

  it('are asked for once, again on demand, and when the server says that they have changed', async () => {
    const answers: Answers = { 'listing.get': () => listing('x', 'y', 'x') };
    const { store, tell, invoke } = setUp(answers);
    store.follow();
    await store.loadTools('a');
    await store.loadTools('a');
    expect(store.getState().tools['a']).toEqual({ state: 'ready', names: ['x', 'y'] });
    const asked = (): number => invoke.mock.calls.filter(([command]) => command === 'listing.get').length;
    expect(asked()).toBe(1);
    await store.loadTools('a', true);
    answers['listing.get'] = () => listing('z');
    tell('listing', { instanceId: 'b', kinds: ['tools'] });
    tell('listing', { instanceId: 'a', kinds: ['prompts'] });
    expect(asked()).toBe(2);
    tell('listing', { instanceId: 'a', kinds: ['tools'] });
    await settle();
    expect(store.getState().tools['a']?.names).toEqual(['z']);
  });

  it('stay as they were where they cannot be had, with the reason', async () => {
    const answers: Answers = { 'listing.get': () => listing('x') };
    const { store } = setUp(answers);
    await store.loadTools('a');
    answers['listing.get'] = () => refused('Nobody answers.');
    await store.loadTools('a', true);
    expect(store.getState().tools['a']).toEqual({
      state: 'failed',
      names: ['x'],
      problem: 'Nobody answers.',
    });
    answers['listing.get'] = () => ok({ entries: [], problem: 'Refused.' });
    await store.loadTools('a');
    expect(store.getState().tools['a']).toMatchObject({ state: 'failed', problem: 'Refused.' });
  });
});
