import { headerValue, type HeaderList } from '../../../shared/model/headers.ts';

const SESSION = 'mcp-session-id';
/** So many sessions are remembered; the oldest is forgotten. */
const REMEMBERED = 100_000;

/** Where a session was opened. */
export interface SessionPlace {
  readonly instanceId: string;
  readonly instanceName: string;
  /** Number of the exchange whose answer gave the session id out; absent where nothing is recorded. */
  readonly exchange?: number;
}

/** Which instance opened which legacy session, learned from what passes. Pure but for that. */
export interface SessionPlaces {
  /** An answer passed on its way back; `exchange` is asked for the number where a session begins. */
  saw(answer: HeaderList, place: Omit<SessionPlace, 'exchange'>, exchange?: () => number | undefined): void;
  /**
   * Why a request failed that carries a session id: it went to another instance than the one that opened the session.
   * Undefined where that is not the reason. Sentences: the session, both instances, and what to change.
   */
  explain(
    request: HeaderList,
    status: number,
    wentTo: { instanceId: string; instanceName: string },
  ): string | undefined;
}

/**
 * A legacy session lives in the server that opened it: others must answer 404, and many answer 400.
 * Source: https://modelcontextprotocol.io/specification/2025-11-25/basic/transports#session-management
 */
export function createSessionPlaces(): SessionPlaces {
  const places = new Map<string, SessionPlace>();
  return {
    saw(answer, place, exchange) {
      const session = headerValue(answer, SESSION);
      if (session === undefined || places.has(session)) return;
      const number = exchange?.();
      places.set(session, { ...place, ...(number !== undefined && { exchange: number }) });
      if (places.size <= REMEMBERED) return;
      const [oldest] = places.keys();
      if (oldest !== undefined) places.delete(oldest);
    },
    explain(request, status, { instanceId, instanceName }) {
      if (status !== 404 && status !== 400) return undefined;
      const session = headerValue(request, SESSION);
      const place = session === undefined ? undefined : places.get(session);
      if (session === undefined || !place || place.instanceId === instanceId) return undefined;
      const where = place.exchange === undefined ? '' : ` in #${String(place.exchange)}`;
      return (
        `The session ${JSON.stringify(session)} was opened on ${place.instanceName}${where}, but this request went to ` +
        `${instanceName}, which does not know it and answered ${String(status)}. Route by the session: the strategy ` +
        `sticky:Mcp-Session-Id sends each session to the instance that opened it. A server of revision 2026-07-28 needs none of this.`
      );
    },
  };
}
