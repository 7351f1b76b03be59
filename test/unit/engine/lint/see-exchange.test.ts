import { describe, expect, it } from 'vitest';
import { seeExchange } from '../../../../engine/lint/see-exchange.ts';
import { exchange, META, recorded, type ExchangeParts } from '../../../support/lint/exchange.ts';

const progress = {
  jsonrpc: '2.0',
  method: 'notifications/progress',
  params: { progressToken: 1, progress: 1 },
};

describe('the request', () => {
  it('is read once, with what its _meta says', () => {
    const seen = exchange({ method: 'tools/call', params: { name: 'a' }, id: 5, result: {} });
    expect(seen).toMatchObject({
      method: 'tools/call',
      revision: '2026-07-28',
      declared: {},
      speaks: 'modern',
    });
    expect(seen.request.message).toMatchObject({ place: 'request', from: 'client', kind: 'request', id: 5 });
    expect(seen.request.message?.params['name']).toBe('a');
    expect(seen.meta).toEqual(META);
  });

  it('may be anything', () => {
    expect(exchange({ text: 'hello' }).request.message).toMatchObject({
      kind: 'invalid',
      reason: 'it is not JSON',
    });
    expect(exchange({ text: '7' }).request.message).toMatchObject({ kind: 'invalid', value: 7, params: {} });
    expect(exchange({ body: null, silent: true }).request.message).toBeUndefined();
    const { request, method } = exchange({ body: [{ jsonrpc: '2.0', id: 1, method: 'a' }, null] });
    expect(request.message).toBeUndefined();
    expect(request.batch?.map(({ place, kind }) => [place, kind])).toEqual([
      ['request:/0', 'request'],
      ['request:/1', 'invalid'],
    ]);
    expect(method).toBe('');
  });

  it('may begin with a byte order mark', () => {
    expect(exchange({ text: '\ufeff{"jsonrpc":"2.0","id":1,"method":"a"}' }).method).toBe('a');
  });

  it('takes its revision from _meta, then from the header', () => {
    const headers = { 'MCP-Protocol-Version': '2025-11-25' };
    expect(exchange({ headers }).revision).toBe('2026-07-28');
    expect(exchange({ headers, meta: null }).revision).toBe('2025-11-25');
    expect(exchange({ headers: { 'MCP-Protocol-Version': null }, meta: null }).revision).toBeUndefined();
  });

  it('declares nothing where it says nothing', () => {
    expect(exchange({ meta: null }).declared).toBeUndefined();
    expect(
      exchange({ meta: { ...META, 'io.modelcontextprotocol/clientCapabilities': 7 } }).declared,
    ).toBeUndefined();
  });
});

