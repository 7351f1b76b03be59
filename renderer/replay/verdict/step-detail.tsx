import { Loader } from '@mantine/core';
import { useEffect, useState } from 'react';
import { jsonOf } from '../../../shared/model/json.ts';
import type {
  PointerClass,
  ReplayState,
  SeenValue,
  StepReport,
} from '../../../shared/model/replay-verdict.ts';
import { useApp } from '../../ui/app-context.ts';
import { formatCount, formatCounted } from '../../ui/format.ts';
import { InstanceBadge } from '../../ui/instance-badge.tsx';
import { MeaningMark } from '../../ui/meaning-mark.tsx';
import { ExchangeButton } from '../exchange-button.tsx';
import { stepWords } from '../plan/plan-words.ts';
import { CLASS_WORDS, KIND_WORDS, STATE_WORDS } from '../replay-words.ts';
import shared from '../replay.module.css';
import { seenWords } from './seen-words.ts';
import styles from './step-detail.module.css';

const ANSWERS_AT_ONCE = 100;

type Loaded =
  { readonly ok: true; readonly report: StepReport } | { readonly ok: false; readonly problem: string };

function useReport(replay: ReplayState, number: number): Loaded | undefined {
  const { bridge } = useApp();
  const { id, state } = replay;
  const [loaded, setLoaded] = useState<Loaded>();
  useEffect(() => {
    let isOver = false;
    void bridge.invoke('replay.step', { id, number }).then((answer) => {
      if (isOver) return;
      setLoaded(
        answer.ok ? { ok: true, report: answer.value } : { ok: false, problem: answer.error.message },
      );
    });
    return () => {
      isOver = true;
    };
    // Asked again when it has ended: the classes are known only then.
  }, [bridge, id, number, state]);
  return loaded;
}

function Value({ seen, replay }: { readonly seen: SeenValue; readonly replay: ReplayState }) {
  return (
    <li>
      <code className={styles.value} data-absent={seen.value === undefined || undefined}>
        {seen.value === undefined ? 'absent' : jsonOf(seen.value)}
      </code>
      <span className={styles.where}>
        {seen.recorded === true && <span className={styles.tag}>recording</span>}
        {seenWords(seen).map(({ instanceId, runs }) => (
          <span key={instanceId} className={shared.inline}>
            <InstanceBadge
              instanceId={instanceId}
              name={replay.instances.find(({ id }) => id === instanceId)?.name ?? instanceId}
            />
            <span className={shared.muted}>{runs}</span>
          </span>
        ))}
      </span>
    </li>
  );
}

function PointerItem({ pointer, replay }: { readonly pointer: PointerClass; readonly replay: ReplayState }) {
  const { title, meaning, says } = CLASS_WORDS[pointer.class];
  return (
    <li className={styles.pointer}>
      <div className={styles.pointerHead}>
        <MeaningMark meaning={pointer.violates === true ? 'fault' : meaning} />
        <code>{pointer.pointer === '' ? '(the whole answer)' : pointer.pointer}</code>
        <span className={styles.tag} data-tip={says}>
          {title}
        </span>
        {pointer.violates === true && (
          <span className={styles.tag} data-tip="What must never vary does, on one and the same instance.">
            must not vary
          </span>
        )}
        {pointer.known === true && (
          <span className={styles.tag} data-tip="It stands in the noise file that was given.">
            known
          </span>
        )}
      </div>
      <p>{pointer.because}</p>
      <ul className={styles.values} aria-label={`Values at ${pointer.pointer}`}>
        {pointer.values.map((seen, index) => (
          <Value key={index} seen={seen} replay={replay} />
        ))}
      </ul>
    </li>
  );
}

type Answer = StepReport['answers'][number];

