import { describe, expect, it } from 'vitest';
import type { Bridge, CommandName } from '../../../../shared/bridge/bridge.ts';
import type { Destination } from '../../../../renderer/ui/app-context.ts';
import { exchangeActions } from '../../../../renderer/traffic/exchange-actions.ts';
import { makeRow } from './make-row.ts';

const DRAFT = { method: 'tools/call' };

function setUp(answers: Partial<Record<CommandName, unknown>>) {
  const sent: { readonly command: CommandName; readonly input: unknown }[] = [];
  const said: string[] = [];
  const went: Destination[] = [];
  const bridge: Bridge = {
    invoke: (command: CommandName, input: unknown) => {
      sent.push({ command, input });
      const value = answers[command];
      const answer =
        value === undefined ? { ok: false, error: { code: 'IO', message: 'no.' } } : { ok: true, value };
      return Promise.resolve(answer as never);
    },
    on: () => () => undefined,
    onConnection: () => () => undefined,
  };
  const actions = exchangeActions({
    bridge,
    notify: (level, message) => said.push(`${level}: ${message}`),
    go: (destination) => went.push(destination),
  });
  return { actions, sent, said, went };
}

describe('exchangeActions', () => {
  it('sends the same draft to the same instance, or to another', async () => {
    const { actions, sent, said } = setUp({
      'exchange.get': { draft: DRAFT },
      'exchange.send': [{ captureId: 'c', number: 9 }],
    });
    await actions.resend('c', makeRow(4));
    await actions.resend('c', makeRow(4), 'i2');
    const inputs = sent.filter(({ command }) => command === 'exchange.send').map(({ input }) => input);
    expect(inputs).toEqual([
      { draft: DRAFT, instanceIds: ['i1'] },
      { draft: DRAFT, instanceIds: ['i2'] },
    ]);
    expect(said[0]).toBe('note: Sent again as exchange 9.');
  });

  it('sends nothing again that has placeholders: it asks for what they stand for', async () => {
    const draft = { ...DRAFT, params: { arguments: { password: 'redacted-password-3-xx' } } };
    const { actions, sent, said, went } = setUp({ 'exchange.get': { draft } });
    await actions.resend('c', makeRow(4, { redacted: 2 }), 'i2');
    await actions.edit('c', makeRow(4, { redacted: 2 }));
    expect(sent.map(({ command }) => command)).toEqual(['exchange.get', 'exchange.get']);
    expect(went).toEqual([
      { screen: 'composer', draft, instanceIds: ['i2'] },
      { screen: 'composer', draft, instanceIds: ['i1'] },
    ]);
    expect(said[0]).toBe(
      'warning: Exchange 4 was redacted: type what a placeholder stands for (redacted-password-3-xx), then send it.',
    );
  });

  it('says why an exchange of another client cannot be sent again, and sends nothing', async () => {
    const { actions, sent, said } = setUp({ 'exchange.get': {} });
    await actions.resend('c', makeRow(4, { origin: 'gateway' }));
    expect(sent.map(({ command }) => command)).toEqual(['exchange.get']);
    expect(said[0]).toMatch(/^warning: Exchange 4 came from another client through the gateway/);
  });

  it('cancels a request, and stops a process', async () => {
    const { actions, sent, said } = setUp({ 'exchange.cancel': null, 'instance.disconnect': null });
    await actions.cancel('c', makeRow(4));
    await actions.cancel('c', makeRow(5, { method: 'process', transport: 'stdio' }));
    expect(sent).toEqual([
      { command: 'exchange.cancel', input: { captureId: 'c', number: 4 } },
      { command: 'instance.disconnect', input: { id: 'i1' } },
    ]);
    expect(said).toEqual([]);
  });

  it('says of a process that it is no request', async () => {
    const { actions, sent, said } = setUp({ 'exchange.get': {} });
    await actions.resend('c', makeRow(4, { origin: 'probe', method: 'process', transport: 'stdio' }));
    expect(sent.map(({ command }) => command)).toEqual(['exchange.get']);
    expect(said[0]).toMatch(/^warning: Exchange 4 is a process and no request/);
  });

  it('opens a subscription again, and says where that cannot be done', async () => {
    const good = setUp({ 'exchange.reopen': { captureId: 'c', number: 9 } });
    expect(await good.actions.reopen('c', makeRow(4))).toEqual({ captureId: 'c', number: 9 });
    expect(good.sent).toEqual([{ command: 'exchange.reopen', input: { captureId: 'c', number: 4 } }]);
    const bad = setUp({});
    expect(await bad.actions.reopen('c', makeRow(4))).toBeUndefined();
    expect(bad.said).toEqual(['fault: Exchange 4 was not opened again: no.']);
  });

  it('opens the composer with the draft and the instance', async () => {
    const { actions, went } = setUp({ 'exchange.get': { draft: DRAFT } });
    await actions.edit('c', makeRow(4));
    expect(went).toEqual([{ screen: 'composer', draft: DRAFT, instanceIds: ['i1'] }]);
  });

  it('says what the engine refused', async () => {
    const { actions, said } = setUp({});
    await actions.cancel('c', makeRow(4));
    await actions.edit('c', makeRow(4));
    expect(said).toEqual(['fault: no.', 'fault: no.']);
  });
});
