import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useStore } from 'zustand';
import type { CaptureSummary } from '../../shared/model/capture.ts';
import type { PlanSummary } from '../../shared/model/replay-plan.ts';
import { useApp, useEngine } from '../ui/app-context.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { formatCount, formatCounted, formatDuration, formatSize, formatTime } from '../ui/format.ts';
import { InstanceBadge } from '../ui/instance-badge.tsx';
import { MeaningMark } from '../ui/meaning-mark.tsx';
import { OpenCapture } from '../ui/open-capture.tsx';
import { rove } from '../ui/rove.ts';
import { leftOutWords, readRange } from './plan/plan-words.ts';
import { PlanningLine } from './plan/planning-line.tsx';
import styles from './recording.module.css';
import shared from './replay.module.css';
import { useReplay } from './replay-model.ts';

function OpenButton() {
  const { plan } = useReplay();
  return <OpenCapture label="Open a recording…" onOpened={plan.choose} />;
}

function Nothing() {
  const { go } = useApp();
  return (
    <EmptyState
      title="A recorded session is sent again from here"
      action={
        <span className={styles.ways}>
          <Button
            variant="filled"
            onClick={() => {
              go({ screen: 'fleet', gateway: true });
            }}
          >
            Record through the gateway
          </Button>
          <OpenButton />
        </span>
      }
    >
      Each request goes to whichever instance the schedule says, and the answers are held against each other:
      does the server still say the same when no request knows where the one before it went? There is no
      recording with requests yet. Point your client at the gateway, send some from Compose, or open a file.
    </EmptyState>
  );
}

function CaptureRow({ capture, chosen }: { readonly capture: CaptureSummary; readonly chosen: boolean }) {
  const { plan } = useReplay();
  return (
    <tr data-chosen={chosen || undefined}>
      <th scope="row">
        <button
          type="button"
          className={styles.capture}
          aria-pressed={chosen}
          data-stop
          data-tip={capture.path}
          onClick={() => {
            plan.choose(capture.id);
          }}
        >
          <span className={styles.radio} data-on={chosen || undefined} aria-hidden="true" />
          {capture.name}
        </button>
      </th>
      <td className={styles.number}>{formatCount(capture.exchanges)}</td>
      <td className={styles.number}>{formatSize(capture.bytes)}</td>
      <td>{formatTime(capture.openedAt).slice(0, 8)}</td>
      <td className={shared.muted}>
        {capture.recording
          ? 'is being recorded'
          : capture.followed
            ? 'recorded by another Hopscope now'
            : 'complete'}
        {capture.lost > 0 && `, ${formatCounted(capture.lost, 'exchange')} cut off by a crash`}
      </td>
    </tr>
  );
}

/** Only a part of the recording, by the numbers of its exchanges. */
function Range({ captureId }: { readonly captureId: string }) {
  const { plan } = useReplay();
  const range = useStore(plan, ({ wish }) => wish?.range);
  const [from, setFrom] = useState(range ? String(range.from) : '');
  const [to, setTo] = useState(range ? String(range.to) : '');
  const [problem, setProblem] = useState<string>();
  const apply = (): void => {
    const read = readRange(from, to);
    setProblem(read.ok ? undefined : read.problem);
    if (read.ok) plan.choose(captureId, read.range);
  };
  return (
    <form
      className={styles.range}
      aria-label="Part of the recording"
      onSubmit={(event) => {
        event.preventDefault();
        apply();
      }}
    >
      <span className={shared.muted}>Only exchanges</span>
      <TextInput
        aria-label="First exchange"
        placeholder="first"
        inputMode="numeric"
        value={from}
        onChange={(event) => {
          setFrom(event.currentTarget.value);
        }}
      />
      <span className={shared.muted}>to</span>
      <TextInput
        aria-label="Last exchange"
        placeholder="last"
        inputMode="numeric"
        value={to}
        onChange={(event) => {
          setTo(event.currentTarget.value);
        }}
      />
      <Button type="submit">Apply</Button>
      {problem !== undefined && (
        <span role="alert" className={styles.rangeProblem}>
          <MeaningMark meaning="fault" /> {problem}
        </span>
      )}
    </form>
  );
}

