import { randomUUID } from 'node:crypto';
import { WebStandardStreamableHTTPServerTransport } from '@modelcontextprotocol/server';
import type { BuiltServer } from '../server/build-server.ts';
import type { Change } from '../store/shared-store.ts';

/** The legacy era of one instance: sessions in this process's memory, as stateful servers have them. */
export interface LegacySessions {
  /** Answers one legacy request: within its session, by opening one (initialize), or with 404 for an unknown one. */
  answer(request: Request): Promise<Response>;
  /** Tells every session about a change, each to what it subscribed to. */
  tell(change: Change): void;
  /** Shows or hides what comes and goes, in sessions opened before a switch was turned. */
  refresh(): void;
  /** Ends all sessions and their streams. */
  close(): Promise<void>;
}

interface Session {
  readonly built: BuiltServer;
  readonly transport: WebStandardStreamableHTTPServerTransport;
  /** URIs from resources/subscribe. */
  readonly subscriptions: Set<string>;
}

// A demo must not grow without end when clients never send DELETE; the oldest sessions go first.
const MAX_SESSIONS = 500;

/**
 * @param build makes the server of a new session
 * @param report one line for a person on standard error
 *
 * Source: https://modelcontextprotocol.io/specification/2025-11-25/basic/transports#session-management
 */
export function openLegacySessions(build: () => BuiltServer, report: (line: string) => void): LegacySessions {
  const sessions = new Map<string, Session>();

  const start = async (): Promise<Session> => {
    const built = build();
    const transport = new WebStandardStreamableHTTPServerTransport({
      sessionIdGenerator: randomUUID,
      onsessioninitialized: (id) => {
        sessions.set(id, session);
        dropOldest(sessions);
      },
      onsessionclosed: (id) => {
        sessions.delete(id);
      },
    });
    const session: Session = { built, transport, subscriptions: acceptSubscriptions(built) };
    built.server.server.onerror = (error) => {
      report(`legacy: ${error.message}`);
    };
    await built.server.connect(transport);
    return session;
  };

  return {
    async answer(request) {
      const id = request.headers.get('mcp-session-id');
      const known = id === null ? await start() : sessions.get(id);
      if (known === undefined) return sessionNotFound();
      const response = await known.transport.handleRequest(request);
      // Anything but initialize was refused, and nobody can come back to this session.
      if (known.transport.sessionId === undefined) await known.built.server.close();
      return endWithClient(request, response);
    },
    tell(change) {
      for (const { built, subscriptions } of sessions.values()) {
        // The SDK announces changed lists itself, when refresh turns their parts on or off.
        if (change.kind !== 'resource' || !subscriptions.has(change.uri)) continue;
        built.server.server.sendResourceUpdated({ uri: change.uri }).catch((error: unknown) => {
          report(`legacy: ${String(error)}`);
        });
      }
    },
    refresh() {
      for (const { built } of sessions.values()) built.refresh();
    },
    async close() {
      await Promise.all([...sessions.values()].map((session) => session.built.server.close()));
      sessions.clear();
    },
  };
}

function acceptSubscriptions({ server }: BuiltServer): Set<string> {
  const subscriptions = new Set<string>();
  server.server.setRequestHandler('resources/subscribe', ({ params }) => {
    subscriptions.add(params.uri);
    return {};
  });
  server.server.setRequestHandler('resources/unsubscribe', ({ params }) => {
    subscriptions.delete(params.uri);
    return {};
  });
  return subscriptions;
}

function dropOldest(sessions: Map<string, Session>): void {
  for (const [id, session] of sessions) {
    if (sessions.size <= MAX_SESSIONS) return;
    sessions.delete(id);
    void session.built.server.close();
  }
}

function sessionNotFound(): Response {
  const error = { code: -32_001, message: 'Session not found' };
  return Response.json({ jsonrpc: '2.0', error, id: null }, { status: 404 });
}

/**
 * Ends an SSE stream as soon as its client has gone, and opens a GET stream with a comment.
 *
 * The SDK's Node adapter notices neither by itself: it sends no header before the first event, and it learns that
 * the client has gone when it next writes, until when the session refuses a second GET stream with 409.
 */
function endWithClient(request: Request, response: Response): Response {
  if (response.body === null || response.headers.get('content-type') !== 'text/event-stream') return response;
  const relay = new TransformStream<Uint8Array, Uint8Array>({
    start(controller) {
      if (request.method === 'GET') controller.enqueue(new TextEncoder().encode(': open\n\n'));
    },
  });
  const body = response.body.pipeThrough(relay, { signal: request.signal });
  return new Response(body, { status: response.status, headers: response.headers });
}
