import { useCallback, useEffect, useMemo, useState } from 'react';
import { useStore } from 'zustand';
import { useApp, useEngine } from '../ui/app-context.ts';
import { useRowSource, useRowState } from '../ui/row-source.ts';
import { filterContext, flowFilter, type FlowPart } from './flow-filter.ts';
import { groupFlows, type Flow } from './flow.ts';
import { CasesView } from './headers/cases-view.tsx';
import { RoutingEmpty } from './routing-empty.tsx';
import { RoutingGraphView } from './routing-graph-view.tsx';
import { createRoutingStore } from './routing-store.ts';
import { RoutingTable } from './routing-table.tsx';
import { RoutingToolbar } from './routing-toolbar.tsx';
import styles from './routing.module.css';
import type { KnownGateways } from './routing-words.ts';
import { useGatewayStart } from './use-gateway-start.ts';

/** Often enough to be live, seldom enough to be read meanwhile. */
const UPDATE_MS = 200;
/** A hundred thousand flows, one for each of as many URIs, are not drawn five times a second. */
const UPDATE_MS_A_FLOW = 0.02;

const NO_GATEWAYS: KnownGateways = [];

/** Which way the requests of the capture took: from method or name by a rule to an instance. */
export function RoutingScreen() {
  const { go } = useApp();
  const rows = useRowSource();
  const [store] = useState(() =>
    createRoutingStore({
      rows,
      schedule: (run, flows) => {
        setTimeout(run, UPDATE_MS + flows * UPDATE_MS_A_FLOW);
      },
    }),
  );
  useEffect(() => store.follow(), [store]);
  const { view, grouping, flows: all, total } = useStore(store);
  const loading = useRowState((state) => state.loading);
  const gateways = useEngine((state) => state.workspace?.gateways) ?? NO_GATEWAYS;
  const gateway = useGatewayStart();
  const flows = useMemo(() => groupFlows(all, grouping), [all, grouping]);
  const context = useMemo(() => filterContext(all, grouping), [all, grouping]);
  const show = useCallback(
    (flow: Flow, parts: readonly FlowPart[]) => {
      go({ screen: 'traffic', filter: flowFilter(flow, parts, context) });
    },
    [go, context],
  );
  const showTable = useCallback(() => {
    store.setView('table');
  }, [store]);
  return (
    <div className={styles.screen}>
      <RoutingToolbar store={store} gateway={gateway} />
      {view === 'headers' ? (
        <CasesView />
      ) : total === 0 ? (
        !loading && <RoutingEmpty gateway={gateway} />
      ) : view === 'graph' ? (
        <RoutingGraphView
          flows={flows}
          grouping={grouping}
          gateways={gateways}
          onShow={show}
          onShowTable={showTable}
        />
      ) : (
        <RoutingTable store={store} flows={flows} gateways={gateways} onShow={show} />
      )}
    </div>
  );
}
