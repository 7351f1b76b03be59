import type { Row } from '../../../shared/model/exchange.ts';
import type { Finding } from '../../../shared/model/finding.ts';
import { readPlace } from '../../../shared/model/place.ts';

/** The tabs of an exchange, in the order shown. */
export const TABS = [
  'overview',
  'headers',
  'request',
  'response',
  'stream',
  'findings',
  'gateway',
  'timing',
  'raw',
] as const;
export type TabName = (typeof TABS)[number];

/** A place within the detail of an exchange: a tab, and what is pointed out there. */
export interface Place {
  readonly tab: TabName;
  /** Index of an event of the stream. */
  readonly event?: number;
  /** Name of a header of the request or of the answer. */
  readonly header?: { readonly of: 'request' | 'answer'; readonly name: string };
  /** JSON pointer into the body, or into the message of the event. */
  readonly pointer?: string;
}

/** What of a row says where its answer is shown. */
type AnswerShape = Pick<Row, 'eventCount' | 'resultType' | 'errorCode'>;

/** Whether the event is all of the answer, which Response shows. */
function isWhole({ eventCount, resultType, errorCode }: AnswerShape): boolean {
  return eventCount === 1 && (resultType !== undefined || errorCode !== undefined);
}

/** Where a finding points to, and in words; undefined where it is about the exchange as a whole. Pure. */
export function placeOf(
  { pointer, side }: Pick<Finding, 'pointer' | 'side'>,
  row: AnswerShape,
): { readonly place: Place; readonly words: string } | undefined {
  const place = pointer === undefined ? undefined : readPlace(pointer);
  if (!place || pointer === undefined) return undefined;
  switch (place.kind) {
    case 'header':
      return {
        place: { tab: 'headers', header: { of: 'request', name: place.name } },
        words: `header ${place.name}`,
      };
    case 'answer-header':
      return {
        place: { tab: 'headers', header: { of: 'answer', name: place.name } },
        words: `header ${place.name} of the answer`,
      };
    case 'status':
      return { place: { tab: 'overview' }, words: 'HTTP status' };
    case 'request': {
      // A bare pointer of an older recording is one into the message of whoever is at fault.
      const isAnswer = side === 'server' && !pointer.startsWith('request');
      const tab = isAnswer ? 'response' : 'request';
      const whole = isAnswer ? 'the answer' : 'the request';
      return { place: { tab, pointer: place.pointer }, words: place.pointer === '' ? whole : place.pointer };
    }
    case 'event':
      return eventPlace(place.index, place.pointer, row);
  }
}

function eventPlace(
  event: number,
  pointer: string,
  row: AnswerShape,
): { readonly place: Place; readonly words: string } {
  if (event === 0 && isWhole(row)) {
    return { place: { tab: 'response', pointer }, words: pointer === '' ? 'the answer' : pointer };
  }
  const words = `event ${event + 1}${pointer === '' ? '' : ` ${pointer}`}`;
  return { place: { tab: 'stream', event, ...(pointer !== '' && { pointer }) }, words };
}
