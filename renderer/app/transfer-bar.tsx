import { Button, Progress } from '@mantine/core';
import { useStore } from 'zustand';
import { transferFacts, transferLabel, transferPercent } from '../ui/transfers/transfer-words.ts';
import type { ShownTransfer, TransfersStore } from '../ui/transfers/transfers-store.ts';
import styles from './transfer-bar.module.css';

function Line({
  transfer,
  onCancel,
}: {
  readonly transfer: ShownTransfer;
  readonly onCancel: (id: string) => void;
}) {
  const label = transferLabel(transfer);
  const percent = transferPercent(transfer);
  return (
    <li className={styles.line}>
      <span className={styles.label} data-tip={label}>
        {label}
      </span>
      <Progress
        className={styles.progress}
        aria-label={label}
        size="sm"
        value={percent ?? 100}
        striped={percent === undefined}
        animated={percent === undefined}
      />
      <span className={styles.facts}>{transferFacts(transfer)}</span>
      <Button
        size="compact-xs"
        disabled={transfer.ending}
        aria-label={`Cancel: ${label}`}
        onClick={() => {
          onCancel(transfer.id);
        }}
      >
        Cancel
      </Button>
    </li>
  );
}

/** Imports and exports that are under way, on every screen: how far each is, and a way to end it. */
export function TransferBar({ store }: { readonly store: TransfersStore }) {
  const transfers = useStore(store, (state) => state.transfers);
  const due = transfers.filter((transfer) => transfer.due);
  if (due.length === 0) return null;
  return (
    <section aria-label="Imports and exports">
      <ul className={styles.bar}>
        {due.map((transfer) => (
          <Line key={transfer.id} transfer={transfer} onCancel={store.cancel} />
        ))}
      </ul>
    </section>
  );
}
