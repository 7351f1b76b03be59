import { beforeEach, describe, expect, it } from 'vitest';
import { createGatewayStore, type GatewayStore } from '../../../../renderer/gateway/gateway-store.ts';
import { moveRule, putRule } from '../../../../renderer/gateway/settings-edits.ts';
import type { Bridge, CommandName } from '../../../../shared/bridge/bridge.ts';
import type { Result } from '../../../../shared/bridge/result.ts';
import type { GatewaySettings } from '../../../../shared/model/gateway.ts';
import { makeGateway, makeRule } from './samples.ts';

type Reply = Result<unknown>;
const refusal = (message: string): Reply => ({ ok: false, error: { code: 'IO', message } });

let kept: GatewaySettings[];
let asked: { readonly command: CommandName; readonly input: unknown }[];
let reply: (command: CommandName, input: unknown) => Reply | Promise<Reply>;
let store: GatewayStore;

beforeEach(() => {
  kept = [makeGateway({ rules: [makeRule('1'), makeRule('2')] })];
  asked = [];
  reply = (_command, input) => ({ ok: true, value: input });
  const bridge = {
    invoke: async (command: CommandName, input: unknown) => {
      asked.push({ command, input });
      return reply(command, input);
    },
  } as unknown as Pick<Bridge, 'invoke'>;
  store = createGatewayStore({ bridge, gateways: () => kept });
});

const ruleIds = (of: unknown): string[] => (of as GatewaySettings).rules.map(({ id }) => id);

describe('changes', () => {
  it('build on what is on its way, and leave in their order', async () => {
    const gates = [Promise.withResolvers<Reply>(), Promise.withResolvers<Reply>()];
    let calls = 0;
    reply = () => gates[calls++]?.promise ?? refusal('too many');
    const first = store.actions.edit('g1', putRule(makeRule('3')));
    const second = store.actions.edit('g1', moveRule('3', 0));
    expect(ruleIds(store.getState().pending.get('g1'))).toEqual(['3', '1', '2']);
    gates[0]?.resolve({ ok: true, value: null });
    expect(await first).toBe(true);
    // The second is on its way still: it is what is shown.
    expect(ruleIds(store.getState().pending.get('g1'))).toEqual(['3', '1', '2']);
    gates[1]?.resolve({ ok: true, value: null });
    expect(await second).toBe(true);
    expect(store.getState().pending.size).toBe(0);
    expect(asked.map(({ input }) => ruleIds(input))).toEqual([
      ['1', '2', '3'],
      ['3', '1', '2'],
    ]);
  });

  it('that are refused are taken back, and it is said why', async () => {
    reply = () => refusal('The disk is full.');
    expect(await store.actions.edit('g1', moveRule('2', 0))).toBe(false);
    expect(store.getState().pending.size).toBe(0);
    expect(store.getState().problem).toBe('The change was not kept: The disk is full.');
  });

  it('of a gateway that is gone send nothing', async () => {
    expect(await store.actions.edit('gone', moveRule('2', 0))).toBe(false);
    expect(asked).toEqual([]);
  });
});

describe('a new gateway', () => {
  it('has a port of its own and is shown', async () => {
    kept = [makeGateway({ listen: { host: '127.0.0.1', port: 47_300 } })];
    reply = () => ({ ok: true, value: { id: 'g2' } });
    await store.actions.create('other', ['a']);
    expect(asked[0]).toMatchObject({
      command: 'gateway.save',
      input: { name: 'other', instanceIds: ['a'], listen: { host: '127.0.0.1', port: 47_301 } },
    });
    expect(store.getState().selectedId).toBe('g2');
  });

  it('that is refused says why', async () => {
    reply = () => refusal('No.');
    await store.actions.create('other', ['a']);
    expect(store.getState()).toMatchObject({ creating: false, problem: 'The gateway was not added: No.' });
  });
});

describe('starting and stopping', () => {
  it('goes one at a time', async () => {
    const gate = Promise.withResolvers<Reply>();
    reply = () => gate.promise;
    const started = store.actions.start('g1');
    await store.actions.stop('g1');
    expect(store.getState().busy).toEqual({ id: 'g1', what: 'start' });
    gate.resolve(refusal('Port 47300 is taken.'));
    await started;
    expect(asked.map(({ command }) => command)).toEqual(['gateway.start']);
    expect(store.getState()).toMatchObject({
      busy: undefined,
      problem: 'The gateway did not start: Port 47300 is taken.',
    });
  });

  it('forgets a gateway that was removed', async () => {
    store.actions.select('g1');
    store.actions.toggle({ part: 'settings' });
    await store.actions.remove('g1');
    expect(store.getState()).toMatchObject({ selectedId: undefined, open: undefined });
  });
});

it('opens one part at a time and closes it by the same way', () => {
  store.actions.toggle({ part: 'rule', id: '1' });
  store.actions.toggle({ part: 'rule' });
  expect(store.getState().open).toEqual({ part: 'rule' });
  store.actions.toggle({ part: 'rule' });
  expect(store.getState().open).toBeUndefined();
});

it('asks which rule would take a request, and for the rules in another form', async () => {
  reply = (command) =>
    command === 'gateway.preview'
      ? { ok: true, value: { tried: [], rule: '1' } }
      : refusal('It cannot be written for nginx.');
  expect(await store.actions.preview('g1', [['A', 'b']])).toEqual({ tried: [], rule: '1' });
  expect(await store.actions.exportRules('g1', 'nginx')).toEqual({
    problem: 'It cannot be written for nginx.',
  });
});
