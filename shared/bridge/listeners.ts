import type { Bridge, BridgeEvent, EventName, Events } from './bridge.ts';

/** Who wants to hear what: the half of a Bridge that is the same on every side. */
export interface Listeners extends Pick<Bridge, 'on' | 'onConnection'> {
  readonly emit: (event: BridgeEvent) => void;
  /** Tells the listeners only where the state is another one. */
  setConnected(connected: boolean): void;
}

/** `onBug` gets what a listener threw; the others hear all the same. */
export function createListeners(
  connectedAtFirst: boolean,
  onBug: (error: unknown, where: string) => void,
): Listeners {
  const byEvent = new Map<EventName, Set<(payload: never) => void>>();
  const onConnection = new Set<(connected: boolean) => void>();
  let connected = connectedAtFirst;

  /** One bad listener must not keep the others from hearing. */
  const guarded = (where: string, call: () => void): void => {
    try {
      call();
    } catch (error) {
      onBug(error, where);
    }
  };

  return {
    on<E extends EventName>(event: E, listener: (payload: Events[E]) => void) {
      const set = byEvent.get(event) ?? new Set();
      byEvent.set(event, set);
      // Wrapped, so that the same function subscribed twice is two subscriptions.
      const entry = (payload: Events[E]): void => {
        listener(payload);
      };
      set.add(entry);
      return () => {
        set.delete(entry);
      };
    },
    onConnection(listener) {
      const entry = (state: boolean): void => {
        listener(state);
      };
      onConnection.add(entry);
      listener(connected);
      return () => {
        onConnection.delete(entry);
      };
    },
    emit(event) {
      for (const listener of byEvent.get(event.event) ?? []) {
        guarded(`a listener of "${event.event}"`, () => {
          listener(event.payload as never);
        });
      }
    },
    setConnected(state) {
      if (state === connected) return;
      connected = state;
      for (const listener of onConnection) {
        guarded('a listener of the connection', () => {
          listener(state);
        });
      }
    },
  };
}
