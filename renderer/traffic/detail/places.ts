import type { Finding } from '../../../shared/model/finding.ts';

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
  /** Name of a header; of the request or of the answer. */
  readonly header?: string;
  /** JSON pointer into the body. */
  readonly pointer?: string;
}

/** Where a finding points to, and in words; undefined where it is about the exchange as a whole. Pure. */
export function placeOf({
  pointer,
  side,
}: Pick<Finding, 'pointer' | 'side'>): { readonly place: Place; readonly words: string } | undefined {
  if (pointer === undefined) return undefined;
  const event = /^event:(\d+)$/.exec(pointer)?.[1];
  if (event !== undefined) {
    return { place: { tab: 'stream', event: Number(event) }, words: `event ${Number(event) + 1}` };
  }
  const header = /^header:(.+)$/.exec(pointer)?.[1];
  if (header !== undefined) return { place: { tab: 'headers', header }, words: `header ${header}` };
  if (pointer !== '' && !pointer.startsWith('/')) return undefined;
  const tab = side === 'client' ? 'request' : 'response';
  return { place: { tab, pointer }, words: pointer === '' ? 'the whole message' : pointer };
}
