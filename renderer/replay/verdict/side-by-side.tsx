import { Loader, SegmentedControl, Switch } from '@mantine/core';
import { useMemo, useState } from 'react';
import type { Difference } from '../../../shared/model/difference.ts';
import type { ExchangeRef } from '../../../shared/model/exchange-ref.ts';
import { jsonOf } from '../../../shared/model/json.ts';
import { DiffEditor } from '../../ui/diff-editor.tsx';
import { formatCounted } from '../../ui/format.ts';
import { MeaningMark } from '../../ui/meaning-mark.tsx';
import type { Meaning } from '../../ui/palette.ts';
import { ExchangeButton } from '../exchange-button.tsx';
import shared from '../replay.module.css';
import { answerSide } from './answer-side.ts';
import { nearestPlace } from './nearest-place.ts';
import styles from './side-by-side.module.css';
import { useAnswers, type TwoAnswers } from './use-answers.ts';

export interface ComparedSide {
  readonly ref: ExchangeRef;
  readonly title: string;
  readonly meaning: Meaning;
}

interface SideBySideProps {
  /** Where they differ: into the message (`/result/…`, `/error/…`), or `/status`, `/headers/…`, `/failure`. */
  readonly pointer: string;
  readonly left: ComparedSide;
  readonly right: ComparedSide;
}

function SideHead({ side, status }: { readonly side: ComparedSide; readonly status: number | undefined }) {
  return (
    <span className={styles.sideHead}>
      <MeaningMark meaning={side.meaning} size={13} />
      <b>{side.title}</b>
      <ExchangeButton exchange={side.ref} />
      {status !== undefined && <span className={shared.muted}>HTTP {status}</span>}
    </span>
  );
}

function cell(value: unknown): string {
  return value === undefined ? 'absent' : jsonOf(value);
}

/** Every place at which the two answers differ, the one in question first. */
function Structural({
  differences,
  pointer,
}: {
  readonly differences: readonly Difference[];
  readonly pointer: string;
}) {
  // What a step is judged by leaves out what follows from it, such as a result that an error stands in place of.
  const chosen = nearestPlace(
    differences.map((each) => each.pointer),
    pointer,
  );
  const sorted = differences.toSorted(
    (one, other) => Number(other.pointer === chosen) - Number(one.pointer === chosen),
  );
  return (
    <div className={styles.scroller} role="region" aria-label="Differences by place" tabIndex={0}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">Place</th>
            <th scope="col">Goes well</th>
            <th scope="col">Fails</th>
          </tr>
        </thead>
        <tbody>
          {sorted.map((difference) => (
            <tr key={difference.pointer} data-chosen={difference.pointer === chosen || undefined}>
              <th scope="row">{difference.pointer === '' ? '(the whole answer)' : difference.pointer}</th>
              <td data-absent={difference.left === undefined || undefined}>{cell(difference.left)}</td>
              <td data-absent={difference.right === undefined || undefined}>{cell(difference.right)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Texts({
  answers,
  props,
  unfold,
}: {
  readonly answers: TwoAnswers;
  readonly props: SideBySideProps;
  readonly unfold: boolean;
}) {
  const { pointer, left, right } = props;
  const sides = useMemo(() => {
    const side = (answer: TwoAnswers['left'], { title, meaning }: ComparedSide) =>
      answerSide({
        ...{ answer, pointer, unfold },
        note: { meaning, text: 'Here the two answers differ.' },
        ariaLabel: `${title}: the answer`,
      });
    return { left: side(answers.left, left), right: side(answers.right, right) };
    // eslint-disable-next-line react-hooks/exhaustive-deps -- of the sides only what they are called is used
  }, [answers, pointer, unfold, left.title, right.title]);
  return <DiffEditor judged left={sides.left} right={sides.right} />;
}

type View = 'texts' | 'places';

/** Two answers side by side, with the place that differs in view; or as a list of all places. */
export function SideBySide(props: SideBySideProps) {
  const { pointer, left, right } = props;
  const loaded = useAnswers(left.ref, right.ref);
  const [view, setView] = useState<View>('texts');
  const [unfold, setUnfold] = useState(true);
  const answers = loaded?.ok ? loaded.answers : undefined;
  const count = answers?.differences?.length;
  return (
    <section className={styles.sides} aria-label="The two answers">
      <div className={styles.bar}>
        <SegmentedControl
          aria-label="Compare"
          value={view}
          data={[
            { value: 'texts', label: 'Side by side' },
            { value: 'places', label: count === undefined ? 'By place' : `By place (${String(count)})` },
          ]}
          onChange={(value) => {
            setView(value);
          }}
        />
        <code className={styles.pointer} data-tip="Where they differ">
          {pointer === '' ? '(the whole answer)' : pointer}
        </code>
        <span className={shared.gap} />
        {view === 'texts' && (
          <Switch
            label="JSON in texts as JSON"
            checked={unfold}
            onChange={(event) => {
              setUnfold(event.currentTarget.checked);
            }}
          />
        )}
      </div>
      {loaded && !loaded.ok && (
        <p className={shared.problem} role="alert">
          <MeaningMark meaning="fault" /> <span>The answers could not be read: {loaded.problem}</span>
        </p>
      )}
      {!loaded && (
        <p className={shared.waiting} role="status">
          <Loader size={14} /> Reading the two answers…
        </p>
      )}
      {answers && view === 'texts' && (
        <>
          <div className={styles.heads}>
            <SideHead side={left} status={answers.left.status} />
            <SideHead side={right} status={answers.right.status} />
          </div>
          <Texts answers={answers} props={props} unfold={unfold} />
        </>
      )}
      {answers &&
        view === 'places' &&
        (answers.differences ? (
          <Structural differences={answers.differences} pointer={pointer} />
        ) : (
          <p className={shared.waiting}>They could not be held against each other.</p>
        ))}
      {answers?.differences && (
        <span className={styles.aloud} role="status">
          {formatCounted(answers.differences.length, 'difference')}
        </span>
      )}
    </section>
  );
}
