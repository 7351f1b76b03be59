import type { Row } from '../../../shared/model/exchange.ts';
import type { LeftOutReason } from '../../../shared/model/replay-plan.ts';
import type { SeenExchange } from '../../lint/seen-exchange.ts';

/** Why an exchange is no step: the reason, and a sentence. */
export interface Reason {
  readonly reason: LeftOutReason;
  readonly says: string;
}

/** Requests that open or end a session. https://modelcontextprotocol.io/specification/2025-11-25/basic/lifecycle */
const HANDSHAKE = new Set(['initialize', 'notifications/initialized']);

/** Links of exchanges that repeat another one with what it lacked: the other one is left out. */
const REPEATS = new Set(['revision', 'headers', 'era']);

/** Whether this exchange takes the place of the one that it is linked to. Pure. */
export function supersedes({ link }: Pick<SeenExchange, 'link'>): number | undefined {
  return link && REPEATS.has(link.kind) ? link.to : undefined;
}

/**
 * Why an exchange is not sent again, as far as it says so itself; undefined where it is a step. Pure.
 */
export function whyLeftOut(exchange: SeenExchange): Reason | undefined {
  const { origin, link, request, method } = exchange;
  const { message, httpMethod } = request;
  if (origin === 'replay') return { reason: 'replay', says: 'A replay sent it.' };
  if (link?.kind === 'handshake' || HANDSHAKE.has(method)) {
    return {
      reason: 'handshake',
      says: 'It belongs to a session; sessions are opened anew where they are needed.',
    };
  }
  if (origin === 'probe') return { reason: 'probe', says: 'Hopscope sent it by itself to learn something.' };
  if (link?.kind === 'duplicate') {
    return { reason: 'duplicate', says: `The gateway sent #${String(link.to)} a second time on purpose.` };
  }
  return withoutBody(exchange) ?? byMessage(exchange) ?? (message ? undefined : unreadable(httpMethod));
}

function withoutBody({ request, transport, channel }: SeenExchange): Reason | undefined {
  const { bytes, httpMethod } = request;
  if (bytes.length > 0) return undefined;
  if (transport === 'stdio' && channel === undefined) {
    return { reason: 'stream', says: 'It is the process itself: what it wrote that answers no request.' };
  }
  if (httpMethod === 'DELETE') return { reason: 'handshake', says: 'It ended a session.' };
  if (httpMethod === 'GET')
    return { reason: 'stream', says: 'A stream has no answer that could be compared.' };
  return unreadable(httpMethod);
}

function byMessage({ request, method }: SeenExchange): Reason | undefined {
  const { message, batch } = request;
  if (batch)
    return { reason: 'unreadable', says: 'Its body is a batch of messages, which no later revision has.' };
  if (!message) return undefined;
  switch (message.kind) {
    case 'notification':
      return { reason: 'notification', says: 'Nothing answers a notification.' };
    case 'result':
    case 'error':
      return { reason: 'reply', says: 'It answers what the server asked.' };
    case 'invalid':
      return {
        reason: 'unreadable',
        says: `Its body is no JSON-RPC request: ${message.reason ?? 'it cannot be read'}.`,
      };
    case 'request':
      // https://modelcontextprotocol.io/specification/2026-07-28/basic/utilities/subscriptions
      return method === 'subscriptions/listen'
        ? { reason: 'stream', says: 'A subscription has no answer that could be compared.' }
        : undefined;
  }
}

function unreadable(httpMethod: string): Reason {
  return { reason: 'unreadable', says: `A ${httpMethod || 'message'} without a JSON-RPC request.` };
}

/** Of an exchange of which not even the request can be read. Pure. */
export function whyUnread(row: Pick<Row, 'origin'>): Reason {
  return row.origin === 'replay'
    ? { reason: 'replay', says: 'A replay sent it.' }
    : { reason: 'unreadable', says: 'Its request is too long to be read, or was not kept whole.' };
}