function AnswerRow({ answer, replay }: { readonly answer: Answer; readonly replay: ReplayState }) {
  const name = replay.instances.find(({ id }) => id === answer.instanceId)?.name ?? answer.instanceId;
  const first = answer.differences[0];
  const isTrial = replay.runs.some(({ run, purpose }) => run === answer.run && purpose === 'witness');
  return (
    <tr>
      <td className={styles.number}>
        {isTrial && (
          <span
            className={styles.trial}
            data-tip="A trial of the search for a witness: it counts for no class."
          >
            trial
          </span>
        )}
        {answer.run}
      </td>
      <td>
        <InstanceBadge instanceId={answer.instanceId} name={name} />
      </td>
      <td>
        {answer.ref ? <ExchangeButton exchange={answer.ref} /> : <span className={shared.muted}>none</span>}
      </td>
      <td className={styles.what}>
        {answer.state !== 'answered' ? (
          <>
            {STATE_WORDS[answer.state]}
            {answer.why !== undefined && `: ${answer.why}`}
          </>
        ) : first ? (
          <>
            <code>{first.pointer === '' ? '(all)' : first.pointer}</code>
            {answer.differences.length > 1 && ` and ${formatCount(answer.differences.length - 1)} more`}
          </>
        ) : (
          <span className={shared.muted}>as recorded</span>
        )}
      </td>
    </tr>
  );
}

function Answers({ report, replay }: { readonly report: StepReport; readonly replay: ReplayState }) {
  const [shown, setShown] = useState(ANSWERS_AT_ONCE);
  const { answers } = report;
  return (
    <>
      <table className={styles.answers} aria-label="Answers">
        <thead>
          <tr>
            <th scope="col" className={styles.number}>
              Run
            </th>
            <th scope="col">Instance</th>
            <th scope="col">Exchange</th>
            <th scope="col">Against the recording</th>
          </tr>
        </thead>
        <tbody>
          {answers.slice(0, shown).map((answer, index) => (
            <AnswerRow key={index} answer={answer} replay={replay} />
          ))}
        </tbody>
      </table>
      {shown < answers.length && (
        <p className={styles.lead}>
          <button
            type="button"
            className={shared.link}
            onClick={() => {
              setShown(shown + ANSWERS_AT_ONCE);
            }}
          >
            Show more of {formatCount(answers.length)}
          </button>
        </p>
      )}
    </>
  );
}

/** All about one step: what was seen at which place, and every answer. */
export function StepDetail({ replay, number }: { readonly replay: ReplayState; readonly number: number }) {
  const loaded = useReport(replay, number);
  if (!loaded) {
    return (
      <p className={shared.waiting} role="status">
        <Loader size={14} /> Reading what was answered…
      </p>
    );
  }
  if (!loaded.ok) {
    return (
      <p className={shared.problem} role="alert">
        <MeaningMark meaning="fault" /> <span>This step could not be read: {loaded.problem}</span>
      </p>
    );
  }
  const { report } = loaded;
  const differing = report.classes.filter((one) => one.class !== 'stable');
  return (
    <article className={styles.detail} aria-label={`Step ${String(number)}`}>
      <section className={styles.places} aria-label="Places that were not always the same">
        <h3>
          {stepWords(report)}
          <span className={shared.muted}>
            {KIND_WORDS[report.kind]}, recorded as <ExchangeButton exchange={report.recorded} />
          </span>
        </h3>
        <p className={styles.lead}>
          {report.held === true
            ? 'It is held: nobody allowed it, so it was not sent.'
            : differing.length === 0
              ? `All ${formatCounted(report.answers.length, 'answer')} are alike.`
              : `${formatCounted(differing.length, 'place')} of its answer ${differing.length === 1 ? 'was' : 'were'} not always the same.`}
          {replay.verdict?.refuted?.includes(number) === true &&
            ' It differed by instance in a run and in no trial again: it hangs on what came before.'}
        </p>
        <ul className={styles.pointers}>
          {differing.map((pointer) => (
            <PointerItem key={`${pointer.pointer} ${pointer.class}`} pointer={pointer} replay={replay} />
          ))}
        </ul>
      </section>
      <section className={styles.answersBox} aria-label="Every answer" tabIndex={0}>
        <Answers report={report} replay={replay} />
      </section>
    </article>
  );
}
