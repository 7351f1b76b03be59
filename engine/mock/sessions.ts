import { randomUUID } from 'node:crypto';
import type { MockWorld } from './world.ts';

/** So many legacy sessions go on at once; the one that was used longest ago ends first. */
const MOST_SESSIONS = 200;

/** A legacy session: a world of its own, and what its server has asked the client. */
export interface MockSession {
  readonly id: string;
  readonly world: MockWorld;
  /** Ends with the session. */
  readonly ended: AbortController;
}

/** The legacy sessions of a mock. https://modelcontextprotocol.io/specification/2025-11-25/basic/transports#session-management */
export class MockSessions {
  readonly #open = new Map<string, MockSession>();
  readonly #createWorld: () => MockWorld;

  constructor(createWorld: () => MockWorld) {
    this.#createWorld = createWorld;
  }

  begin(): MockSession {
    const session = { id: randomUUID(), world: this.#createWorld(), ended: new AbortController() };
    this.#open.set(session.id, session);
    const [oldest] = this.#open.keys();
    if (this.#open.size > MOST_SESSIONS && oldest !== undefined) this.end(oldest);
    return session;
  }

  find(id: string): MockSession | undefined {
    const session = this.#open.get(id);
    if (!session) return undefined;
    this.#open.delete(id);
    this.#open.set(id, session);
    return session;
  }

  /** Whether there was one. */
  end(id: string): boolean {
    this.#open.get(id)?.ended.abort();
    return this.#open.delete(id);
  }
}
