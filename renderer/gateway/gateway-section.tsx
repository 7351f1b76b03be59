import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import type { GatewaySettings } from '../../shared/model/gateway.ts';
import type { Fleet, Instance } from '../../shared/model/instance.ts';
import { useApp, useEngine, type Destination } from '../ui/app-context.ts';
import { AddressBar } from './address-bar.tsx';
import { ClientsPanel } from './clients-panel.tsx';
import { CountersTable } from './counters-table.tsx';
import { ExportPanel } from './export-panel.tsx';
import { FaultsPart } from './faults-part.tsx';
import { GatewayContext, offState, useGateway, useGatewayActions } from './gateway-context.ts';
import { createGatewayStore } from './gateway-store.ts';
import styles from './gateway.module.css';
import { MatchBox } from './match-box.tsx';
import { newGateway } from '../ui/new-gateway.ts';
import { ProblemLine } from './problem-line.tsx';
import { RuleTable } from './rule-table.tsx';
import { SettingsPanel } from './settings-panel.tsx';
import { StrategyLine } from './strategy-line.tsx';

const NO_GATEWAYS: readonly GatewaySettings[] = [];
const NO_INSTANCES: readonly Instance[] = [];
const NO_FLEETS: readonly Fleet[] = [];

function Panel({ settings }: { readonly settings: GatewaySettings }) {
  const part = useGateway((state) => state.open?.part);
  const state = useEngine((engine) => engine.gateways.get(settings.id));
  switch (part) {
    case 'clients':
      return <ClientsPanel settings={settings} {...(state?.url !== undefined && { url: state.url })} />;
    case 'export':
      return <ExportPanel settings={settings} />;
    case 'settings':
      return <SettingsPanel settings={settings} />;
    default:
      return null;
  }
}

/** One gateway, from its address down to its faults. */
function GatewayContent({ kept }: { readonly kept: GatewaySettings }) {
  const settings = useGateway((state) => state.pending.get(kept.id)) ?? kept;
  const state = useEngine((engine) => engine.gateways.get(kept.id)) ?? offState(settings);
  return (
    <>
      <AddressBar settings={settings} state={state} />
      <Panel settings={settings} />
      <StrategyLine settings={settings} />
      <CountersTable settings={settings} state={state} />
      <RuleTable settings={settings} state={state} />
      <FaultsPart settings={settings} state={state} />
      <MatchBox settings={settings} />
    </>
  );
}

function AddButton({ filled }: { readonly filled: boolean }) {
  const instances = useEngine((state) => state.workspace?.instances ?? NO_INSTANCES);
  const fleets = useEngine((state) => state.workspace?.fleets ?? NO_FLEETS);
  const gateways = useEngine((state) => state.workspace?.gateways ?? NO_GATEWAYS);
  const creating = useGateway((state) => state.creating);
  const { create } = useGatewayActions();
  const { name, instanceIds } = newGateway({ instances, fleets, gateways });
  return (
    <Button
      size={filled ? 'xs' : 'compact-xs'}
      variant={filled ? 'filled' : 'subtle'}
      leftSection={<IconPlus size={12} />}
      loading={creating}
      disabled={instanceIds.length === 0}
      onClick={() => void create(name, instanceIds)}
    >
      {filled ? 'Set up a gateway' : 'New gateway'}
    </Button>
  );
}

function Empty() {
  const canAdd = useEngine((state) =>
    (state.workspace?.instances ?? NO_INSTANCES).some(({ stdio }) => stdio === undefined),
  );
  const problem = useGateway((state) => state.problem);
  return (
    <div className={styles.empty}>
      <p className={styles.hint}>
        A gateway is one local address in front of your instances. Point Claude, VS Code or an SDK client at
        it: Hopscope forwards what they send, records it, decides which instance answers and says why.
        {!canAdd && ' Add an instance with an address above, or start the demo fleet below, first.'}
      </p>
      <AddButton filled />
      <ProblemLine message={problem} />
    </div>
  );
}

type FleetVisit = Extract<Destination, { readonly screen: 'fleet' }>;

/** Scrolls only what the section stands in: scrollIntoView would move the window's frame, too. */
function bringIntoView(section: HTMLElement): void {
  const scroller = section.parentElement;
  if (!scroller) return;
  scroller.scrollTop += section.getBoundingClientRect().top - scroller.getBoundingClientRect().top;
}

function Section({ visit }: { readonly visit: FleetVisit }) {
  const place = useRef<HTMLElement>(null);
  const gateways = useEngine((state) => state.workspace?.gateways ?? NO_GATEWAYS);
  const selectedId = useGateway((state) => state.selectedId);
  const { select } = useGatewayActions();
  useEffect(() => {
    if (visit.gateway === true && place.current) bringIntoView(place.current);
  }, [visit]);
  // Another one is looked at from its address on.
  useEffect(() => {
    if (selectedId !== undefined && place.current) bringIntoView(place.current);
  }, [selectedId]);
  const shown = gateways.find(({ id }) => id === selectedId) ?? gateways[0];
  return (
    <section ref={place} className={styles.section} aria-label="Gateway">
      <div className={styles.sectionHead}>
        <h2>Gateway</h2>
        {gateways.length > 1 && (
          <div className={styles.choice} role="group" aria-label="Gateways">
            {gateways.map(({ id, name }) => (
              <button
                key={id}
                type="button"
                aria-pressed={id === shown?.id}
                onClick={() => {
                  select(id);
                }}
              >
                {name}
              </button>
            ))}
          </div>
        )}
        <span className={styles.muted}>
          {shown && gateways.length === 1
            ? shown.name
            : 'One address in front of the instances, which decides who answers'}
        </span>
        {shown && <AddButton filled={false} />}
      </div>
      {shown ? <GatewayContent key={shown.id} kept={shown} /> : <Empty />}
    </section>
  );
}

/** The gateways of the workspace: where clients go, who answers them, and what is done wrong on purpose. */
export function GatewaySection({ visit }: { readonly visit: FleetVisit }) {
  const { bridge, engine } = useApp();
  const [store] = useState(() =>
    createGatewayStore({ bridge, gateways: () => engine.getState().workspace?.gateways ?? NO_GATEWAYS }),
  );
  return (
    <GatewayContext value={store}>
      <Section visit={visit} />
    </GatewayContext>
  );
}
