import type { ExchangeSink } from '../transport/exchange-sink.ts';

/** Once there is enough of an answer, that we ended it is no failure of it. */
export function endingWell(recorder: ExchangeSink, enough: AbortSignal): ExchangeSink {
  return {
    requestBytes: (bytes, atMs) => {
      recorder.requestBytes(bytes, atMs);
    },
    responseBytes: (bytes, atMs) => {
      recorder.responseBytes(bytes, atMs);
    },
    responseHead: (head, atMs) => {
      recorder.responseHead(head, atMs);
    },
    bodyBytes: (bytes, atMs) => {
      recorder.bodyBytes(bytes, atMs);
    },
    end: ({ failure, ...end }) => {
      const ours = enough.aborted && failure?.kind === 'cancelled';
      recorder.end({ ...end, ...(failure && !ours && { failure }) });
    },
  };
}
