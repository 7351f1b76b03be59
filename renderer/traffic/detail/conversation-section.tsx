import type { ExchangeDetail, Row } from '../../../shared/model/exchange.ts';
import { RoundNotes } from '../../ui/answer-panel/round-notes.tsx';
import { formatCounted } from '../../ui/format.ts';
import { InstanceBadge } from '../../ui/instance-badge.tsx';
import { MeaningMark } from '../../ui/meaning-mark.tsx';
import { conversationRows, MOST_LISTED } from '../conversation-rows.ts';
import { linkSentence, linkWords } from '../row-links.ts';
import { heardFindings } from '../findings/hearing.ts';
import { useHearing } from '../findings/use-hearing.ts';
import { markSigns } from '../row-marks.ts';
import { useTraffic, useTrafficModel } from '../traffic-context.ts';
import styles from './conversation-section.module.css';
import { ExchangeJump } from './exchange-jump.tsx';
import { Section } from './section.tsx';

function outcomeOf(row: Row): string {
  if (row.state === 'open') return 'open…';
  if (row.failureKind !== undefined) return row.failureKind;
  if (row.errorCode !== undefined) return `error ${row.errorCode}`;
  return row.resultType ?? (row.status === undefined ? '' : String(row.status));
}

/** All exchanges that belong together with the one that is shown, each with its part in it; and what is worth knowing. */
export function ConversationSection({ detail }: { readonly detail: ExchangeDetail }) {
  const hearing = useHearing();
  const traffic = useTrafficModel();
  // Rows come and change without a new object for the list: each version is looked at anew.
  useTraffic((state) => state.version);
  const shownCapture = useTraffic((state) => state.captureId);
  const { captureId, number } = detail.ref;
  if (shownCapture !== captureId) return null;
  const rows = conversationRows(traffic.row(number) ?? detail.row, traffic);
  if (rows.length < 2) return null;
  const { link } = detail.row;
  const from = link?.kind === 'round' ? traffic.row(link.to) : undefined;
  const more = rows.length >= MOST_LISTED;
  return (
    <Section
      title="Conversation"
      note={more ? `the first ${MOST_LISTED}` : formatCounted(rows.length, 'exchange')}
    >
      {from && (
        <div className={styles.note}>
          <RoundNotes detail={detail} from={from} />
        </div>
      )}
      <ol className={styles.list} aria-label="Exchanges of the conversation">
        {rows.map((row) => (
          <li key={row.number} {...(row.number === number && { 'aria-current': 'true' as const })}>
            <ExchangeJump captureId={captureId} number={row.number} />
            <span className={styles.words} {...(row.link && { 'data-tip': linkSentence(row.link) })}>
              {row.link ? linkWords(row.link) : 'first'}
            </span>
            <InstanceBadge instanceId={row.instanceId} name={row.instanceName} />
            <span>{row.method}</span>
            <span className={styles.outcome}>{outcomeOf(row)}</span>
            {markSigns(row, heardFindings(row, hearing)).map(({ meaning, sentence }) => (
              <MeaningMark key={meaning} meaning={meaning} label={sentence} size={13} />
            ))}
          </li>
        ))}
      </ol>
    </Section>
  );
}
