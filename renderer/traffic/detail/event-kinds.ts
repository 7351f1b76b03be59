import type { StreamEvent } from '../../../shared/model/exchange.ts';

/** What of a stream is shown: everything, the messages alone, or what a process wrote beside them. */
export const EVENT_FILTERS = ['all', 'messages', 'stderr', 'stray'] as const;
export type EventFilter = (typeof EVENT_FILTERS)[number];

function passes({ kind }: StreamEvent, filter: EventFilter): boolean {
  switch (filter) {
    case 'all':
      return true;
    case 'messages':
      return kind !== 'stderr' && kind !== 'stray' && kind !== 'comment';
    default:
      return kind === filter;
  }
}

/** How many of the first `count` events there are of each kind that can be asked for. One pass. */
export function countKinds(
  events: readonly StreamEvent[],
  count: number,
): Readonly<Record<EventFilter, number>> {
  const counts = { all: count, messages: 0, stderr: 0, stray: 0 };
  for (let index = 0; index < count; index += 1) {
    const event = events[index];
    if (!event) continue;
    if (event.kind === 'stderr' || event.kind === 'stray') counts[event.kind] += 1;
    else if (event.kind !== 'comment') counts.messages += 1;
  }
  return counts;
}

/** Places, among the first `count` events, of those that pass; undefined where all do. */
export function shownEvents(
  events: readonly StreamEvent[],
  count: number,
  filter: EventFilter,
): readonly number[] | undefined {
  if (filter === 'all') return undefined;
  const shown: number[] = [];
  for (let index = 0; index < count; index += 1) {
    const event = events[index];
    if (event && passes(event, filter)) shown.push(index);
  }
  return shown;
}

/** What an event is, in a word: its method, else what it is as JSON-RPC goes. */
export function kindOf(event: StreamEvent): string {
  if (event.kind === 'comment' || event.kind === 'stderr' || event.kind === 'stray') return event.kind;
  return event.method ?? event.message ?? event.eventName ?? event.kind;
}
