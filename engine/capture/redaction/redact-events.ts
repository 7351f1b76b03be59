import { startOf } from '../../protocol/answer-judge.ts';
import { fromBytes, toBytes, type EventTexts, type ExchangeTexts } from './exchange-texts.ts';

/** So much of an event is enough for its preview. */
const ENOUGH = 8_192;

/**
 * The events of an answer whose body is another one now. A preview is made anew from the body where it was made from it in
 * the first place; others are `redacted` as texts that may have been cut.
 */
export function redactEvents(
  { events, body }: ExchangeTexts,
  newBody: string,
  redacted: (text: string) => string,
): EventTexts[] {
  return events.map((event) => {
    const { offset, length, kind } = event;
    const slice = (text: string): string => text.slice(offset, offset + Math.min(length, ENOUGH));
    const old = slice(body);
    const now = slice(newBody);
    const isOfBody = old.length > 0 && previewOf(kind, old) === event.preview;
    const preview = !isOfBody ? redacted(event.preview) : old === now ? event.preview : previewOf(kind, now);
    return {
      ...event,
      preview,
      eventName: redacted(event.eventName),
      eventId: redacted(event.eventId),
      method: redacted(event.method),
    };
  });
}

/** What the readers in engine/protocol make of these bytes. */
function previewOf(kind: EventTexts['kind'], bytes: string): string {
  const text = kind === 'message' ? dataOf(bytes) : kind === 'comment' ? bytes.replace(/^: ?/, '') : bytes;
  const read = fromBytes(text);
  return toBytes(startOf(kind === 'stderr' || kind === 'stray' || kind === 'line' ? read.trimEnd() : read));
}

function dataOf(bytes: string): string {
  const lines = bytes.split(/\r\n|\r|\n/).filter((line) => line.startsWith('data:'));
  return lines.map((line) => line.slice(line.charAt(5) === ' ' ? 6 : 5)).join('\n');
}
