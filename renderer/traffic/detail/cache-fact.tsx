import { useEffect, useState } from 'react';
import type { ExchangeDetail } from '../../../shared/model/exchange.ts';
import { useApp } from '../../ui/app-context.ts';
import { fetchAnswer } from '../../ui/fetch-answer.ts';
import { freshnessOf, scopeWords } from '../../ui/freshness.ts';
import { MeaningMark } from '../../ui/meaning-mark.tsx';
import { useNow } from '../../ui/use-now.ts';
import { isCacheable, readCacheHints, type ReadHints } from './cache-hints.ts';
import styles from './detail.module.css';

/** The largest answer whose hints are looked for, in bytes: they may stand at its end. */
const LIMIT = 1_048_576;

type Looked = { readonly hints: ReadHints } | { readonly problem: string };

/** The hints of an exchange that has ended, read once from its answer. */
function useCacheHints({ ref }: ExchangeDetail, enabled: boolean): Looked | undefined {
  const { bridge } = useApp();
  const { captureId, number } = ref;
  const [found, setFound] = useState<Looked & { readonly of: number }>();
  useEffect(() => {
    if (!enabled) return undefined;
    let ended = false;
    const look = async (): Promise<Looked> => {
      const detail = await bridge.invoke('exchange.get', { captureId, number, bodyLimit: LIMIT });
      if (!detail.ok) return { problem: detail.error.message };
      const answer = await fetchAnswer(bridge, detail.value, LIMIT);
      if (!answer.ok) return { problem: answer.error.message };
      if (answer.value.truncated)
        return { problem: 'the answer is too large to look for them; Response has it.' };
      const hints = answer.value.text === undefined ? undefined : readCacheHints(answer.value.text);
      return hints ? { hints } : { problem: 'the answer could not be read.' };
    };
    void look().then((looked) => {
      if (!ended) setFound({ ...looked, of: number });
    });
    return () => {
      ended = true;
    };
  }, [bridge, captureId, number, enabled]);
  return found?.of === number ? found : undefined;
}

/** What the server says of keeping its answer, and how much of that time is left. Empty where it has nothing to say. */
export function CacheFact({ detail }: { readonly detail: ExchangeDetail }) {
  const cacheable = isCacheable(detail.row);
  const looked = useCacheHints(detail, cacheable);
  const now = useNow(cacheable ? 1000 : undefined);
  if (!cacheable) return null;
  return (
    <>
      <dt>Caching</dt>
      <dd>{looked && <Hints looked={looked} receivedAt={receivedAt(detail)} now={now} />}</dd>
    </>
  );
}

function receivedAt({ row }: ExchangeDetail): number {
  return row.startedAt + (row.durationMs ?? 0);
}

interface HintsProps {
  readonly looked: Looked;
  readonly receivedAt: number;
  readonly now: number;
}

function Hints({ looked, receivedAt: at, now }: HintsProps) {
  if ('problem' in looked) return <span className={styles.muted}>Not known: {looked.problem}</span>;
  const { hints } = looked;
  const scope = scopeWords(hints);
  return (
    <>
      <span>{freshnessOf(hints, at, now).words}</span>
      {hints.ttlMs !== undefined && <code className={styles.wire}>ttlMs {hints.ttlMs}</code>}
      {scope !== undefined && <span className={styles.muted}>{scope}</span>}
      {hints.faults.map((fault) => (
        <span key={fault}>
          <MeaningMark meaning="warning" /> {fault}
        </span>
      ))}
    </>
  );
}
