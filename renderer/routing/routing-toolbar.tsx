import { Button, SegmentedControl } from '@mantine/core';
import { IconArrowsSplit } from '@tabler/icons-react';
import { useStore } from 'zustand';
import { useApp } from '../ui/app-context.ts';
import { CopyButton } from '../ui/copy-button.tsx';
import { formatCount, formatCounted } from '../ui/format.ts';
import { MeaningMark } from '../ui/meaning-mark.tsx';
import { ReportExport } from '../ui/reports/report-export.tsx';
import { useRowState } from '../ui/row-source.ts';
import type { RoutingStore } from './routing-store.ts';
import styles from './routing.module.css';
import type { GatewayStart } from './use-gateway-start.ts';

interface RoutingToolbarProps {
  readonly store: RoutingStore;
  readonly gateway: GatewayStart;
}

/** Where clients go; or, where nothing went through a gateway, what starts one. */
function GatewayPart({ gateway, routed }: { readonly gateway: GatewayStart; readonly routed: number }) {
  const { go } = useApp();
  const { url, starting, nothingBehind, start } = gateway;
  if (url !== undefined) {
    return (
      <span className={styles.address}>
        gateway <code>{url}</code>
        <CopyButton text={url} what="address of the gateway" />
        <Button
          onClick={() => {
            go({ screen: 'fleet', gateway: true });
          }}
        >
          Rules and faults
        </Button>
      </span>
    );
  }
  if (routed > 0 || nothingBehind) return null;
  return (
    <>
      <span className={styles.muted}>Nothing went through a gateway.</span>
      <Button
        leftSection={<IconArrowsSplit size={14} />}
        loading={starting}
        loaderProps={{ type: 'dots' }}
        onClick={start}
      >
        Start a gateway
      </Button>
    </>
  );
}

/** How the routing is shown, and what it is in numbers. */
export function RoutingToolbar({ store, gateway }: RoutingToolbarProps) {
  const { go } = useApp();
  const { view, grouping, total, lying, routed } = useStore(store);
  const loading = useRowState((state) => state.loading);
  const problem = useRowState((state) => state.problem);
  return (
    <div className={styles.bar} role="toolbar" aria-label="Routing">
      <SegmentedControl
        aria-label="Show as"
        value={view}
        data={[
          { value: 'graph', label: 'Graph' },
          { value: 'table', label: 'Table' },
          { value: 'headers', label: 'Headers' },
        ]}
        onChange={(value) => {
          store.setView(value);
        }}
      />
      {view !== 'headers' && (
        <SegmentedControl
          aria-label="Tell apart by"
          value={grouping}
          data={[
            { value: 'method', label: 'By method' },
            { value: 'name', label: 'By name' },
          ]}
          onChange={(value) => {
            store.setGrouping(value);
          }}
        />
      )}
      <span className={styles.muted} role="status">
        {loading ? 'Reading the recording: ' : ''}
        {formatCounted(total, 'exchange')}
      </span>
      {lying > 0 && (
        <button
          type="button"
          className={styles.lying}
          data-tip="A header of these requests is missing or disagrees with the body. Show them in Traffic."
          onClick={() => {
            go({ screen: 'traffic', filter: 'mismatch' });
          }}
        >
          <MeaningMark meaning="fault" />
          {formatCount(lying)} with lying headers
        </button>
      )}
      {problem !== undefined && (
        <span role="alert" className={styles.problem}>
          <MeaningMark meaning="fault" /> {problem}
        </span>
      )}
      <span className={styles.gap} />
      {view === 'headers' ? (
        <ReportExport what="routing" />
      ) : (
        <GatewayPart gateway={gateway} routed={routed} />
      )}
    </div>
  );
}
