import type { BridgeEvent } from '../../shared/bridge/bridge.ts';
import type { Origin } from '../../shared/model/exchange.ts';
import type { ClientSettings } from '../../shared/model/input.ts';
import type { Instance } from '../../shared/model/instance.ts';
import type { Captures } from '../capture/captures.ts';
import { createEraBook, type EraBook } from '../instances/era-book.ts';
import type { KeptEras } from '../instances/kept-eras.ts';
import { createHttpPool, type HttpPool } from '../transport/http-pool.ts';
import { createChannels, type ChannelKinds, type Channels } from './channels.ts';
import { createClient, type Client } from './client.ts';
import { createConnections, type Connections } from './connections.ts';
import type { FollowUpServices } from './follow-up.ts';
import { createInputs, type Inputs } from './inputs.ts';
import type { ClientDeclaration } from './list-all.ts';
import { createListings, type Listings } from './listings.ts';

/** The client side of the engine: all that sends. */
export interface ClientParts {
  readonly client: Client;
  readonly channels: Channels;
  readonly connections: Connections;
  readonly inputs: Inputs;
  readonly eras: EraBook;
  readonly listings: Listings;
  readonly pool: HttpPool;
  /** A JSON-RPC id that this client has not used yet. */
  readonly nextRequestId: () => number;
  readonly declaration: () => ClientDeclaration;
  /** The workspace's settings may be others now: whoever was promised to hear of it does. */
  settingsChanged(): void;
  /** Cancels what is open, ends sessions and processes, closes the kept connections. */
  close(): Promise<void>;
}

export interface ClientPartsOptions {
  readonly captures: Captures;
  readonly kinds: ChannelKinds;
  readonly settings: () => ClientSettings;
  readonly version: string;
  /** What requests are marked with that a person did not send himself. */
  readonly ownOrigin: Origin;
  readonly emit: (event: BridgeEvent) => void;
  readonly keptEras: KeptEras;
  /** What is known of an instance's era has changed. */
  readonly onEra: (instance: Instance) => void;
  readonly onTask: FollowUpServices['onTask'];
  readonly onBug: (error: unknown, where: string) => void;
}

export function assembleClient(options: ClientPartsOptions): ClientParts {
  const { captures, settings, emit, onBug } = options;
  const declaration = (): ClientDeclaration => ({
    info: { name: 'hopscope', version: options.version },
    capabilities: settings().capabilities,
  });
  const inputs = createInputs({
    settings,
    onChange: (pending) => {
      emit({ event: 'inputs', payload: pending });
    },
    now: Date.now,
  });
  const connections = createConnections((connection) => {
    emit({ event: 'connection', payload: connection });
  });
  const pool = createHttpPool();
  let lastId = 0;
  const nextRequestId = (): number => (lastId += 1);
  const channels = createChannels(options.kinds, {
    recording: () => captures.recording(),
    pool,
    nextRequestId,
    inputs,
    tellConnection: (connection) => {
      connections.tell(connection);
    },
    onBug,
  });
  // They need each other, but only once there is something to send.
  const eras = createEraBook({
    client: () => client,
    channels: () => channels,
    captures,
    declaration,
    kept: options.keptEras,
    onKnown: options.onEra,
  });
  const client: Client = createClient({
    captures,
    channels,
    eras: () => eras,
    settings,
    freshToolSchema: async (target, tool) => {
      const { entries } = await listings.get(target, 'tools', true);
      return entries.find(({ name }) => name === tool)?.entry['inputSchema'];
    },
    peekRequestId: () => lastId + 1,
    onTask: options.onTask,
    onBug,
  });
  const listings = createListings({ client, declaration, origin: options.ownOrigin, now: Date.now });
  let knownRoots = JSON.stringify(settings().roots);
  return {
    client,
    channels,
    connections,
    inputs,
    eras,
    listings,
    pool,
    nextRequestId,
    declaration,
    settingsChanged() {
      const roots = JSON.stringify(settings().roots);
      if (roots === knownRoots) return;
      knownRoots = roots;
      channels.rootsChanged();
    },
    async close() {
      inputs.close();
      await client.close();
      await channels.close();
      pool.close();
      await options.keptEras.close();
    },
  };
}
