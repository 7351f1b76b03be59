import { useEffect, useRef, useState } from 'react';
import type { ExchangeDetail, Row } from '../../../shared/model/exchange.ts';
import { useApp } from '../../ui/app-context.ts';
import { LoadPace } from './load-pace.ts';

/** An open exchange is asked for at most so often, however fast its events come. */
const LIVE_PAUSE_MS = 250;

export interface LoadedExchange {
  /** The last one that came, until the one asked for is here. */
  readonly detail: ExchangeDetail | undefined;
  /** `detail` is still that of the row before, or older than the row. */
  readonly behind: boolean;
  /** A sentence: why there is none. */
  readonly problem: string | undefined;
}

/**
 * The detail of a row, asked for again while the row changes.
 * @param bodyLimit bytes of each body that come along
 */
export function useExchange(captureId: string, row: Row, bodyLimit: number): LoadedExchange {
  const { bridge } = useApp();
  const [loaded, setLoaded] = useState<{
    readonly detail?: ExchangeDetail;
    readonly problem?: string;
    readonly of: string;
  }>();
  const pace = useRef<LoadPace>(undefined);
  const of = `${captureId} ${row.number} ${bodyLimit}`;
  const { number } = row;
  useEffect(() => {
    let ended = false;
    const mine = new LoadPace(async () => {
      const answer = await bridge.invoke('exchange.get', { captureId, number, bodyLimit });
      if (ended) return;
      setLoaded(answer.ok ? { detail: answer.value, of } : { problem: answer.error.message, of });
    }, LIVE_PAUSE_MS);
    pace.current = mine;
    return () => {
      ended = true;
      mine.end();
    };
  }, [bridge, captureId, number, bodyLimit, of]);
  useEffect(() => {
    pace.current?.request();
  }, [row, of]);
  const current = loaded?.of === of;
  return {
    detail: loaded?.detail,
    behind: !current,
    problem: current ? loaded.problem : undefined,
  };
}
