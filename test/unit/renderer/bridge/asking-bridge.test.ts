import { expect, it } from 'vitest';
import { askingBridge } from '../../../../renderer/bridge/asking-bridge.ts';
import type { Result } from '../../../../shared/bridge/result.ts';
import { NO_TAMPER } from '../../../../shared/model/draft.ts';
import { createFakeEngine } from '../../../support/fake-engine.ts';

const SEND = {
  draft: {
    era: 'auto',
    revision: '2026-07-28',
    method: 'tools/list',
    params: {},
    clientCapabilities: {},
    clientInfo: null,
    tamper: NO_TAMPER,
  },
  instanceIds: ['a', 'b'],
} as const;

function refusal(id: string): Result<never> {
  return { ok: false, error: { code: 'NEEDS_CONSENT', message: `${id} is not allowed`, details: { id } } };
}

/** An engine that sends once all of `ids` are allowed, and a person who allows those in `willing`. */
function set(ids: readonly string[], willing: readonly string[], holds = true) {
  const engine = createFakeEngine();
  const allowed = new Set<string>();
  const asked: string[] = [];
  const send = (): Result<unknown> => {
    const missing = ids.find((id) => !allowed.has(id));
    return missing === undefined ? { ok: true, value: 'sent' } : refusal(missing);
  };
  engine.answer('exchange.send', send);
  engine.answer('listing.get', send);
  engine.answer('completion.get', send);
  const ask = (id: string): Promise<boolean> => {
    asked.push(id);
    if (willing.includes(id) && holds) allowed.add(id);
    return Promise.resolve(willing.includes(id));
  };
  const bridge = askingBridge(engine.bridge, { ask }, (id) => `server ${id}`);
  return { engine, bridge, asked };
}

it('goes on with what was asked once every command is allowed', async () => {
  const { engine, bridge, asked } = set(['a', 'b'], ['a', 'b']);
  expect(await bridge.invoke('exchange.send', SEND)).toEqual({ ok: true, value: 'sent' });
  expect(asked).toEqual(['a', 'b']);
  expect(engine.calls.map(({ input }) => input)).toEqual([SEND, SEND, SEND]);
});

it('sends nothing where one of them is not allowed, and says so', async () => {
  const { engine, bridge, asked } = set(['a', 'b'], ['a']);
  expect(await bridge.invoke('exchange.send', SEND)).toEqual({
    ok: false,
    error: {
      code: 'NEEDS_CONSENT',
      message: 'Nothing was sent: the command of server b was not allowed to be started.',
      details: { id: 'b' },
    },
  });
  expect(asked).toEqual(['a', 'b']);
  expect(engine.calls).toHaveLength(2);
});

it('asks once only where the engine refuses all the same', async () => {
  const { bridge, asked } = set(['a'], ['a'], false);
  expect(await bridge.invoke('exchange.send', SEND)).toEqual(refusal('a'));
  expect(asked).toEqual(['a']);
});

it('asks for a list that is asked for by hand, and for nothing that a screen does by itself', async () => {
  const { bridge, asked } = set(['a'], ['a']);
  const list = { instanceId: 'a', kind: 'tools', refresh: false } as const;
  expect(await bridge.invoke('listing.get', list)).toEqual(refusal('a'));
  const completion = {
    instanceId: 'a',
    ref: { type: 'ref/prompt', name: 'p' },
    argument: { name: 'x', value: '' },
    context: {},
  } as const;
  expect(await bridge.invoke('completion.get', completion)).toEqual(refusal('a'));
  expect(asked).toEqual([]);
  expect(await bridge.invoke('listing.get', { ...list, refresh: true })).toEqual({ ok: true, value: 'sent' });
  expect(asked).toEqual(['a']);
});

it('hands on events and the state of the connection', () => {
  const { engine, bridge } = set([], []);
  const seen: unknown[] = [];
  const end = bridge.on('notice', (notice) => seen.push(notice));
  bridge.onConnection((connected) => seen.push(connected));
  engine.emit({ event: 'notice', payload: { level: 'note', message: 'x' } });
  end();
  engine.emit({ event: 'notice', payload: { level: 'note', message: 'y' } });
  expect(seen).toEqual([true, { level: 'note', message: 'x' }]);
});
