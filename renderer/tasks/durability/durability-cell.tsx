import { ActionIcon, Button } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import {
  DURABILITY_VERDICT_WORDS,
  DURABILITY_WORDS,
  type DurabilityState,
} from '../../../shared/model/durability.ts';
import { useApp } from '../../ui/app-context.ts';
import { InstanceBadge } from '../../ui/instance-badge.tsx';
import { MeaningMark } from '../../ui/meaning-mark.tsx';
import { ExchangeLink } from '../../ui/reports/exchange-links.tsx';
import { numberFilter, showWords } from '../../ui/reports/number-filter.ts';
import type { ChosenCell } from './durability-store.ts';
import { absenceWords, matrixOf, verdictMeaning } from './durability-words.ts';
import styles from './durability.module.css';

interface DurabilityCellPaneProps {
  readonly check: DurabilityState;
  readonly chosen: ChosenCell;
  readonly onClose: () => void;
}

/** One cell of the matrix in words, with the exchanges that show it. */
export function DurabilityCellPane({ check, chosen, onClose }: DurabilityCellPaneProps) {
  const { go } = useApp();
  const { step, instanceId } = chosen;
  const place = check.instances.findIndex(({ id }) => id === instanceId);
  const cell = matrixOf(check).find((line) => line.step === step)?.cells[place];
  const name = check.instances[place]?.name ?? instanceId;
  const { title, asks } = DURABILITY_WORDS[step];
  const made = cell === undefined || typeof cell === 'string' ? undefined : cell;
  const meaning = made && verdictMeaning(made.verdict);
  const exchanges = made?.exchanges ?? [];
  const [first] = exchanges;
  const numbers = [...new Set(exchanges.map(({ number }) => number))].sort((a, b) => a - b);
  return (
    <section className={styles.pane} aria-label={`${title} on ${name}`}>
      <header className={styles.head}>
        <h2>
          {title} on <InstanceBadge instanceId={instanceId} name={name} />
        </h2>
        <ActionIcon aria-label="Close (Esc)" data-tip="Close (Esc)" onClick={onClose}>
          <IconX size={14} />
        </ActionIcon>
      </header>
      <div className={styles.paneBody} tabIndex={0} role="region" aria-label="About the cell">
        {made ? (
          <>
            <p className={styles.verdict} data-verdict={made.verdict}>
              {meaning ? (
                <MeaningMark meaning={meaning} />
              ) : (
                <span className={styles.noMark} aria-hidden="true" />
              )}
              {DURABILITY_VERDICT_WORDS[made.verdict]}
            </p>
            <p>{made.says}</p>
          </>
        ) : (
          <p className={styles.muted}>{typeof cell === 'string' && absenceWords(cell)}</p>
        )}
        <h3>The step</h3>
        <p>{asks}</p>
        {first && (
          <>
            <h3>{numbers.length === 1 ? 'The exchange that shows it' : 'The exchanges that show it'}</h3>
            <ol className={styles.exchanges}>
              {exchanges.map(({ captureId, number }) => (
                <li key={number}>
                  <ExchangeLink captureId={captureId} number={number} />
                </li>
              ))}
            </ol>
            <Button
              onClick={() => {
                go({ screen: 'traffic', select: first, filter: numberFilter(numbers) });
              }}
            >
              {showWords({ count: numbers.length, latest: numbers })}
            </Button>
          </>
        )}
      </div>
    </section>
  );
}
