import { ActionIcon, Button } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { memo, type ReactNode } from 'react';
import { useStore } from 'zustand';
import type { TaskLife, TaskMark } from '../../shared/model/task.ts';
import { useApp, useEngine } from '../ui/app-context.ts';
import { DriveTask } from '../ui/drive-task.tsx';
import { formatCount, formatCounted, formatSpan, formatTime } from '../ui/format.ts';
import { MeaningMark } from '../ui/meaning-mark.tsx';
import { ExchangeLink } from '../ui/reports/exchange-links.tsx';
import { useRowState } from '../ui/row-source.ts';
import { numberFilter, showWords } from '../ui/reports/number-filter.ts';
import { DrivenControls } from './driven-controls.tsx';
import { drivenOf, type DrivenStore } from '../ui/driven-store.ts';
import { statusWords, ttlWords } from '../ui/task-status.ts';
import { goesOn, laneMarks } from './lanes.ts';
import { TaskAnswers } from './task-answers.tsx';
import { StatusMark } from './status-mark.tsx';
import { TaskInstance } from './task-instance.tsx';
import { kindWords, taskName } from './task-words.ts';
import styles from './tasks.module.css';

const MARKS_AT_ONCE = 200;
const SHOWN_IN_TRAFFIC = 200;

const OUTCOMES = { result: 'a result', 'tool-error': 'a result with isError', error: 'an error' };

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  );
}

function Facts({ life }: { readonly life: TaskLife }) {
  const { status, ttlMs, pollIntervalMs, creator, outcome, cancelAskedAt, clientName, unknownOn } = life;
  return (
    <dl className={styles.facts}>
      <Fact name="Status">
        <span className={styles.inline}>
          <StatusMark status={status} /> {statusWords(status)}
        </span>
      </Fact>
      <Fact name="Task id">
        <code>{life.taskId}</code>
      </Fact>
      <Fact name="Client">{clientName}</Fact>
      <Fact name="Handed out">
        {creator ? (
          <span className={styles.inline}>
            {formatTime(creator.at)} by <TaskInstance instanceId={creator.instanceId} /> in{' '}
            <ExchangeLink number={creator.number} />
          </span>
        ) : (
          'before the recording'
        )}
      </Fact>
      <Fact name="Seen for">{formatSpan(life.lastAt - life.firstAt)}</Fact>
      {ttlMs !== undefined && <Fact name="TTL">{ttlWords(ttlMs)}</Fact>}
      <Fact name="Polls">
        {formatCount(life.polls)}
        {life.earlyPolls > 0 && `, ${formatCount(life.earlyPolls)} sooner than asked for`}
        {pollIntervalMs !== undefined &&
          `; the server asks for ${formatCount(pollIntervalMs)} ms between them`}
      </Fact>
      {cancelAskedAt !== undefined && (
        <Fact name="Cancel">
          asked for at {formatTime(cancelAskedAt)}
          {status !== 'cancelled' && '; the server need not do so'}
        </Fact>
      )}
      {outcome && (
        <Fact name="Outcome">
          {OUTCOMES[outcome.kind]} in <ExchangeLink number={outcome.number} />
        </Fact>
      )}
      {unknownOn.length > 0 && (
        <Fact name="Unknown to">
          {unknownOn.map(({ instanceId, number }) => (
            <span key={instanceId} className={styles.inline}>
              <TaskInstance instanceId={instanceId} /> in <ExchangeLink number={number} />
            </span>
          ))}
        </Fact>
      )}
    </dl>
  );
}

/** The engine tells the whole life anew: a mark that says the same is another object. */
function sameMark(
  { mark: last }: { readonly mark: TaskMark },
  { mark }: { readonly mark: TaskMark },
): boolean {
  return JSON.stringify(last) === JSON.stringify(mark);
}

const MarkRow = memo(function MarkRow({ mark }: { readonly mark: TaskMark }) {
  const { number, at, kind, instanceId, status, errorCode, early, rules = [], statusMessage } = mark;
  return (
    <tr>
      <td>
        <ExchangeLink number={number} />
      </td>
      <td>{formatTime(at)}</td>
      <td>{instanceId !== '' && <TaskInstance instanceId={instanceId} />}</td>
      <td>{kindWords(kind)}</td>
      <td>
        {errorCode !== undefined ? `error ${String(errorCode)}` : status && statusWords(status)}
        {early && ', too soon'}
        {statusMessage !== undefined && <span className={styles.muted}> {statusMessage}</span>}
        {rules.map((rule) => (
          <span key={rule} className={styles.rule}>
            <MeaningMark meaning="fault" size={12} /> <code>{rule}</code>
          </span>
        ))}
      </td>
    </tr>
  );
}, sameMark);

