import { once } from 'node:events';
import { connect } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { MAX_MESSAGE_BYTES } from '../../../shared/bridge/wire.ts';
import { connectSocket, startTestHost, type TestHost } from '../../support/web-host.ts';

let test: TestHost;
let token: string;
beforeEach(async () => {
  test = await startTestHost();
  token = await test.openSession();
});
afterEach(() => test.close());

const open = (changes: Parameters<typeof connectSocket>[2] = {}) =>
  connectSocket(test.origin, token, changes);
const answerTo = (id: number | null) => (message: object) => 'id' in message && message.id === id;

describe('the upgrade', () => {
  it('speaks our protocol and does not repeat the token', async () => {
    const { socket } = await open();
    expect(socket.protocol).toBe('hopscope.v1');
  });

  it.each([
    ['a wrong Host', { host: 'rebound.example' }, 403],
    ['localhost as Host', { host: 'localhost' }, 403],
    ['a foreign Origin', { origin: 'https://evil.example' }, 403],
    ['the Origin null', { origin: 'null' }, 403],
    ['no Origin', { origin: '' }, 403],
    ['no token', { protocols: ['hopscope.v1'] }, 401],
    ['a wrong token', { protocols: ['hopscope.v1', 'hopscope.token.AAAA'] }, 401],
    ['another path', { path: '/other' }, 404],
    ['the token in the URL instead', { path: '/bridge?token=x', protocols: ['hopscope.v1'] }, 404],
  ])('is refused with %s', async (_, changes, status) => {
    await expect(open(changes)).rejects.toThrow(`Unexpected server response: ${String(status)}`);
    expect(test.engine.calls).toEqual([]);
  });

  it('is refused with the code instead of the token, and with the token of another start', async () => {
    const other = await startTestHost();
    const foreign = await other.openSession();
    await other.close();
    for (const wrong of [foreign, new URL(test.host.issueUrl()).hash.slice('#code='.length)]) {
      await expect(connectSocket(test.origin, wrong)).rejects.toThrow('401');
    }
  });

  it('is refused for another protocol with the right token', async () => {
    await expect(open({ protocols: ['other', `hopscope.token.${token}`] })).rejects.toThrow('400');
  });
});

describe('a refused upgrade whose client keeps its half open', () => {
  /** Resolves once the refusal is there to the end. */
  const refused = async () => {
    const { host } = new URL(test.origin);
    const socket = connect({ host: '127.0.0.1', port: test.host.port, allowHalfOpen: true });
    let text = '';
    socket.on('data', (chunk: Buffer) => (text += chunk.toString('latin1')));
    socket.on('error', () => undefined);
    socket.write(
      `GET /bridge HTTP/1.1\r\nHost: ${host}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n`,
    );
    await once(socket, 'end');
    return { socket, text: () => text };
  };

  it('gets its whole answer', async () => {
    const { socket, text } = await refused();
    expect(text()).toMatch(/^HTTP\/1\.1 403 Forbidden\r\n.*\r\n\r\nRequests without an Origin.*\n$/s);
    socket.destroy();
  });

  it('does not hold up the end of the host', async () => {
    const { socket } = await refused();
    await test.host.close();
    // What is cut answers what is still sent with a reset.
    const gone = new Promise<void>((resolve) => {
      socket.on('close', () => {
        resolve();
      });
    });
    const knock = setInterval(() => socket.write('x'), 20);
    await gone;
    clearInterval(knock);
    expect(socket.errored).toMatchObject({ code: expect.stringMatching(/^(EPIPE|ECONNRESET)$/) as string });
  });
});