describe('the answer', () => {
  it('is the message with the request’s id', () => {
    const seen = exchange({ id: 5, stream: [progress], result: { a: 1 } });
    expect(seen.messages.map(({ place, kind }) => [place, kind])).toEqual([
      ['event:0', 'notification'],
      ['event:1', 'result'],
    ]);
    expect(seen.answer).toBe(seen.messages[1]);
    expect(seen.answer?.result).toMatchObject({ a: 1 });
  });

  it.each([
    [5, 200, true],
    ['5', 200, false],
    [null, 400, true],
    [null, 200, false],
  ])('with the id %j and status %i: %s', (id, status, answers) => {
    const answerText = JSON.stringify({ jsonrpc: '2.0', id, error: { code: 1, message: 'a' } });
    expect(exchange({ id: 5, answerText, status }).answer !== undefined).toBe(answers);
  });

  it('is read from data over several lines, and from what is no JSON', () => {
    const made = recorded({ id: 5, stream: [progress], result: {} });
    const text = new TextDecoder().decode(made.body).replace('data: {"jsonrpc"', 'data: {\ndata:"jsonrpc"');
    const shift = text.length - made.body.length;
    const [event] = made.events;
    if (!event) throw new Error('no event');
    const events = [{ ...event, length: event.length + shift }];
    const seen = seeExchange({ ...made, body: new TextEncoder().encode(text), events });
    expect(seen.messages[0]).toMatchObject({ kind: 'notification', method: 'notifications/progress' });
    expect(exchange({ stream: ['text'] }).messages[0]).toMatchObject({ kind: 'invalid', value: 'text' });
  });

  it('leaves out what was cut off', () => {
    const made = recorded({ result: {} });
    expect(seeExchange({ ...made, body: made.body.subarray(0, 5), partial: true }).messages).toEqual([]);
  });

  it('keeps apart what is no message', () => {
    const made = recorded({ result: {} });
    const noise = { index: 1, atMs: 7, kind: 'comment', offset: 0, length: 1, preview: ': alive' } as const;
    const seen = seeExchange({ ...made, events: [...made.events, noise] });
    expect(seen.noise).toEqual([{ place: 'event:1', kind: 'comment', atMs: 7, preview: ': alive' }]);
    expect(seen.messages).toHaveLength(1);
  });

  it('says whether its bytes are UTF-8', () => {
    const made = recorded({ result: { a: '\ufffd' } });
    expect(seeExchange(made).answer?.notUtf8).toBeUndefined();
    const text = Buffer.from(made.body)
      .toString('latin1')
      .replace('\u00ef\u00bf\u00bd', '\u00ff\u00ff\u00ff');
    expect(seeExchange({ ...made, body: new Uint8Array(Buffer.from(text, 'latin1')) }).answer?.notUtf8).toBe(
      true,
    );
  });
});

describe('the era of the answer', () => {
  const unversioned: ExchangeParts = { meta: null, headers: { 'MCP-Protocol-Version': null } };

  it.each<[string, ExchangeParts, string | undefined]>([
    ['a session', { row: { era: 'legacy' }, result: {} }, 'legacy'],
    ['a named revision', { result: {}, bare: true }, 'modern'],
    ['a type', { ...unversioned, result: {} }, 'modern'],
    ['no type', { ...unversioned, result: {}, bare: true }, 'legacy'],
    ['a modern error', { ...unversioned, error: { code: -32022 }, status: 400 }, 'modern'],
    ['any error', { ...unversioned, error: { code: -32601 } }, undefined],
    ['silence', { silent: true }, undefined],
  ])('is told by %s', (_what, parts, era) => {
    expect(exchange(parts).answeredAs).toBe(era);
  });
});

describe('the client', () => {
  it('is who says so, or what program it is', () => {
    const client = (parts: ExchangeParts) => exchange(parts).client;
    expect(client({})).toBe(client({ method: 'prompts/list' }));
    expect(client({})).not.toBe(client({ row: { origin: 'replay' } }));
    const curl = { meta: null, headers: { 'User-Agent': 'curl' } };
    expect(client(curl)).not.toBe(client({ ...curl, headers: { 'User-Agent': 'wget' } }));
  });

  it('behind a gateway is told by its address, not its port', () => {
    const client = (remoteAddress: string) =>
      exchange({
        row: { origin: 'gateway' },
        gateway: {
          gatewayId: 'g',
          gatewayName: 'g',
          trace: {} as never,
          faults: [],
          client: { remoteAddress } as never,
        },
      }).client;
    expect(client('10.0.0.1:5')).toBe(client('10.0.0.1:6'));
    expect(client('10.0.0.1:5')).not.toBe(client('10.0.0.2:5'));
  });

  it('may call itself what it wants', () => {
    const made = recorded();
    const info = '[['.repeat(25_000) + ']]'.repeat(25_000);
    const body = `{"jsonrpc":"2.0","id":1,"method":"a","params":{"_meta":{"io.modelcontextprotocol/clientInfo":{"name":${info}}}}}`;
    expect(() => seeExchange({ ...made, requestBody: new TextEncoder().encode(body) })).not.toThrow();
  });
});

it('knows when it ended, unless it is open', () => {
  expect(exchange({ row: { startedAt: 100, durationMs: 5 } }).endedAt).toBe(105);
  expect(exchange({ row: { state: 'open' } }).endedAt).toBeUndefined();
});
