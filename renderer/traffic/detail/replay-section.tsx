import type { ExchangeDetail, RepeatedBy, ReplayedFrom } from '../../../shared/model/exchange.ts';
import { useApp, useEngine } from '../../ui/app-context.ts';
import { formatCounted } from '../../ui/format.ts';
import { InstanceBadge } from '../../ui/instance-badge.tsx';
import styles from './conversation-section.module.css';
import detailStyles from './detail.module.css';
import { ExchangeJump } from './exchange-jump.tsx';
import { recordingOf } from './recording-of.ts';
import { Section } from './section.tsx';

function ReplayLink({
  id,
  number,
  text,
}: {
  readonly id: string;
  readonly number: number;
  readonly text: string;
}) {
  const { go } = useApp();
  return (
    <button
      type="button"
      className={detailStyles.link}
      onClick={() => {
        go({ screen: 'replay', replayId: id, number });
      }}
    >
      {text}
    </button>
  );
}

/** Which recorded exchange this one repeats. */
function Repeats({ replayed }: { readonly replayed: ReplayedFrom }) {
  const captures = useEngine((state) => state.captures);
  const { id, run, number, captureName } = replayed;
  const capture = recordingOf(replayed, captures);
  return (
    <li>
      {capture === undefined ? (
        <span data-tip="That recording is not open.">#{number}</span>
      ) : (
        <ExchangeJump captureId={capture.id} number={number} />
      )}
      <span className={styles.words}>
        of {captureName}, which it repeats in run {run}
      </span>
      <ReplayLink id={id} number={number} text="Show the replay" />
    </li>
  );
}

function Again({ number, by }: { readonly number: number; readonly by: RepeatedBy }) {
  return (
    <li>
      <ExchangeJump captureId={by.ref.captureId} number={by.ref.number} />
      <span className={styles.words}>run {by.run}</span>
      <InstanceBadge instanceId={by.instanceId} name={by.instanceName} />
      <ReplayLink id={by.id} number={number} text="Show the replay" />
    </li>
  );
}

/** Ways between a recorded exchange and those that replays sent in its place. */
export function ReplaySection({
  detail: { ref, replayed, repeatedBy = [] },
}: {
  readonly detail: ExchangeDetail;
}) {
  if (!replayed && repeatedBy.length === 0) return null;
  return (
    <Section
      title={replayed ? 'Replay of' : 'Sent again by replays'}
      {...(repeatedBy.length > 0 && { note: formatCounted(repeatedBy.length, 'exchange') })}
    >
      <ol
        className={styles.list}
        aria-label={replayed ? 'The exchange that it repeats' : 'Exchanges that repeat it'}
      >
        {replayed && <Repeats replayed={replayed} />}
        {repeatedBy.map((by) => (
          <Again key={`${by.ref.captureId} ${String(by.ref.number)}`} number={ref.number} by={by} />
        ))}
      </ol>
    </Section>
  );
}
