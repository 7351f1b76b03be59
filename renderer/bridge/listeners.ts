import type { Bridge, BridgeEvent, EventName, Events } from '../../shared/bridge/bridge.ts';

/** Who wants to hear what: the half of a Bridge that is the same in every client. */
export interface Listeners extends Pick<Bridge, 'on' | 'onConnection'> {
  emit(event: BridgeEvent): void;
  /** Tells the listeners only where the state is another one. */
  setConnected(connected: boolean): void;
}

export function createListeners(connectedAtFirst: boolean): Listeners {
  const byEvent = new Map<EventName, Set<(payload: never) => void>>();
  const onConnection = new Set<(connected: boolean) => void>();
  let connected = connectedAtFirst;

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
        guarded(() => {
          listener(event.payload as never);
        });
      }
    },
    setConnected(state) {
      if (state === connected) return;
      connected = state;
      for (const listener of onConnection) {
        guarded(() => {
          listener(state);
        });
      }
    },
  };
}

/** One bad listener must not keep the others from hearing. */
function guarded(call: () => void): void {
  try {
    call();
  } catch (error) {
    reportError(error);
  }
}