describe('messages', () => {
  it('answers a command with the engine’s result, under its id', async () => {
    test.engine.answer('app.info', () => ({ ok: true, value: { version: '9' } }));
    const page = await open();
    page.send({ id: 5, command: 'app.info', input: null });
    expect(await page.waitFor(answerTo(5))).toEqual({ id: 5, result: { ok: true, value: { version: '9' } } });
  });

  it('answers commands as they finish, not in the order of asking', async () => {
    const slow = Promise.withResolvers<{ ok: true; value: string }>();
    test.engine.answer('app.info', () => slow.promise);
    const page = await open();
    page.send({ id: 1, command: 'app.info', input: null });
    page.send({ id: 2, command: 'demo.stop', input: null });
    await page.waitFor(answerTo(2));
    slow.resolve({ ok: true, value: 'late' });
    await page.waitFor(answerTo(1));
    expect(page.received.map((message) => ('id' in message ? message.id : undefined))).toEqual([2, 1]);
  });

  it.each([
    ['broken JSON', '{', null],
    ['an array', '[]', null],
    ['null', 'null', null],
    ['no id', '{"command":"app.info","input":null}', null],
    ['a text as id', '{"id":"1","command":"app.info","input":null}', null],
    ['a fraction as id', '{"id":1.5,"command":"app.info","input":null}', null],
    ['no command', '{"id":1,"input":null}', 1],
    ['no such command', '{"id":1,"command":"no.such","input":null}', 1],
    ['a command of every object', '{"id":1,"command":"__proto__","input":null}', 1],
    ['no input', '{"id":1,"command":"app.info"}', 1],
    ['a wrong input', '{"id":1,"command":"instance.remove","input":{"id":7}}', 1],
    ['bytes', Buffer.from([1, 2, 3]), null],
  ])('answers BAD_INPUT to %s and goes on', async (_, message, id) => {
    const page = await open();
    page.socket.send(message);
    expect(await page.waitFor(answerTo(id))).toMatchObject({
      id,
      result: { ok: false, error: { code: 'BAD_INPUT' } },
    });
    expect(test.engine.calls).toEqual([]);
    page.send({ id: 9, command: 'demo.stop', input: null });
    expect(await page.waitFor(answerTo(9))).toMatchObject({ result: { ok: true } });
  });

  it('answers INTERNAL where the engine throws, logs it, and goes on', async () => {
    test.engine.answer('app.info', () => Promise.reject(new Error('boom')));
    const page = await open();
    page.send({ id: 1, command: 'app.info', input: null });
    expect(await page.waitFor(answerTo(1))).toMatchObject({ result: { error: { code: 'INTERNAL' } } });
    expect(test.logged.join('\n')).toContain('boom');
    page.send({ id: 2, command: 'demo.stop', input: null });
    await page.waitFor(answerTo(2));
  });

  it('ends a connection whose message is too large, and no other', async () => {
    const other = await open();
    const page = await open();
    page.socket.send('x'.repeat(MAX_MESSAGE_BYTES + 1));
    expect(await page.closed).toBe(1009);
    other.send({ id: 1, command: 'demo.stop', input: null });
    await other.waitFor(answerTo(1));
  });

  it('ends a connection that breaks the framing, and no other', async () => {
    const other = await open();
    const page = await open();
    // A text frame with bytes that are no UTF-8.
    page.socket.send(Buffer.from([0xc3, 0x28]), { binary: false });
    expect(await page.closed).toBe(1007);
    other.send({ id: 1, command: 'demo.stop', input: null });
    await other.waitFor(answerTo(1));
  });
});

describe('events', () => {
  it('reach every page', async () => {
    const pages = [await open(), await open()];
    test.engine.emit({ event: 'captures', payload: [] });
    for (const page of pages) {
      expect(await page.waitFor((message) => 'event' in message)).toEqual({ event: 'captures', payload: [] });
    }
  });

  it('notices from before the first page are told to it, once', async () => {
    const payload = { level: 'warning', message: 'kept aside' } as const;
    test.engine.emit({ event: 'notice', payload });
    const first = await open();
    expect(await first.waitFor((message) => 'event' in message)).toEqual({ event: 'notice', payload });
    const second = await open();
    second.send({ id: 1, command: 'demo.stop', input: null });
    await second.waitFor(answerTo(1));
    expect(second.received).toHaveLength(1);
  });

  it('closing the host closes the pages with 1001', async () => {
    const page = await open();
    await test.host.close();
    expect(await page.closed).toBe(1001);
  });
});
