import type { Bridge, BridgeEvent, EventName } from './bridge.ts';

/** Complete: an event that is missing here does not compile. */
export const EVENT_NAMES: readonly EventName[] = Object.keys({
  rows: true,
  captures: true,
  workspace: true,
  health: true,
  connection: true,
  inputs: true,
  gateway: true,
  mock: true,
  mockState: true,
  run: true,
  tour: true,
  task: true,
  durability: true,
  replay: true,
  redaction: true,
  series: true,
  planning: true,
  transfer: true,
  listing: true,
  judged: true,
  notice: true,
  recents: true,
} satisfies Record<EventName, true>) as EventName[];

/** Subscribes to all events, for whoever hands them on. Returns the function that ends it. */
export function onEveryEvent(bridge: Pick<Bridge, 'on'>, listener: (event: BridgeEvent) => void): () => void {
  const subscriptions = EVENT_NAMES.map((event) =>
    bridge.on(event, (payload) => {
      listener({ event, payload } as BridgeEvent);
    }),
  );
  return () => {
    for (const unsubscribe of subscriptions) unsubscribe();
  };
}
