import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { OpenSocket, SocketHandlers } from '../../../../renderer/bridge/socket.ts';
import { createWebBridge } from '../../../../renderer/bridge/web-bridge.ts';
import { makeRow } from '../../../support/fake-engine.ts';

interface FakeSocket {
  readonly url: string;
  readonly protocols: readonly string[];
  readonly handlers: SocketHandlers;
  readonly sent: { readonly id: number; readonly command: string; readonly input: unknown }[];
}

function harness(session: () => 'valid' | 'refused' | 'unreachable' = () => 'valid') {
  const sockets: FakeSocket[] = [];
  const openSocket: OpenSocket = (url, protocols, handlers) => {
    const sent: FakeSocket['sent'] = [];
    sockets.push({ url, protocols, handlers, sent });
    return {
      send: (text) => {
        sent.push(JSON.parse(text) as FakeSocket['sent'][number]);
      },
      close: () => {
        handlers.onClose();
      },
    };
  };
  const onSessionEnd = vi.fn();
  const bridge = createWebBridge({
    url: 'ws://127.0.0.1:1/bridge',
    token: 'T',
    openSocket,
    checkSession: () => Promise.resolve(session()),
    onSessionEnd,
  });
  const socket = (): FakeSocket => {
    const last = sockets.at(-1);
    if (!last) throw new Error('no socket was opened');
    return last;
  };
  const receive = (message: unknown): void => {
    socket().handlers.onText(JSON.stringify(message));
  };
  return { bridge, sockets, socket, receive, onSessionEnd };
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

describe('createWebBridge', () => {
  it('offers its protocol with the token, which is in no URL', () => {
    const { socket } = harness();
    expect(socket()).toMatchObject({
      url: 'ws://127.0.0.1:1/bridge',
      protocols: ['hopscope.v1', 'hopscope.token.T'],
    });
  });

  it('keeps what is asked before the first connection, and gives each answer to its asker', async () => {
    const { bridge, socket, receive } = harness();
    const first = bridge.invoke('app.info', null);
    const second = bridge.invoke('instance.remove', { id: 'a' });
    expect(socket().sent).toEqual([]);
    socket().handlers.onOpen();
    expect(socket().sent).toEqual([
      { id: 1, command: 'app.info', input: null },
      { id: 2, command: 'instance.remove', input: { id: 'a' } },
    ]);
    receive({ id: 2, result: { ok: true, value: null } });
    receive({ id: 1, result: { ok: false, error: { code: 'IO', message: 'no' } } });
    expect(await second).toEqual({ ok: true, value: null });
    expect(await first).toMatchObject({ error: { code: 'IO' } });
  });

  it('answers what waited with DISCONNECTED when the first connection fails', async () => {
    const { bridge, socket } = harness();
    const early = bridge.invoke('app.info', null);
    socket().handlers.onClose();
    expect(await early).toMatchObject({ ok: false, error: { code: 'DISCONNECTED' } });
    expect(await bridge.invoke('app.info', null)).toMatchObject({ error: { code: 'DISCONNECTED' } });
  });

  it('tries again ever more slowly, up to five seconds, and quickly again after a success', async () => {
    vi.spyOn(Math, 'random').mockReturnValue(0.5);
    const { bridge, sockets, socket } = harness();
    for (const delayMs of [250, 500, 1_000, 2_000, 4_000, 5_000, 5_000]) {
      const before = sockets.length;
      socket().handlers.onClose();
      await vi.advanceTimersByTimeAsync(delayMs - 1);
      expect(sockets).toHaveLength(before);
      await vi.advanceTimersByTimeAsync(1);
      expect(sockets).toHaveLength(before + 1);
    }
    socket().handlers.onOpen();
    const before = sockets.length;
    socket().handlers.onClose();
    await vi.advanceTimersByTimeAsync(250);
    expect(sockets).toHaveLength(before + 1);
    bridge.close();
  });

  it('asks on while the host cannot be reached at all, and connects once it can', async () => {
    let state: 'unreachable' | 'valid' = 'unreachable';
    const { bridge, sockets, socket, onSessionEnd } = harness(() => state);
    socket().handlers.onClose();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(sockets).toHaveLength(1);
    state = 'valid';
    await vi.advanceTimersByTimeAsync(6_000);
    expect(sockets).toHaveLength(2);
    expect(onSessionEnd).not.toHaveBeenCalled();
    bridge.close();
  });

  it('stops for good when the token is refused', async () => {
    const { sockets, socket, onSessionEnd } = harness(() => 'refused');
    socket().handlers.onClose();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(sockets).toHaveLength(1);
    expect(onSessionEnd).toHaveBeenCalledOnce();
  });

  it('tells the state at once, then each change once', async () => {
    const { bridge, socket } = harness();
    const states: boolean[] = [];
    const stop = bridge.onConnection((connected) => states.push(connected));
    expect(states).toEqual([false]);
    socket().handlers.onOpen();
    socket().handlers.onClose();
    await vi.advanceTimersByTimeAsync(1_000);
    socket().handlers.onClose();
    await vi.advanceTimersByTimeAsync(1_000);
    socket().handlers.onOpen();
    expect(states).toEqual([false, true, false, true]);
    stop();
    bridge.close();
    expect(states).toHaveLength(4);
  });

  it('delivers events to each subscription until it is ended, whatever one listener does', () => {
    const report = vi.fn();
    vi.stubGlobal('reportError', report);
    const { bridge, receive } = harness();
    const heard: string[] = [];
    const listen = ({ message }: { message: string }): void => void heard.push(message);
    bridge.on('notice', () => {
      throw new Error('bad listener');
    });
    const stop = bridge.on('notice', listen);
    bridge.on('notice', listen);
    receive({ event: 'notice', payload: { level: 'note', message: 'one' } });
    stop();
    receive({ event: 'notice', payload: { level: 'note', message: 'two' } });
    expect(heard).toEqual(['one', 'one', 'two']);
    expect(report).toHaveBeenCalledTimes(2);
  });

  it('refuses an input that is no JSON or too large, and sends nothing', async () => {
    const { bridge, socket } = harness();
    socket().handlers.onOpen();
    const cyclic: Record<string, unknown> = {};
    cyclic['self'] = cyclic;
    expect(await bridge.invoke('instance.remove', cyclic as { id: string })).toMatchObject({
      error: { code: 'BAD_INPUT' },
    });
    const large = { id: 'ä'.repeat(30 * 1024 * 1024) };
    expect(await bridge.invoke('instance.remove', large)).toMatchObject({ error: { code: 'BAD_INPUT' } });
    expect(socket().sent).toEqual([]);
  });

  it('gives an answer that nobody waits for to nobody', async () => {
    const { bridge, socket, receive } = harness();
    socket().handlers.onOpen();
    const answers: unknown[] = [];
    const asked = bridge.invoke('app.info', null).then((answer) => answers.push(answer));
    receive({ id: 99, result: { ok: true, value: 'of another' } });
    receive({ id: null, result: { ok: false, error: { code: 'BAD_INPUT', message: 'x' } } });
    await vi.advanceTimersByTimeAsync(0);
    expect(answers).toEqual([]);
    receive({ id: 1, result: { ok: true, value: 'its own' } });
    receive({ id: 1, result: { ok: true, value: 'once more' } });
    await asked;
    expect(answers).toEqual([{ ok: true, value: 'its own' }]);
  });

  it('asks for the rows of a gap and gives them out as events', async () => {
    const { bridge, socket, receive } = harness();
    const numbers: number[] = [];
    bridge.on('rows', ({ rows }) => numbers.push(...rows.map((row) => row.number)));
    socket().handlers.onOpen();
    receive({ resync: [{ captureId: 'c', from: 5, to: 6 }] });
    expect(socket().sent).toEqual([
      { id: 1, command: 'capture.rows', input: { captureId: 'c', after: 4, limit: 2 } },
    ]);
    receive({ id: 1, result: { ok: true, value: { rows: [makeRow(5), makeRow(6)], total: 9 } } });
    await vi.advanceTimersByTimeAsync(0);
    expect(numbers).toEqual([5, 6]);
  });
});
