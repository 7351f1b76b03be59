import { describe, expect, it } from 'vitest';
import type { Channel, ChannelServices, ReadyInstance } from '../../../../engine/client/channel.ts';
import { createChannels, type ChannelKinds } from '../../../../engine/client/channels.ts';
import type { Era, Instance, Transport } from '../../../../shared/model/instance.ts';

interface Fake extends Channel {
  closed: number;
}

function fake(era: Era, transport: Transport, close = () => Promise.resolve()): Fake {
  const channel: Fake = {
    era,
    transport,
    closed: 0,
    ready: () => Promise.resolve({ ok: true }),
    send: () => {
      throw new Error('not in this test');
    },
    close() {
      channel.closed += 1;
      return close();
    },
  };
  return channel;
}

function setUp(close?: () => Promise<void>) {
  const opened: Fake[] = [];
  const bugs: string[] = [];
  const keep = (channel: Fake): Fake => {
    opened.push(channel);
    return channel;
  };
  const kinds: ChannelKinds = {
    legacyHttp: () => keep(fake('legacy', 'http', close)),
    legacySse: () => keep(fake('legacy', 'sse', close)),
    stdio: (_target, era) => keep(fake(era, 'stdio', close)),
  };
  const services = {
    onBug: (_error: unknown, where: string) => bugs.push(where),
  } as unknown as ChannelServices;
  return { channels: createChannels(kinds, services), opened, bugs };
}

const target = (change: Partial<Instance> = {}, headers: ReadyInstance['headers'] = []): ReadyInstance => ({
  instance: { id: 'a', name: 'A', url: 'http://127.0.0.1:1/mcp', headers: [], ...change },
  headers,
});
const command = { command: 'server', args: [], env: {} };

describe('createChannels', () => {
  it('opens the kind that the era and the transport ask for', () => {
    const { channels } = setUp();
    expect(channels.of(target(), 'modern', 'http')).toMatchObject({ era: 'modern', transport: 'http' });
    expect(channels.of(target(), 'legacy', 'http')).toMatchObject({ era: 'legacy', transport: 'http' });
    expect(channels.of(target(), 'legacy', 'sse')).toMatchObject({ era: 'legacy', transport: 'sse' });
    const stdio = target({ stdio: command });
    expect(channels.of(stdio, 'modern', 'http')).toMatchObject({ era: 'modern', transport: 'stdio' });
  });

  it('keeps a channel while the instance is as it was; a new name changes nothing', () => {
    const { channels, opened } = setUp();
    const first = channels.of(target(), 'legacy', 'http');
    expect(channels.of(target({ name: 'B' }), 'legacy', 'http')).toBe(first);
    expect(channels.of(target(), 'legacy', 'sse')).not.toBe(first);
    expect(opened.map(({ closed }) => closed)).toEqual([0, 0]);
  });

  it.each<[string, ReadyInstance]>([
    ['address', target({ url: 'http://127.0.0.1:2/mcp' })],
    ['header', target({}, [['Authorization', 'x']])],
    ['certificate', target({ tls: { trustAnyCertificate: true } })],
  ])('ends a channel when the %s is another', (_what, changed) => {
    const { channels, opened } = setUp();
    const first = channels.of(target(), 'legacy', 'http');
    expect(channels.of(changed, 'legacy', 'http')).not.toBe(first);
    expect(opened.map(({ closed }) => closed)).toEqual([1, 0]);
  });

  it('ends those of one instance, also where another one’s id begins like it', async () => {
    const { channels, opened } = setUp();
    channels.of(target(), 'legacy', 'http');
    channels.of(target(), 'legacy', 'sse');
    channels.of(target({ id: 'ab' }), 'legacy', 'http');
    await channels.disconnect('a');
    expect(opened.map(({ closed }) => closed)).toEqual([1, 1, 0]);
    await channels.close();
    expect(opened.map(({ closed }) => closed)).toEqual([1, 1, 1]);
  });

  it('waits at the end for what was already being closed, and tells of what fails', async () => {
    let release = (): void => undefined;
    const held = new Promise<void>((_resolve, reject) => {
      release = () => {
        reject(new Error('stuck'));
      };
    });
    const { channels, bugs } = setUp(() => held);
    channels.of(target(), 'legacy', 'http');
    void channels.disconnect('a');
    let isClosed = false;
    const closing = channels.close().then(() => (isClosed = true));
    await Promise.resolve();
    expect(isClosed).toBe(false);
    release();
    await closing;
    expect(bugs).toEqual(['the end of the channel a legacy http']);
  });
});
