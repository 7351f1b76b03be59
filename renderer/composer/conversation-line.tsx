import type { Row } from '../../shared/model/exchange.ts';
import { useEngine } from '../ui/app-context.ts';
import { BadgeLetter, useInstanceIdentities } from '../ui/instance-badge.tsx';
import { MeaningMark } from '../ui/meaning-mark.tsx';
import { sameRef, type AnswerColumn } from './answers-state.ts';
import { useComposerActions } from './composer-context.ts';
import styles from './conversation-line.module.css';
import { stepWords } from './conversation-steps.ts';

function outcomeOf(row: Row | undefined): string {
  if (!row || row.state === 'open') return '…';
  if (row.failureKind !== undefined) return row.failureKind;
  if (row.errorCode !== undefined) return `error ${String(row.errorCode)}`;
  if (row.isError === true) return 'isError';
  return row.resultType ?? '';
}

function isBad(row: Row | undefined): boolean {
  return row?.state === 'failed' || row?.errorCode !== undefined || row?.isError === true;
}

/** The exchanges of one conversation: which round went to which instance, and how it ended. Each can be looked at. */
export function ConversationLine({ column }: { readonly column: AnswerColumn }) {
  const { showStep } = useComposerActions();
  const identities = useInstanceIdentities();
  const instances = useEngine((state) => state.workspace?.instances);
  if (column.steps.length < 2) return null;
  return (
    <ol className={styles.line} aria-label="Conversation">
      {stepWords(column.steps).map(({ ref, row, label }, index) => {
        const id = row?.instanceId ?? column.instanceId;
        const name = row?.instanceName ?? instances?.find((own) => own.id === id)?.name ?? id;
        return (
          <li key={ref.number}>
            {index > 0 && (
              <span className={styles.arrow} aria-hidden="true">
                {row?.link?.to === column.steps[index - 1]?.ref.number ? '→' : '·'}
              </span>
            )}
            <button
              type="button"
              className={styles.step}
              {...(sameRef(ref, column.ref) && { 'aria-current': 'step' as const })}
              data-tip={`Exchange ${String(ref.number)} on ${name}`}
              onClick={() => {
                showStep(ref);
              }}
            >
              {label} <BadgeLetter identity={identities.get(id)} name={name} /> {name}
              {isBad(row) && <MeaningMark meaning="fault" size={12} />}
              {row?.tampered === true && (
                <MeaningMark meaning="warning" label="Tampered with on purpose." size={12} />
              )}
              <span className={styles.outcome}>{outcomeOf(row)}</span>
            </button>
          </li>
        );
      })}
    </ol>
  );
}
