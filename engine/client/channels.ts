import type { ExchangeRef } from '../../shared/model/exchange.ts';
import type { Era, Transport } from '../../shared/model/instance.ts';
import type { Channel, ChannelServices, ReadyInstance } from './channel.ts';
import { createModernHttpChannel } from './modern-http-channel.ts';

/** The channels that are in use: one an instance and era, kept while the instance stays as it is. */
export interface Channels {
  /** `transport`: how an instance with an address is reached in the legacy era. */
  of(target: ReadyInstance, era: Era, transport: Transport): Channel;
  /** The workspace's roots are others now. */
  rootsChanged(): void;
  /** Ends what is open towards this instance, in one era or in both. */
  disconnect(instanceId: string, era?: Era): Promise<void>;
  /** The same, where it is there already. */
  peek(target: ReadyInstance, era: Era, transport: Transport): Channel | undefined;
  /** Ends an open exchange that nobody ordered; false where there is none such. */
  cancel(ref: ExchangeRef): boolean;
  close(): Promise<void>;
}

export type OpenChannel = (target: ReadyInstance, services: ChannelServices) => Channel;

/** How each kind of channel is opened. */
export interface ChannelKinds {
  readonly legacyHttp: OpenChannel;
  readonly legacySse: OpenChannel;
  readonly stdio: (target: ReadyInstance, era: Era, services: ChannelServices) => Channel;
}

interface Kept {
  readonly channel: Channel;
  /** The instance as it was: a channel to another address is another channel. */
  readonly fingerprint: string;
}

export function createChannels(kinds: ChannelKinds, services: ChannelServices): Channels {
  const kept = new Map<string, Kept>();
  /** Channels that are being closed: the end of the engine waits for them, too. */
  const closing = new Set<Promise<void>>();

  const closeOne = (key: string, { channel }: Kept): Promise<void> => {
    kept.delete(key);
    const done = channel.close().catch((error: unknown) => {
      services.onBug(error, `the end of the channel ${key}`);
    });
    closing.add(done);
    return done.finally(() => closing.delete(done));
  };

  const open = (target: ReadyInstance, era: Era, transport: Transport): Channel => {
    if (target.instance.stdio) return kinds.stdio(target, era, services);
    if (era === 'modern') return createModernHttpChannel(target, services);
    return transport === 'sse' ? kinds.legacySse(target, services) : kinds.legacyHttp(target, services);
  };

  const keyOf = ({ instance }: ReadyInstance, era: Era, transport: Transport): string => {
    const way = instance.stdio ? 'stdio' : era === 'modern' ? 'http' : transport;
    // One process speaks one era: another era is another process.
    return `${instance.id} ${era} ${way}`;
  };

  return {
    of(target, era, transport) {
      const key = keyOf(target, era, transport);
      const fingerprint = fingerprintOf(target);
      const found = kept.get(key);
      if (found?.fingerprint === fingerprint) return found.channel;
      if (found) void closeOne(key, found);
      const channel = open(target, era, transport);
      kept.set(key, { channel, fingerprint });
      return channel;
    },
    peek(target, era, transport) {
      const found = kept.get(keyOf(target, era, transport));
      return found?.fingerprint === fingerprintOf(target) ? found.channel : undefined;
    },
    rootsChanged() {
      for (const { channel } of kept.values()) channel.rootsChanged?.();
    },
    cancel: (ref) => [...kept.values()].some(({ channel }) => channel.cancel?.(ref) === true),
    async disconnect(instanceId, era) {
      const ends: Promise<void>[] = [];
      const start = era === undefined ? `${instanceId} ` : `${instanceId} ${era} `;
      for (const [key, entry] of [...kept]) {
        if (key.startsWith(start)) ends.push(closeOne(key, entry));
      }
      await Promise.all(ends);
    },
    async close() {
      for (const [key, entry] of [...kept]) void closeOne(key, entry);
      await Promise.all([...closing]);
    },
  };
}

/** What a session or process depends on; a new name, say, ends none. */
function fingerprintOf({ instance, headers }: ReadyInstance): string {
  const { url, stdio, tls, useSystemProxy } = instance;
  return JSON.stringify([url, stdio ?? null, headers, tls ?? null, useSystemProxy ?? false]);
}
