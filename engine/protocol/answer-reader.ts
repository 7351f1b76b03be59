import type { AnswerReader, AnswerReaderOptions } from './answer.ts';
import { createEventStreamReader } from './event-stream-reader.ts';
import { createJsonBodyReader } from './json-body-reader.ts';
import { createOtherBodyReader } from './other-body-reader.ts';

export type { AnswerReader, AnswerReaderOptions } from './answer.ts';

/**
 * A reader for one answer: a single JSON object, a stream of events, or something that should not be there.
 * What an answer with an HTTP error status holds is never a problem: that is what the peer had to say.
 * https://modelcontextprotocol.io/specification/2026-07-28/basic/transports/streamable-http#sending-messages
 */
export function createAnswerReader(options: AnswerReaderOptions): AnswerReader {
  const type = mediaType(options.contentType);
  if (type === 'text/event-stream') return createEventStreamReader(options);
  if (type === 'application/json' || /^application\/[^ ]*\+json$/.test(type)) {
    return createJsonBodyReader(options);
  }
  return createOtherBodyReader(options, type);
}

/** Type and subtype of a Content-Type in lower case, without parameters; empty where there is none. */
function mediaType(contentType: string | undefined): string {
  return (contentType ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
}
