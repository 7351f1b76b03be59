import { Button } from '@mantine/core';
import { IconFileImport, IconRefresh } from '@tabler/icons-react';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { useStore } from 'zustand';
import type { Instance } from '../../shared/model/instance.ts';
import { useApp, useEngine, type Destination } from '../ui/app-context.ts';
import { SplitPane } from '../ui/split-pane.tsx';
import { AddRow } from './add-row.tsx';
import { DemoSection } from './demo-section.tsx';
import { FleetContext, useFleet, useFleetActions } from './fleet-context.ts';
import { staleIds } from './fleet-facts.ts';
import { createFleetStore } from './fleet-store.ts';
import styles from './fleet.module.css';
import { FleetsSection } from './fleets-section.tsx';
import { createImportStore } from './import/import-store.ts';
import { ImportView } from './import/import-view.tsx';
import { InstanceDetails } from './instance-details.tsx';
import { InstanceTable } from './instance-table.tsx';

type FleetVisit = Extract<Destination, { readonly screen: 'fleet' }>;

interface FleetScreenProps {
  /** What the screen was last asked for; a new object for each visit. */
  readonly visit?: FleetVisit;
  /** What other parts of the window put below the instances. */
  readonly below?: ReactNode;
}

const NO_INSTANCES: readonly Instance[] = [];

/** Checks what is unknown or old, once when the screen opens and once for each instance that comes later. */
function useChecks(instances: readonly Instance[]): void {
  const { engine } = useApp();
  const { check } = useFleetActions();
  const asked = useRef(new Set<string>());
  useEffect(() => {
    const stale = staleIds(instances, engine.getState().health, Date.now());
    const fresh = stale.filter((id) => !asked.current.has(id));
    for (const { id } of instances) asked.current.add(id);
    void check(fresh);
  }, [instances, engine, check]);
}

interface ContentProps {
  readonly visit: FleetVisit;
  readonly below: ReactNode;
  readonly onImport: () => void;
}

function Content({ visit, below, onImport }: ContentProps) {
  const workspace = useEngine((state) => state.workspace);
  const instances = workspace?.instances ?? NO_INSTANCES;
  const selectedId = useFleet((state) => state.selectedId);
  const { check } = useFleetActions();
  useChecks(instances);
  const selected = instances.find((instance) => instance.id === selectedId) ?? instances[0];
  return (
    <SplitPane
      name="fleet.details"
      label="Divider between instances and details"
      initial={0.7}
      minFirst={560}
      minSecond={300}
      first={
        <div className={styles.screen}>
          <section className={styles.section} aria-label="Instances">
            <div className={styles.sectionHead}>
              <h1>Instances</h1>
              <span className={styles.muted}>Running servers that requests can be sent to</span>
              <Button
                size="compact-xs"
                variant="subtle"
                leftSection={<IconRefresh size={12} />}
                disabled={instances.length === 0}
                onClick={() => void check(instances.map((instance) => instance.id))}
              >
                Check all now
              </Button>
              <Button
                size="compact-xs"
                variant="subtle"
                leftSection={<IconFileImport size={12} />}
                onClick={onImport}
              >
                Import configuration…
              </Button>
            </div>
            <AddRow instances={instances} {...(visit.add === true && { focus: visit })} />
            {instances.length > 0 ? (
              <InstanceTable instances={instances} selectedId={selected?.id} />
            ) : (
              <p className={styles.hint}>
                No instance yet. Paste the URL of a server’s MCP endpoint above, give the command that starts
                one, import the configuration of another client, or start the demo fleet below.
              </p>
            )}
          </section>
          {below}
          {workspace && <FleetsSection fleets={workspace.fleets} instances={instances} />}
          {workspace && <DemoSection demo={workspace.demo} />}
        </div>
      }
      {...(selected && { second: <InstanceDetails key={selected.id} instance={selected} /> })}
    />
  );
}

const NO_VISIT: FleetVisit = { screen: 'fleet' };

/** Instances and fleets: what there is, how it is, and what can be done with it. */
export function FleetScreen({ visit = NO_VISIT, below }: FleetScreenProps) {
  const { bridge, consent, notify } = useApp();
  const [store] = useState(() =>
    createFleetStore({
      bridge,
      consent,
      onProblem: (message) => {
        notify('fault', message);
      },
    }),
  );
  const [importStore] = useState(() => createImportStore({ bridge, consent }));
  const importing = useStore(importStore, (state) => state.open);
  useEffect(() => {
    if (visit.import === true) importStore.actions.open();
    if (visit.address !== undefined) {
      importStore.actions.close();
      store.actions.setAdding({ kind: 'http', url: visit.address });
    }
  }, [visit, importStore, store]);
  return (
    <FleetContext value={store}>
      {importing ? (
        <ImportView store={importStore} />
      ) : (
        <Content visit={visit} below={below} onImport={importStore.actions.open} />
      )}
    </FleetContext>
  );
}
