import { useEffect, useState } from 'react';
import type { ExchangeRef, StreamEvent } from '../../../shared/model/exchange.ts';
import { useApp } from '../../ui/app-context.ts';
import { createEventList, type EventList } from './event-list.ts';
import { LoadPace } from './load-pace.ts';

/** A stream is read on at most so often while it runs. */
const PAUSE_MS = 100;

export interface Events {
  /** Grows in place: `count` says how far. */
  readonly events: readonly StreamEvent[];
  readonly count: number;
  readonly problem: string | undefined;
}

interface Reader {
  readonly list: EventList;
  readonly pace: LoadPace;
}

/** The events of an exchange, fetched page by page and read on as `total` grows. Give it a key for each exchange. */
export function useEvents(exchange: ExchangeRef, total: number): Events {
  const { bridge } = useApp();
  const { captureId, number } = exchange;
  const [reader, setReader] = useState<Reader>();
  const [count, setCount] = useState(0);
  useEffect(() => {
    const list = createEventList(bridge, { captureId, number });
    let ended = false;
    const pace = new LoadPace(
      () =>
        list.catchUp(() => {
          if (!ended) setCount(list.events.length);
        }),
      PAUSE_MS,
    );
    // eslint-disable-next-line react-hooks/set-state-in-effect -- the reader belongs to this effect's lifetime
    setReader({ list, pace });
    return () => {
      ended = true;
      pace.end();
    };
  }, [bridge, captureId, number]);
  useEffect(() => {
    reader?.pace.request();
  }, [reader, total]);
  return { events: reader?.list.events ?? [], count, problem: reader?.list.problem };
}
