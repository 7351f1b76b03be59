import type { Bridge } from '../../../shared/bridge/bridge.ts';
import type { ExchangeRef, StreamEvent } from '../../../shared/model/exchange.ts';

const PAGE = 1000;

/** Events of one exchange as far as they were fetched: append-only, shared with nobody. */
export interface EventList {
  readonly events: readonly StreamEvent[];
  readonly problem: string | undefined;
  /** Fetches what came since the last call; `onPage` after each page. False while there is nothing new. */
  readonly catchUp: (onPage: () => void) => Promise<void>;
}

/** The list for `exchange`. Pages follow each other, so that 10,000 events hold up no frame. */
export function createEventList(bridge: Bridge, { captureId, number }: ExchangeRef): EventList {
  const events: StreamEvent[] = [];
  let problem: string | undefined;
  const catchUp = async (onPage: () => void): Promise<void> => {
    for (;;) {
      const range = { from: events.length, limit: PAGE };
      const page = await bridge.invoke('exchange.events', { captureId, number, ...range });
      problem = page.ok ? undefined : page.error.message;
      if (page.ok) for (const event of page.value.events) events.push(event);
      onPage();
      if (!page.ok || page.value.events.length === 0 || events.length >= page.value.total) return;
    }
  };
  return {
    events,
    get problem() {
      return problem;
    },
    catchUp,
  };
}
