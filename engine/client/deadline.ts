import type { Draft, JsonObject } from '../../shared/model/draft.ts';
import { headerValue } from '../../shared/model/headers.ts';
import { isJsonObject } from '../../shared/model/json.ts';
import { createMessageWatch, type MessageWatch } from '../protocol/message-watch.ts';
import type { ExchangeSink } from '../transport/exchange-sink.ts';
import { TransportFailure } from '../transport/transport-failure.ts';

/** Ends a request that is not answered in time. */
export interface Deadline {
  /** Aborts when the outer signal does, and with a TransportFailure `timeout` when time is up. */
  readonly signal: AbortSignal;
  /** A message of the answer came: progress may give more time. */
  saw(message: JsonObject): void;
  /** The answer is there, or nobody waits any more. */
  stop(): void;
}

/**
 * The clock of one request. A progress notification for its token starts `timeoutMs` anew, but `maxTimeoutMs` after
 * the start it is over whatever the server says.
 * Source: https://modelcontextprotocol.io/specification/2026-07-28/basic/patterns/cancellation
 */
export function startDeadline(
  { timeoutMs, maxTimeoutMs, progressToken }: Draft,
  outer: AbortSignal,
): Deadline {
  if (timeoutMs === undefined) return { signal: outer, saw: () => undefined, stop: () => undefined };
  const controller = new AbortController();
  const startedAt = performance.now();
  let timer: NodeJS.Timeout | undefined;
  const expire = (): void => {
    const waitedMs = Math.round(performance.now() - startedAt);
    controller.abort(
      new TransportFailure(
        'timeout',
        `No answer came within ${String(waitedMs)} ms, so the request was cancelled. Raise its timeout if the server needs longer.`,
      ),
    );
  };
  const arm = (): void => {
    clearTimeout(timer);
    const untilLast = maxTimeoutMs === undefined ? timeoutMs : startedAt + maxTimeoutMs - performance.now();
    timer = setTimeout(expire, Math.max(0, Math.min(timeoutMs, untilLast)));
  };
  const onOuter = (): void => {
    clearTimeout(timer);
    controller.abort(outer.reason);
  };
  if (outer.aborted) onOuter();
  else {
    outer.addEventListener('abort', onOuter, { once: true });
    arm();
  }
  return {
    signal: controller.signal,
    saw(message) {
      if (maxTimeoutMs === undefined || progressToken === undefined || controller.signal.aborted) return;
      if (isProgressOf(message, progressToken)) arm();
    },
    stop() {
      clearTimeout(timer);
      outer.removeEventListener('abort', onOuter);
    },
  };
}

/** Whether a message is a progress notification for this token. */
function isProgressOf(message: JsonObject, token: string | number): boolean {
  const { method, params } = message;
  return method === 'notifications/progress' && isJsonObject(params) && params['progressToken'] === token;
}

/** A sink and a signal for the transport that keep the draft's deadline; both as they were where it has none. */
export function withDeadline(
  draft: Draft,
  sink: ExchangeSink,
  outer: AbortSignal,
): { readonly sink: ExchangeSink; readonly signal: AbortSignal } {
  if (draft.timeoutMs === undefined) return { sink, signal: outer };
  const deadline = startDeadline(draft, outer);
  let watch: MessageWatch | undefined;
  return {
    signal: deadline.signal,
    sink: {
      requestBytes: (bytes, atMs) => {
        sink.requestBytes(bytes, atMs);
      },
      responseBytes: (bytes, atMs) => {
        sink.responseBytes(bytes, atMs);
      },
      responseHead(head, atMs) {
        const type = headerValue(head.headers, 'content-type') ?? '';
        if (type.toLowerCase().startsWith('text/event-stream')) watch = createMessageWatch();
        sink.responseHead(head, atMs);
      },
      bodyBytes(bytes, atMs) {
        for (const { message } of watch?.push(bytes) ?? []) deadline.saw(message);
        sink.bodyBytes(bytes, atMs);
      },
      end(end) {
        deadline.stop();
        sink.end(end);
      },
    },
  };
}
