import { Loader, SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import { jsonOf } from '../../shared/model/json.ts';
import type { SeriesRow, SeriesSide, SeriesStep } from '../../shared/model/series.ts';
import { NOISE_WORDS, SERIES_WORDS } from '../../shared/model/series-words.ts';
import { useApp } from '../ui/app-context.ts';
import { DiffEditor } from '../ui/diff-editor.tsx';
import { formatCount, formatTime } from '../ui/format.ts';
import { MeaningMark } from '../ui/meaning-mark.tsx';
import styles from './captures.module.css';
import { CLASS_LOOKS } from './series-looks.ts';
import { useExchangeTexts, type TwoTexts } from './use-exchange-texts.ts';

interface StepDetailProps {
  readonly row: SeriesRow;
  readonly left: SeriesSide;
  readonly right: SeriesSide;
}

type View = 'places' | 'request' | 'answer';

function StepHead({ step, side }: { readonly step: SeriesStep | undefined; readonly side: SeriesSide }) {
  const { go } = useApp();
  if (!step) return <span className={styles.muted}>Not in {side.name}</span>;
  return (
    <span className={styles.cut}>
      <button
        type="button"
        className={styles.link}
        data-tip="Shows it in Traffic"
        onClick={() => {
          go({ screen: 'traffic', select: { captureId: side.captureId, number: step.number } });
        }}
      >
        #{step.number} of {side.name}
      </button>{' '}
      <span className={styles.muted}>
        {formatTime(step.startedAt)} {step.instanceName}
      </span>
    </span>
  );
}

function Places({ row }: { readonly row: SeriesRow }) {
  const more = row.total - row.differences.length;
  if (row.total === 0) {
    return (
      <p className={styles.muted}>
        {row.left && row.right
          ? 'Request and answer say the same, noise aside.'
          : 'There is nothing on the other side to hold it against.'}
      </p>
    );
  }
  return (
    <>
      <table className={styles.table} aria-label="Differences by place">
        <thead>
          <tr>
            <th scope="col">Place</th>
            <th scope="col">Left</th>
            <th scope="col">Right</th>
          </tr>
        </thead>
        <tbody>
          {row.differences.map(({ pointer, kind, left, right }) => (
            <tr key={`${pointer} ${kind}`}>
              <th scope="row">{pointer}</th>
              <td>{left === undefined ? 'absent' : jsonOf(left)}</td>
              <td>{right === undefined ? 'absent' : jsonOf(right)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {more > 0 && <p className={styles.muted}>{formatCount(more)} more.</p>}
    </>
  );
}

function Texts({
  texts,
  view,
}: {
  readonly texts: TwoTexts | undefined;
  readonly view: 'request' | 'answer';
}) {
  if (!texts) {
    return (
      <p className={styles.waiting} role="status">
        <Loader size={14} /> Reading both…
      </p>
    );
  }
  if (!texts.ok) {
    return (
      <p className={styles.problem} role="alert">
        <MeaningMark meaning="fault" /> <span>They could not be read: {texts.problem}</span>
      </p>
    );
  }
  const { left, right } = texts.value;
  return <DiffEditor left={left[view]} right={right[view]} />;
}

/** One row: what of it differs, and both exchanges side by side. */
export function StepDetail({ row, left, right }: StepDetailProps) {
  const [view, setView] = useState<View>('places');
  const ref = (step: SeriesStep | undefined, { captureId }: SeriesSide) =>
    step && { captureId, number: step.number };
  const texts = useExchangeTexts(ref(row.left, left), ref(row.right, right));
  return (
    <section className={styles.detail} aria-label="The step on both sides">
      <div className={styles.bar}>
        <SegmentedControl
          aria-label="What is compared"
          value={view}
          data={[
            { value: 'places', label: `By place (${String(row.total)})` },
            { value: 'request', label: 'Requests' },
            { value: 'answer', label: 'Answers' },
          ]}
          onChange={setView}
        />
      </div>
      <div className={styles.heads}>
        <StepHead step={row.left} side={left} />
        <StepHead step={row.right} side={right} />
      </div>
      {view === 'places' ? (
        <div className={styles.scroll} role="region" aria-label="What differs" tabIndex={0}>
          <ul className={styles.words}>
            {row.classes.map((each) => (
              <li key={each}>
                <MeaningMark meaning={CLASS_LOOKS[each].meaning} size={13} /> {SERIES_WORDS[each].title}:{' '}
                <span className={styles.muted}>{SERIES_WORDS[each].means}</span>
              </li>
            ))}
            {row.noise.map((each) => (
              <li key={each}>
                {NOISE_WORDS[each].title}: <span className={styles.muted}>{NOISE_WORDS[each].means}</span>
              </li>
            ))}
          </ul>
          <Places row={row} />
        </div>
      ) : (
        <Texts texts={texts} view={view} />
      )}
    </section>
  );
}