function Facts({ plan }: { readonly plan: PlanSummary }) {
  const left = leftOutWords(plan.leftOut);
  return (
    <dl className={shared.facts}>
      <dt>Requests to send again</dt>
      <dd>
        {formatCounted(plan.steps, 'step')}
        {plan.lanes > 1 && `, up to ${String(plan.lanes)} at the same time`}
      </dd>
      <dt>Held</dt>
      <dd>
        {plan.held === 0
          ? 'none: all of them may be sent'
          : `${formatCounted(plan.held, 'step')}, until you allow them in the plan`}
      </dd>
      <dt>Left out</dt>
      <dd>{left === '' ? 'nothing' : left}</dd>
      <dt>Values that flow</dt>
      <dd>
        {plan.flows === 0
          ? 'none: no request carries what an earlier answer gave out'
          : formatCounted(plan.flows, 'value')}
      </dd>
      <dt>Recorded on</dt>
      <dd className={styles.badges}>
        {plan.recordedOn.map(({ id, name }) => (
          <InstanceBadge key={id} instanceId={id} name={name} />
        ))}
      </dd>
      <dt>Lasted</dt>
      <dd>{formatDuration(plan.lastedMs)}</dd>
    </dl>
  );
}

function Chosen({ captureId }: { readonly captureId: string }) {
  const { plan: store, goTo } = useReplay();
  const { plan, planning, problem } = useStore(store);
  const name = useEngine(({ captures }) => captures.find(({ id }) => id === captureId)?.name);
  return (
    <section className={styles.chosen} aria-label="The recording that is chosen">
      <h2>{name ?? plan?.captureName}</h2>
      {problem !== undefined && (
        <p className={styles.planProblem} role="alert">
          <MeaningMark meaning="fault" /> <span>It could not be planned: {problem}</span>
          <Button onClick={store.again}>Try again</Button>
        </p>
      )}
      {planning && !plan && <PlanningLine />}
      {plan && <Facts plan={plan} />}
      <Range key={captureId} captureId={captureId} />
      {plan?.steps === 0 && (
        <p className={styles.planProblem}>
          <MeaningMark meaning="warning" />{' '}
          <span>It has no request that can be sent again. Choose another one.</span>
        </p>
      )}
      <div className={styles.next}>
        <Button
          variant="filled"
          disabled={!plan || plan.steps === 0}
          onClick={() => {
            goTo('plan');
          }}
        >
          Read the plan
        </Button>
        <Button
          disabled={planning}
          data-tip="Plans it anew, with what was recorded since"
          onClick={store.again}
        >
          Plan it again
        </Button>
      </div>
    </section>
  );
}

/** Which recording is sent again. */
export function RecordingStep() {
  const { plan } = useReplay();
  const captures = useEngine((state) => state.captures);
  const captureId = useStore(plan, ({ wish }) => wish?.captureId);
  const candidates = captures.filter(({ exchanges, id }) => exchanges > 0 || id === captureId);
  if (candidates.length === 0) return <Nothing />;
  return (
    <div className={styles.step}>
      <section className={styles.list} aria-label="Open recordings">
        <div className={styles.scroller} onKeyDown={rove}>
          <table className={styles.table} aria-label="Recordings">
            <thead>
              <tr>
                <th scope="col">Recording</th>
                <th scope="col" className={styles.number}>
                  Exchanges
                </th>
                <th scope="col" className={styles.number}>
                  Size
                </th>
                <th scope="col">Opened</th>
                <th scope="col">State</th>
              </tr>
            </thead>
            <tbody>
              {candidates.map((capture) => (
                <CaptureRow key={capture.id} capture={capture} chosen={capture.id === captureId} />
              ))}
            </tbody>
          </table>
        </div>
        <p className={styles.more}>
          <OpenButton />
          <span className={shared.muted}>
            A recording is never changed: what is sent is recorded beside it.
          </span>
        </p>
      </section>
      {captureId !== undefined && <Chosen captureId={captureId} />}
    </div>
  );
}
