import type { Socket } from 'node:net';
import type { OpenConnection } from './open-connection.ts';

/** Who has a connection at the moment. Each call is one event of its socket. */
export interface ConnectionOwner {
  data(bytes: Buffer): void;
  /** The peer sends nothing more. */
  ended(): void;
  failed(error: Error): void;
  closed(): void;
  silent(): void;
}

/** As the agent's: see http-pool.ts. */
const IDLE_MS = 4000;
const SWEEP_MS = 1000;

/**
 * A connection whose socket has one set of listeners for its whole life: what happens is told to whoever has it. While
 * nobody does, anything that happens ends it.
 */
export class KeptConnection {
  readonly connection: OpenConnection;
  /** How many requests it has carried. */
  uses = 0;
  /** `performance.now()` when it was given back. */
  idleSince = 0;
  #owner: ConnectionOwner | undefined;
  #silenceMs = -1;

  constructor(connection: OpenConnection) {
    this.connection = connection;
    const { socket, reader } = connection;
    const take = (bytes: Buffer): void => {
      // Nothing was asked.
      if (this.#owner) this.#owner.data(bytes);
      else socket.destroy();
    };
    socket.on('end', () => {
      if (this.#owner) this.#owner.ended();
      else socket.destroy();
    });
    socket.on('error', (error: Error) => {
      this.#owner?.failed(error);
    });
    socket.on('close', () => {
      this.#owner?.closed();
    });
    socket.on('timeout', () => {
      this.#owner?.silent();
    });
    if (!reader) socket.on('data', take);
    // What came before anybody has it is for who has it first, as a stream's bytes are.
    else
      queueMicrotask(() => {
        reader.to(take);
      });
  }

  get socket(): Socket {
    return this.connection.socket;
  }

  /** It is this one's until `release` or `destroy`. */
  own(owner: ConnectionOwner): void {
    this.#owner = owner;
    this.uses += 1;
  }

  release(): void {
    this.#owner = undefined;
  }

  destroy(): void {
    this.#owner = undefined;
    this.socket.destroy();
  }

  /** Tells `silent` after so long a silence, in ms; 0: never. */
  allowSilence(limitMs: number): void {
    if (limitMs === this.#silenceMs) return;
    this.#silenceMs = limitMs;
    this.socket.setTimeout(limitMs);
  }
}

/** Idle connections by what they lead to, the one that was used last on top. */
export class KeptConnections {
  readonly #idle = new Map<string, KeptConnection[]>();
  readonly #all = new Set<KeptConnection>();
  #sweeper: NodeJS.Timeout | undefined;
  #isClosed = false;

  /** Nothing may be sent any more. */
  isClosed(): boolean {
    return this.#isClosed;
  }

  add(connection: OpenConnection): KeptConnection {
    const kept = new KeptConnection(connection);
    this.#all.add(kept);
    connection.socket.once('close', () => this.#all.delete(kept));
    return kept;
  }

  /** The one that was idle for the shortest time; undefined where there is none. */
  take(key: string): KeptConnection | undefined {
    const idle = this.#idle.get(key);
    if (!idle) return undefined;
    for (let kept = idle.pop(); kept; kept = idle.pop()) {
      if (kept.socket.destroyed || !kept.socket.writable) continue;
      kept.socket.ref();
      return kept;
    }
    return undefined;
  }

  /** How long the one that `take` would give has been idle, in ms; undefined where there is none. */
  idleFor(key: string): number | undefined {
    const kept = this.#idle.get(key)?.at(-1);
    return kept && performance.now() - kept.idleSince;
  }

  /** It may carry another request. Idle connections alone do not keep the process alive. */
  giveBack(key: string, kept: KeptConnection): void {
    kept.release();
    kept.idleSince = performance.now();
    kept.socket.unref();
    kept.socket.resume();
    const idle = this.#idle.get(key);
    if (idle) idle.push(kept);
    else this.#idle.set(key, [kept]);
    this.#sweeper ??= setInterval(this.#sweep, SWEEP_MS).unref();
  }

  /** Closes those that lead there and are idle. */
  drop(key: string): void {
    for (const kept of this.#idle.get(key) ?? []) kept.destroy();
    this.#idle.delete(key);
  }

  /** Closes every connection, those in use too: their owners hear of it. */
  close(): void {
    this.#isClosed = true;
    clearInterval(this.#sweeper);
    this.#sweeper = undefined;
    this.#idle.clear();
    for (const kept of this.#all) kept.socket.destroy();
  }

  readonly #sweep = (): void => {
    const oldest = performance.now() - IDLE_MS;
    for (const [key, idle] of this.#idle) {
      // Those at the bottom were not used for the longest time.
      const young = idle.findIndex(({ idleSince }) => idleSince > oldest);
      for (const kept of idle.splice(0, young < 0 ? idle.length : young)) kept.destroy();
      if (idle.length === 0) this.#idle.delete(key);
    }
    if (this.#idle.size > 0) return;
    clearInterval(this.#sweeper);
    this.#sweeper = undefined;
  };
}
