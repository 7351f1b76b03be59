import { Duplex } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createUpgradeRefusals } from '../../../web/refuse-upgrade.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
});
afterEach(() => {
  vi.useRealTimers();
});

const REFUSAL = { status: 404, code: 'NOT_FOUND', message: 'Not here: ä.' } as const;

/** A connection whose client says nothing more; `hangUp` ends the client's half. */
function connection() {
  let written = '';
  const socket = new Duplex({
    read: () => undefined,
    write: (chunk: Buffer, _, done) => {
      written += chunk.toString('utf8');
      done();
    },
  });
  return { socket, written: () => written, hangUp: () => socket.push(null) };
}
const turn = () => new Promise((resolve) => setImmediate(resolve));

describe('createUpgradeRefusals', () => {
  it('answers, and cuts a client that keeps its half open after a second', async () => {
    const { socket, written } = connection();
    createUpgradeRefusals().refuse(socket, REFUSAL);
    await turn();
    expect(written()).toBe(
      'HTTP/1.1 404 Not Found\r\nConnection: close\r\nContent-Type: text/plain; charset=utf-8\r\n' +
        'Content-Length: 14\r\n\r\nNot here: ä.\n',
    );
    vi.advanceTimersByTime(999);
    expect(socket.destroyed).toBe(false);
    vi.advanceTimersByTime(1);
    expect(socket.destroyed).toBe(true);
  });

  it('keeps no timer for a client that hangs up', async () => {
    const { socket, hangUp } = connection();
    createUpgradeRefusals().refuse(socket, REFUSAL);
    expect(vi.getTimerCount()).toBe(1);
    hangUp();
    await turn();
    expect(socket.destroyed).toBe(true);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('cuts at close whatever is still there', async () => {
    const refusals = createUpgradeRefusals();
    const connections = [connection(), connection()];
    for (const { socket } of connections) refusals.refuse(socket, REFUSAL);
    refusals.close();
    await turn();
    expect(connections.map(({ socket }) => socket.destroyed)).toEqual([true, true]);
    expect(vi.getTimerCount()).toBe(0);
  });
});
