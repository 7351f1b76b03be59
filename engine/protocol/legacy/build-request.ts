import type { Draft, JsonObject } from '../../../shared/model/draft.ts';
import type { ValueOrigin } from '../../../shared/model/exchange.ts';
import type { RequestPreview } from '../../../shared/model/request-preview.ts';
import { hasVersionHeader, LEGACY_HEADER, type LegacyRevision } from '../../../shared/spec/legacy.ts';
import { META } from '../../../shared/spec/modern.ts';
import {
  assembleBodiless,
  assembleRequest,
  origin,
  pointer,
  traceMeta,
  type MetaEntry,
  type RequestTarget,
  type Traced,
} from '../assemble-request.ts';

/** What the headers of a request say of the session that it belongs to. */
export interface SessionHeaders {
  /** What both sides agreed on. */
  readonly revision: LegacyRevision;
  /** Absent where the server gave none. */
  readonly sessionId?: string;
}

/**
 * The body of a legacy message, with the origin of each value. `_meta` holds what the draft asks for and no more, and
 * both it and `params` are left out where they would be empty, as `ping` wants it. Pure.
 *
 * Sources: https://modelcontextprotocol.io/specification/2025-11-25/basic#messages and
 * https://modelcontextprotocol.io/specification/2025-11-25/basic/utilities/progress
 */
export function buildLegacyBody(
  draft: Draft,
  requestId: string | number,
): { readonly body: JsonObject; readonly origins: ValueOrigin[] } {
  const entries: MetaEntry[] = [];
  if (draft.progressToken !== undefined) {
    entries.push([META.progressToken, draft.progressToken, 'progress token option', 'draft']);
  }
  if (draft.traceparent !== undefined) {
    entries.push([META.traceparent, draft.traceparent, 'traceparent option', 'draft']);
  }
  const { meta, origins } = traceMeta(entries, draft.tamper);
  const params: JsonObject = {
    ...draft.params,
    ...(Object.keys(meta).length > 0 && { _meta: meta }),
  };
  const body: JsonObject = {
    jsonrpc: '2.0',
    ...(draft.notification !== true && { id: draft.requestId ?? requestId }),
    method: draft.method,
    ...(Object.keys(params).length > 0 && { params }),
  };
  const own = [origin('/method', 'the chosen method', 'draft')];
  if (draft.notification !== true) {
    own.unshift(
      draft.requestId === undefined
        ? origin('/id', 'next free id', 'protocol')
        : origin('/id', 'id option', 'draft'),
    );
  }
  const named = Object.keys(draft.params).map((key) =>
    origin(pointer('params', key), 'your parameters', 'draft'),
  );
  return { body, origins: [...own, ...named, ...origins] };
}

/**
 * The one POST that a draft means in the legacy era. `session`: the one that it belongs to; absent for the request
 * that opens one, and over transports that have no such headers. Pure.
 *
 * Source: https://modelcontextprotocol.io/specification/2025-11-25/basic/transports#sending-messages-to-the-server
 */
export function buildLegacyRequest(
  draft: Draft,
  target: RequestTarget,
  session: SessionHeaders | undefined,
): RequestPreview {
  const { body, origins } = buildLegacyBody(draft, target.requestId);
  const built = assembleRequest(target, sessionLines(session), {
    body: JSON.stringify(body),
    origins,
    tamper: draft.tamper,
  });
  // No header mirrors the body in this era.
  return { ...built, httpMethod: 'POST', routing: [] };
}

/** The POST that carries a message without a draft: the answer to a request of the server's. */
export function buildLegacyReply(
  body: JsonObject,
  target: Omit<RequestTarget, 'requestId'>,
  session: SessionHeaders | undefined,
): RequestPreview {
  const built = assembleRequest(target, sessionLines(session), {
    body: JSON.stringify(body),
    origins: [
      origin('/id', "the id of the server's request", 'protocol'),
      origin('error' in body ? '/error' : '/result', 'the answer to it', 'draft'),
    ],
    tamper: { headers: [] },
  });
  return { ...built, httpMethod: 'POST', routing: [] };
}

/**
 * The GET that opens a stream from the server, or goes on with a broken one from behind `lastEventId`.
 * https://modelcontextprotocol.io/specification/2025-11-25/basic/transports#listening-for-messages-from-the-server
 */
export function buildStreamRequest(
  target: Omit<RequestTarget, 'requestId'>,
  session: SessionHeaders | undefined,
  lastEventId?: string,
): RequestPreview {
  const own = sessionLines(session);
  if (lastEventId !== undefined) {
    own.pairs.push([LEGACY_HEADER.lastEventId, lastEventId]);
    own.origins.push(
      origin(`header:${LEGACY_HEADER.lastEventId}`, 'the last event of the broken stream', 'protocol'),
    );
  }
  return { ...assembleBodiless(target, own, 'text/event-stream'), httpMethod: 'GET', routing: [] };
}

/**
 * The DELETE that ends a session.
 * https://modelcontextprotocol.io/specification/2025-11-25/basic/transports#session-management
 */
export function buildSessionEnd(
  target: Omit<RequestTarget, 'requestId'>,
  session: SessionHeaders,
): RequestPreview {
  return {
    ...assembleBodiless(target, sessionLines(session), 'application/json, text/event-stream'),
    httpMethod: 'DELETE',
    routing: [],
  };
}

function sessionLines(session: SessionHeaders | undefined): Traced {
  const own: Traced = { pairs: [], origins: [], problems: [] };
  if (!session) return own;
  const add = (name: string, value: string, from: string): void => {
    own.pairs.push([name, value]);
    own.origins.push(origin(`header:${name}`, from, 'protocol'));
  };
  if (hasVersionHeader(session.revision)) {
    add(LEGACY_HEADER.protocolVersion, session.revision, 'what initialize agreed on');
  }
  if (session.sessionId !== undefined) {
    add(LEGACY_HEADER.sessionId, session.sessionId, "the server's answer to initialize");
  }
  return own;
}
