import { useEffect, useState } from 'react';
import type { CaptureSummary } from '../../shared/model/capture.ts';
import { useApp, useEngine } from '../ui/app-context.ts';
import { useTraffic } from '../traffic/traffic-context.ts';
import { heardWords, judgingWords, worstHeard } from '../traffic/findings/judged-words.ts';
import { SEVERITY_MEANING } from '../ui/palette.ts';
import { formatCount, formatSize } from '../ui/format.ts';
import { MeaningMark } from '../ui/meaning-mark.tsx';
import { RateMeter } from './rate-meter.ts';
import styles from './status-bar.module.css';

const TICK_MS = 500;

interface Flow {
  /** Exchanges per second. */
  readonly rate: number;
  /** Highest number seen in the recording's events. */
  readonly last: number;
}

/** How fast exchanges come into the recording, counted from the rows that arrive. */
function useFlow(recordingId: string | undefined): Flow {
  const { bridge } = useApp();
  const [flow, setFlow] = useState<Flow & { readonly of: string | undefined }>({
    rate: 0,
    last: 0,
    of: undefined,
  });
  useEffect(() => {
    if (recordingId === undefined) return undefined;
    const meter = new RateMeter();
    let last = 0;
    const stop = bridge.on('rows', (batch) => {
      if (batch.captureId !== recordingId) return;
      const highest = batch.rows.reduce((most, row) => Math.max(most, row.number), last);
      // What was there before this window is no rate: the first batch only says where the count stands.
      const fresh = last === 0 ? batch.rows.length : highest - last;
      meter.note(fresh, performance.now());
      last = highest;
    });
    const timer = setInterval(() => {
      const rate = meter.perSecond(performance.now());
      setFlow((old) =>
        old.rate === rate && old.last === last && old.of === recordingId
          ? old
          : { rate, last, of: recordingId },
      );
    }, TICK_MS);
    return () => {
      stop();
      clearInterval(timer);
    };
  }, [bridge, recordingId]);
  return flow.of === recordingId ? flow : { rate: 0, last: 0 };
}

function formatRate(rate: number): string {
  if (rate === 0) return '0/s';
  return rate < 10 ? `${rate.toFixed(1)}/s` : `${formatCount(Math.round(rate))}/s`;
}

function Recording({ capture }: { readonly capture: CaptureSummary | undefined }) {
  const flow = useFlow(capture?.id);
  if (!capture) {
    return (
      <span
        className={styles.part}
        data-tip="What you send now is kept in no file. Start a new recording to keep it."
      >
        <span className={styles.stopped} /> not recording
      </span>
    );
  }
  const exchanges = Math.max(capture.exchanges, flow.last);
  return (
    <>
      <span className={styles.part}>
        <span className={styles.recording} /> recording
      </span>
      <span className={styles.file} data-tip={capture.path}>
        {capture.name}
      </span>
      <span className={styles.part} data-testid="exchange-count">
        {formatCount(exchanges)} {exchanges === 1 ? 'exchange' : 'exchanges'}
      </span>
      <span className={styles.part} data-tip="Exchanges a second, over the last three seconds">
        {formatRate(flow.rate)}
      </span>
      <span className={styles.part} data-tip="Size of what was recorded">
        {formatSize(capture.bytes)}
      </span>
      {capture.problem !== undefined && (
        <span className={styles.problem} role="alert" data-tip={capture.problem}>
          <MeaningMark meaning="warning" /> {capture.problem}
        </span>
      )}
    </>
  );
}

/** What the rules have found in what is recorded, or else in the capture that is shown: the way to it. */
function Findings({ recordingId }: { readonly recordingId: string | undefined }) {
  const { go } = useApp();
  const shownId = useTraffic((state) => state.captureId);
  const captureId = recordingId ?? shownId;
  const judged = useEngine((state) => (captureId === undefined ? undefined : state.judged.get(captureId)));
  if (captureId === undefined || !judged || judged.ended === 0) return null;
  const worst = worstHeard(judged);
  const judging = judgingWords(judged);
  return (
    <>
      <button
        type="button"
        className={styles.jump}
        data-tip="What the specification says against it. Muted findings do not count."
        onClick={() => {
          go({ screen: 'traffic', findings: captureId });
        }}
      >
        <MeaningMark meaning={worst ? SEVERITY_MEANING[worst] : 'fine'} size={12} /> {heardWords(judged)}
      </button>
      {judging !== undefined && <span className={styles.part}>{judging}</span>}
      {judged.problem !== undefined && (
        <span className={styles.problem} role="alert" data-tip={judged.problem}>
          <MeaningMark meaning="warning" size={12} /> {judged.problem}
        </span>
      )}
    </>
  );
}

/** Where gateways listen, as the way to them. */
function Gateways() {
  const { go } = useApp();
  const gateways = useEngine((state) => state.gateways);
  return [...gateways.values()]
    .filter(({ state, url }) => state === 'listening' && url !== undefined)
    .map(({ id, url = '' }) => (
      <button
        key={id}
        type="button"
        className={styles.jump}
        data-tip={`A gateway listens at ${url}.`}
        onClick={() => {
          go({ screen: 'fleet', gateway: true });
        }}
      >
        gateway :{new URL(url).port || '80'}
      </button>
    ));
}

/** Recordings that are served, as the way to them. */
function Mocks() {
  const { go } = useApp();
  const mocks = useEngine((state) => state.mocks);
  return [...mocks.values()]
    .filter(({ running }) => running)
    .map(({ id, url, captureId }) => (
      <button
        key={id}
        type="button"
        className={styles.jump}
        data-tip={`A recording is served at ${url}.`}
        onClick={() => {
          go({ screen: 'captures', serve: captureId });
        }}
      >
        mock :{new URL(url).port || '80'}
      </button>
    ));
}

/** Always there: whether something is recorded, where, how much, and whether the engine can be reached. */
export function StatusBar() {
  const connected = useEngine((state) => state.connected);
  const recording = useEngine((state) => state.captures.find((capture) => capture.recording));
  const version = useEngine((state) => state.info?.version);
  return (
    <footer className={styles.bar} role="contentinfo" aria-label="Status">
      <Recording capture={recording} />
      <Findings recordingId={recording?.id} />
      <span className={styles.gap} />
      <Gateways />
      <Mocks />
      {connected ? (
        <span className={styles.part}>
          <MeaningMark meaning="fine" size={12} /> connected
        </span>
      ) : (
        <span className={styles.problem} role="alert">
          <MeaningMark meaning="fault" size={12} /> The engine is out of reach: what you see may be old.
          Trying again…
        </span>
      )}
      {version !== undefined && <span className={styles.part}>Hopscope {version}</span>}
    </footer>
  );
}
