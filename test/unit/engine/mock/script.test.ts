import { describe, expect, it } from 'vitest';
import { scriptOf, type Script } from '../../../../engine/mock/script.ts';
import type { WholeExchange } from '../../../../engine/mock/whole-exchange.ts';
import type { JsonObject } from '../../../../shared/model/json.ts';
import { META } from '../../../../shared/spec/modern.ts';

const message = (atMs: number, value: JsonObject) => ({ atMs, value: { jsonrpc: '2.0', ...value } });
const ANSWER = message(9, { id: 7, result: { ok: true } });

function script(
  part: Partial<WholeExchange>,
  asker: { id?: string | number; progressToken?: string | number } = { id: 'mine' },
): Script {
  let count = 0;
  const whole: WholeExchange = {
    ...{ number: 1, id: 7, params: {}, status: 200, statusText: 'OK', headers: [], messages: [ANSWER] },
    ...{ startedAt: 0, endMs: 9, size: 1, ...part },
  };
  return scriptOf(
    whole,
    { id: asker.id, progressToken: asker.progressToken },
    {
      dress: (value) => ({ ...value, dressed: true }),
      nextId: () => `q-${String((count += 1))}`,
    },
  );
}

describe('a recorded answer as a client gets it', () => {
  it('has the client’s id, and values as they are dressed', () => {
    expect(script({}).steps).toEqual([
      {
        value: { jsonrpc: '2.0', id: 'mine', result: { ok: true }, dressed: true },
        atMs: 9,
        isAnswer: true,
        asks: false,
      },
    ]);
    expect(script({}, {}).steps[0]?.value['id']).toBe(7);
  });

  it('is one message, or a stream where it was one or is one of several', () => {
    expect(script({}).form).toBe('json');
    expect(script({ headers: [['Content-Type', 'text/event-stream; charset=utf-8']] }).form).toBe('events');
    const notice = message(1, { method: 'notifications/message', params: {} });
    expect(script({ messages: [notice, ANSWER] }).form).toBe('events');
    const body = Buffer.from('no');
    expect(script({ messages: [], body, status: 500 })).toMatchObject({ form: 'body', body, status: 500 });
  });

  it('is 200 where there was no HTTP', () => {
    expect(script({ status: 0 }).status).toBe(200);
  });

  it('has no header of a connection, of a moment, or of whom it was for', () => {
    const names = [
      'Date',
      'Content-Length',
      'Mcp-Session-Id',
      'Access-Control-Allow-Origin',
      'Vary',
      'Set-Cookie',
    ];
    const headers: [string, string][] = [...names, 'X-Mine'].map((name) => [name, '1']);
    headers.push(['Content-Type', 'application/json']);
    expect(script({ headers }).headers).toEqual([['X-Mine', '1']]);
    const body = Buffer.from('no');
    expect(script({ headers, messages: [], body }).headers).toEqual([
      ['X-Mine', '1'],
      ['Content-Type', 'application/json'],
    ]);
  });

  it('asks with ids of its own', () => {
    const asking = message(2, { id: 0, method: 'elicitation/create', params: {} });
    const { steps } = script({ messages: [asking, asking, ANSWER] });
    expect(steps.map(({ asks, value }) => [asks, value['id']])).toEqual([
      [true, 'q-1'],
      [true, 'q-2'],
      [false, 'mine'],
    ]);
  });

  it('tells progress under the client’s token, and only to who wants it', () => {
    const progress = message(2, {
      method: 'notifications/progress',
      params: { progressToken: 3, progress: 1 },
    });
    const messages = [progress, ANSWER];
    expect(script({ messages }).steps).toHaveLength(1);
    const { steps } = script({ messages }, { id: 1, progressToken: 'p' });
    expect(steps[0]?.value['params']).toEqual({ progressToken: 'p', progress: 1 });
  });

  it('has the client’s id of a subscription in place of the recorded one, as what that was written', () => {
    const about = (id: string | number) =>
      message(2, { method: 'notifications/x', params: { _meta: { [META.subscriptionId]: id } } });
    const told = (id: string | number, recorded: string | number): unknown =>
      script({ id: recorded, messages: [about(id), ANSWER] }, { id: 42 }).steps[0]?.value['params'];
    expect(told(7, 7)).toEqual({ _meta: { [META.subscriptionId]: 42 } });
    expect(told('7', 7)).toEqual({ _meta: { [META.subscriptionId]: '42' } });
    expect(told('8', 7)).toEqual({ _meta: { [META.subscriptionId]: '8' } });
  });
});
