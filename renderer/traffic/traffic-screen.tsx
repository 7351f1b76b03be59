import { useState } from 'react';
import { useApp } from '../ui/app-context.ts';
import { SplitPane } from '../ui/split-pane.tsx';
import { DetailPane } from './detail/detail-pane.tsx';
import { FindingsContext } from './findings/findings-context.ts';
import { FindingsPanel } from './findings/findings-panel.tsx';
import { createFindingsStore } from './findings/findings-store.ts';
import { ListToolbar } from './list-toolbar.tsx';
import { useTraffic } from './traffic-context.ts';
import { TrafficEmpty } from './traffic-empty.tsx';
import { TrafficList } from './traffic-list.tsx';
import { useTrafficCommands } from './use-traffic-commands.ts';
import styles from './traffic-screen.module.css';

/** The list, or what stands in its place. */
function Exchanges() {
  // Also drawn anew when rows come or go, which is when the version says so.
  const empty = useTraffic(
    (state) => state.total - state.hiddenByFilter - state.hiddenByClear - state.waiting <= 0,
  );
  return empty ? <TrafficEmpty /> : <TrafficList />;
}

/** The list of all exchanges or of what the rules have found in them, and beside it the detail of one or the comparison of several. */
export function TrafficScreen() {
  useTrafficCommands();
  const open = useTraffic((state) => state.pane !== 'nothing');
  const view = useTraffic((state) => state.view);
  const { bridge } = useApp();
  const [findings] = useState(() => createFindingsStore(bridge));
  const [torn, setTorn] = useState(false);
  const list = (
    <section className={styles.list} aria-label="Traffic">
      <ListToolbar />
      {view === 'findings' ? <FindingsPanel /> : <Exchanges />}
    </section>
  );
  const pane = (
    <DetailPane
      torn={torn}
      onTear={() => {
        setTorn(!torn);
      }}
    />
  );
  return (
    <FindingsContext value={findings}>
      <SplitPane
        name="traffic"
        label="Divider between list and detail"
        first={list}
        {...(open && { second: pane })}
        torn={torn}
        slideOver
        initial={0.6}
        minFirst={320}
        minSecond={380}
      />
    </FindingsContext>
  );
}
