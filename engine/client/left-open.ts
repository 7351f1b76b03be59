import type { Finding } from '../../shared/model/finding.ts';
import { headerValue } from '../../shared/model/headers.ts';
import type { Era } from '../../shared/model/instance.ts';
import type { JsonObject } from '../../shared/model/json.ts';
import type { ExchangeRecorder } from '../capture/recorder.ts';
import { LEFT_OPEN_MS } from '../protocol/left-open-ms.ts';
import { createMessageWatch, type MessageWatch } from '../protocol/message-watch.ts';
import type { ExchangeSink } from '../transport/exchange-sink.ts';
import { endingWell } from './ending-well.ts';

export { LEFT_OPEN_MS };

/** Source of the finding, by era. */
const LINKS: Readonly<Record<Era, string>> = {
  modern:
    'https://modelcontextprotocol.io/specification/2026-07-28/basic/transports/streamable-http#receiving-messages',
  legacy:
    'https://modelcontextprotocol.io/specification/2025-11-25/basic/transports#sending-messages-to-the-server',
};

/** Ends the stream of an answered request that its server does not end. */
export interface LeftOpenClock {
  /** Aborted once the stream has stood open for too long. */
  readonly signal: AbortSignal;
  /** The answer is there: from now on the stream should end. */
  answered(): void;
  /** It has ended. */
  stop(): void;
}

/**
 * The final response should end its stream. A server that leaves it open would keep everybody waiting who waits for the
 * exchange's end, so Hopscope closes it and says so.
 */
export function createLeftOpenClock(era: Era, onLeftOpen: (finding: Finding) => void): LeftOpenClock {
  const controller = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  let over = false;
  return {
    signal: controller.signal,
    answered() {
      if (over || timer !== undefined) return;
      timer = setTimeout(() => {
        over = true;
        onLeftOpen({
          rule: 'stream.open-after-response',
          severity: 'warning',
          side: 'server',
          message: `The server left the stream open after the answer; Hopscope closed it ${String(LEFT_OPEN_MS)} ms later.`,
          link: LINKS[era],
        });
        controller.abort();
      }, LEFT_OPEN_MS);
    },
    stop() {
      over = true;
      clearTimeout(timer);
    },
  };
}

/** The recorder as a sink that watches for the answer, and a signal to end the request by. */
export function closeLeftOpen(
  recorder: ExchangeRecorder,
  requestId: string | number | undefined,
): { readonly sink: ExchangeSink; readonly signal: AbortSignal } {
  const clock = createLeftOpenClock('modern', (finding) => {
    recorder.finding(finding);
  });
  let watch: MessageWatch | undefined;
  const ending = endingWell(recorder, clock.signal);
  return {
    signal: clock.signal,
    sink: {
      ...ending,
      responseHead(head, atMs) {
        const type = headerValue(head.headers, 'content-type') ?? '';
        if (type.toLowerCase().startsWith('text/event-stream')) watch = createMessageWatch();
        ending.responseHead(head, atMs);
      },
      bodyBytes(bytes, atMs) {
        ending.bodyBytes(bytes, atMs);
        const found = watch?.push(bytes) ?? [];
        if (found.some(({ message }) => answers(message, requestId))) clock.answered();
      },
      end(end) {
        clock.stop();
        ending.end(end);
      },
    },
  };
}

function answers(message: JsonObject, requestId: string | number | undefined): boolean {
  return (
    requestId !== undefined && message['id'] === requestId && ('result' in message || 'error' in message)
  );
}
