import { useEffect } from 'react';
import { ActionIcon } from '@mantine/core';
import { IconArrowsDiagonal, IconArrowsDiagonalMinimize2, IconX } from '@tabler/icons-react';
import { useTraffic, useTrafficModel } from '../traffic-context.ts';
import { ComparisonPane } from './comparison-pane.tsx';
import { ExchangePane } from './exchange-pane.tsx';
import styles from './detail.module.css';

interface DetailPaneProps {
  readonly torn: boolean;
  readonly onTear: () => void;
}

/** The pane beside the list: one exchange, or several held against each other. */
export function DetailPane({ torn, onTear }: DetailPaneProps) {
  const traffic = useTrafficModel();
  const pane = useTraffic((state) => state.pane);
  const captureId = useTraffic((state) => state.captureId);
  const compared = useTraffic((state) => state.compared);
  const focused = useTraffic((state) => state.focused);
  // A row that is not here yet comes with a later version: select it anew with each.
  const row = useTraffic(() => (focused === undefined ? undefined : traffic.row(focused)));
  const isAwaited = focused !== undefined && !row;
  useEffect(() => {
    if (isAwaited) traffic.need(focused);
  }, [traffic, isAwaited, focused]);
  const controls = (
    <>
      <ActionIcon
        aria-label={torn ? 'Back beside the list' : 'Full width'}
        aria-pressed={torn}
        data-tip={torn ? 'Back beside the list' : 'Full width'}
        onClick={onTear}
      >
        {torn ? <IconArrowsDiagonalMinimize2 size={15} /> : <IconArrowsDiagonal size={15} />}
      </ActionIcon>
      <ActionIcon aria-label="Close the detail" data-tip="Close (Esc)" onClick={traffic.actions.closePane}>
        <IconX size={15} />
      </ActionIcon>
    </>
  );
  if (captureId === undefined) return null;
  if (pane === 'comparison')
    return <ComparisonPane captureId={captureId} numbers={compared} controls={controls} />;
  if (row) return <ExchangePane captureId={captureId} row={row} controls={controls} />;
  return (
    <section className={styles.pane} aria-label="Detail">
      <header className={styles.head}>
        <span className={styles.muted}>
          {focused === undefined ? 'No exchange is selected.' : `Exchange ${focused} is not in this capture.`}
        </span>
        <span className={styles.gap} />
        {controls}
      </header>
    </section>
  );
}