/** A task that goes on and that nobody here drives: the way to do so, or why it cannot be. */
function Undriven({ life, driven }: { readonly life: TaskLife; readonly driven: DrivenStore }) {
  const captureId = useRowState((state) => state.captureId);
  const { creator, legacy } = life;
  const isHere = useEngine((state) =>
    state.workspace?.instances.some(({ id }) => id === creator?.instanceId),
  );
  if (legacy || !creator || captureId === undefined || !goesOn(life)) return null;
  return (
    <section className={styles.driven} role="group" aria-label="Not driven">
      {isHere ? (
        <div className={styles.inline}>
          <DriveTask created={{ captureId, number: creator.number }} store={driven} />
          <span className={styles.muted}>Hopscope does not ask for it by itself.</span>
        </div>
      ) : (
        <p className={styles.muted}>
          It cannot be driven: the instance that handed it out is not in this workspace.
        </p>
      )}
    </section>
  );
}

/** What Hopscope does about the task. Apart, so that news of it does not draw the whole pane again. */
function Driving({ life, driven }: { readonly life: TaskLife; readonly driven: DrivenStore }) {
  const task = useStore(driven, (tasks) => drivenOf(life, tasks));
  if (!task) return <Undriven life={life} driven={driven} />;
  return (
    <>
      <TaskAnswers key={task.id} task={task} />
      <DrivenControls key={`controls ${task.id}`} task={task} store={driven} />
    </>
  );
}

interface TaskPaneProps {
  readonly life: TaskLife;
  readonly driven: DrivenStore;
  readonly onClose: () => void;
}

/** One task in words: what is known of it, what it asked for, and each exchange about it, latest first. */
export function TaskPane({ life, driven, onClose }: TaskPaneProps) {
  const { go } = useApp();
  const marks = laneMarks({ kind: 'task', key: life.key, life });
  const latest = marks.slice(-MARKS_AT_ONCE).toReversed();
  const numbers = [...new Set(marks.map(({ number }) => number))].sort((a, b) => a - b);
  const uses = { count: numbers.length, latest: numbers.slice(-SHOWN_IN_TRAFFIC) };
  return (
    <section className={styles.pane} aria-label={`Task ${life.taskId}`}>
      <header className={styles.head}>
        <h2>{taskName(life)}</h2>
        <Button
          onClick={() => {
            go({ screen: 'traffic', filter: numberFilter(uses.latest) });
          }}
        >
          {showWords(uses)}
        </Button>
        <ActionIcon aria-label="Close (Esc)" data-tip="Close (Esc)" onClick={onClose}>
          <IconX size={14} />
        </ActionIcon>
      </header>
      <div className={styles.paneBody} tabIndex={0} role="region" aria-label="About the task">
        {life.legacy && (
          <p className={styles.inline}>
            <MeaningMark meaning="warning" /> A task of 2025-11-25: to be migrated to the extension
            io.modelcontextprotocol/tasks.
          </p>
        )}
        <Driving life={life} driven={driven} />
        <Facts life={life} />
        {life.inputs.length > 0 && (
          <>
            <h3>Input</h3>
            <ul className={styles.inputs}>
              {life.inputs.map(({ key, method, asked, askedAt, answered, answeredAt }) => (
                <li key={key}>
                  <code>{key}</code> {method}, asked at {formatTime(askedAt)} in{' '}
                  <ExchangeLink number={asked} />
                  {answered !== undefined && answeredAt !== undefined ? (
                    <>
                      , answered at {formatTime(answeredAt)} in <ExchangeLink number={answered} />
                    </>
                  ) : (
                    ', not answered'
                  )}
                </li>
              ))}
            </ul>
          </>
        )}
        <h3>
          {formatCounted(latest.length, 'exchange')}
          {latest.length < marks.length && `, the latest of ${formatCount(marks.length)}`}
          {life.marksLeftOut > 0 && `; ${formatCounted(life.marksLeftOut, 'poll')} between are not listed`}
        </h3>
        <table className={styles.table} aria-label="Exchanges about the task">
          <thead>
            <tr>
              <th scope="col">#</th>
              <th scope="col">Time</th>
              <th scope="col">Instance</th>
              <th scope="col">What</th>
              <th scope="col">Told</th>
            </tr>
          </thead>
          <tbody>
            {latest.map((mark, place) => (
              // Counted from the oldest, so that a row stays the same when newer ones come.
              <MarkRow key={`${String(mark.number)} ${String(marks.length - place)}`} mark={mark} />
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
