import { Agent } from 'node:http';
import type { ClientRequestArgs } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { SecureContext } from 'node:tls';
import { KeptConnections } from './kept-connections.ts';
import type { OpenConnection } from './open-connection.ts';
import { buildSecureContext } from './tls-material.ts';
import type { TlsMaterial } from './tls-material.ts';

/**
 * How long an unused connection is kept, in ms. Shorter than the 5 s after which many servers close, so that
 * they rarely close one just as the next request leaves; a server's own `Keep-Alive: timeout=` shortens it.
 */
const IDLE_CONNECTION_MS = 4000;
/** Most kinds of connection, and most TLS contexts, that are kept: a certificate may be renewed every minute. */
const KEPT_KINDS = 64;

/** Connections kept open between exchanges, shared by all exchanges of one engine. */
export interface HttpPool {
  /**
   * The agent for connections of one kind: exchanges with different keys never share a connection. Of many
   * kinds, those that were not asked for in the longest time and carry nothing are given up.
   */
  agent(key: string): Agent;
  /** The TLS context for this material, built once while it is in use. Throws a TransportFailure of kind `tls`. */
  secureContext(material: TlsMaterial): SecureContext;
  /** Notes what is known of a connection, for all exchanges that it will carry. */
  remember(connection: OpenConnection): void;
  recall(socket: Socket): OpenConnection | undefined;
  /** Those of requests that do not go through Node's HTTP client: see relayed-attempt.ts. */
  readonly kept: KeptConnections;
  /** Closes every connection, those in use too: their exchanges fail as cut. */
  close(): void;
}

/** An agent that gets its connections from the request, so that connecting is measured and explained there. */
class ConnectionAgent extends Agent {
  override createConnection(
    options: ClientRequestArgs,
    callback?: (error: Error | null, stream: Duplex) => void,
  ): Duplex | null | undefined {
    const { createConnection } = options;
    if (createConnection === undefined || callback === undefined) {
      return super.createConnection(options, callback);
    }
    return createConnection(options, callback);
  }
}

/** A pool without connections. Call `close` when done: idle connections alone do not keep the process alive. */
export function createHttpPool(): HttpPool {
  const agents = new Map<string, Agent>();
  const contexts = new Map<string, SecureContext>();
  const connections = new WeakMap<Socket, OpenConnection>();
  const kept = new KeptConnections();
  return {
    kept,
    agent(key) {
      const agent = takeUp<Agent>(
        agents,
        key,
        (): Agent => new ConnectionAgent({ keepAlive: true, timeout: IDLE_CONNECTION_MS }),
      );
      for (const [oldKey, old] of oldest(agents)) {
        if (old === agent || isBusy(old)) continue;
        agents.delete(oldKey);
        old.destroy();
      }
      return agent;
    },
    secureContext(material) {
      const context = takeUp(contexts, material.fingerprint, () => buildSecureContext(material));
      for (const [fingerprint] of oldest(contexts)) contexts.delete(fingerprint);
      return context;
    },
    remember(connection) {
      connections.set(connection.socket, connection);
    },
    recall: (socket) => connections.get(socket),
    close() {
      for (const agent of agents.values()) agent.destroy();
      kept.close();
      agents.clear();
      contexts.clear();
    },
  };
}

/** The entry of a map that is ordered by use, the last used at its end; made where there is none. */
function takeUp<T>(entries: Map<string, T>, key: string, make: () => T): T {
  const entry = entries.get(key) ?? make();
  entries.delete(key);
  entries.set(key, entry);
  return entry;
}

/** The entries beyond what is kept, the longest unused first. */
function oldest<T>(entries: ReadonlyMap<string, T>): [string, T][] {
  return [...entries].slice(0, Math.max(0, entries.size - KEPT_KINDS));
}

/** Whether an exchange is under way on a connection of this agent, or waits for one. */
function isBusy(agent: Agent): boolean {
  return Object.keys(agent.sockets).length > 0 || Object.keys(agent.requests).length > 0;
}
