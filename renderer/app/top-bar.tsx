import { Button, Kbd, Menu } from '@mantine/core';
import { IconChevronDown, IconTerminal2 } from '@tabler/icons-react';
import { useState } from 'react';
import type { Fleet, Instance } from '../../shared/model/instance.ts';
import { FilterBox } from '../traffic/filter-box.tsx';
import { useApp, useEngine, type ScreenName } from '../ui/app-context.ts';
import { formatCounted } from '../ui/format.ts';
import { BadgeLetter, HealthDot, healthSentence, useInstanceIdentities } from '../ui/instance-badge.tsx';
import { MeaningMark } from '../ui/meaning-mark.tsx';
import { readRemembered, remember } from '../ui/remembered.ts';
import { keyLabel } from './key-press.ts';
import { IS_MAC } from './platform.ts';
import styles from './top-bar.module.css';

const NO_INSTANCES: readonly Instance[] = [];
const NO_FLEETS: readonly Fleet[] = [];
/** More badges than these do not fit beside the filter. */
const MOST_BADGES = 8;

function WorkspaceMenu() {
  const { go } = useApp();
  const workspace = useEngine((state) => state.workspace);
  const problems = workspace?.problems.length ?? 0;
  return (
    <Menu position="bottom-start">
      <Menu.Target>
        <Button
          variant="subtle"
          className={styles.menu}
          rightSection={<IconChevronDown size={12} />}
          aria-label={`Workspace ${workspace?.name ?? ''}`}
        >
          {problems > 0 && <MeaningMark meaning="warning" />}
          <span className={styles.strong}>{workspace?.name ?? 'Workspace'}</span>
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{workspace?.directory}</Menu.Label>
        {problems > 0 && (
          <Menu.Item
            leftSection={<MeaningMark meaning="warning" />}
            onClick={() => {
              go({ screen: 'settings' });
            }}
          >
            {formatCounted(problems, 'file')} could not be read
          </Menu.Item>
        )}
        <Menu.Item
          onClick={() => {
            go({ screen: 'fleet', add: true });
          }}
        >
          Add an instance…
        </Menu.Item>
        <Menu.Item
          onClick={() => {
            go({ screen: 'fleet', import: true });
          }}
        >
          Import a configuration…
        </Menu.Item>
        <Menu.Item
          onClick={() => {
            go({ screen: 'settings' });
          }}
        >
          Settings
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

function readText(stored: unknown): string | undefined {
  return typeof stored === 'string' ? stored : undefined;
}

/** The badges of a fleet; a click shows only what that instance answered. */
function Badges({ instances }: { readonly instances: readonly Instance[] }) {
  const { go } = useApp();
  const identities = useInstanceIdentities();
  const health = useEngine((state) => state.health);
  return (
    <span className={styles.badges}>
      {instances.slice(0, MOST_BADGES).map((instance) => {
        const quoted = /[\s,]/.test(instance.name) ? `"${instance.name}"` : instance.name;
        return (
          <button
            key={instance.id}
            type="button"
            className={styles.badge}
            aria-label={`Only exchanges of ${instance.name}`}
            data-tip={`${healthSentence(instance.name, health.get(instance.id))} Click: only its exchanges.`}
            onClick={() => {
              go({ screen: 'traffic', filter: `instance:${quoted}` });
            }}
          >
            <BadgeLetter identity={identities.get(instance.id)} name={instance.name} />
            <HealthDot name={instance.name} health={health.get(instance.id)} />
          </button>
        );
      })}
      {instances.length > MOST_BADGES && (
        <span className={styles.more}>+{instances.length - MOST_BADGES}</span>
      )}
    </span>
  );
}

function FleetMenu() {
  const { bridge, notify, go } = useApp();
  const instances = useEngine((state) => state.workspace?.instances) ?? NO_INSTANCES;
  const fleets = useEngine((state) => state.workspace?.fleets) ?? NO_FLEETS;
  const [chosenId, setChosenId] = useState(() => readRemembered('frame.fleet', readText, ''));
  const only = fleets.length === 1 && chosenId !== 'all' ? fleets[0] : undefined;
  const chosen = fleets.find((fleet) => fleet.id === chosenId) ?? only;
  const members = chosen
    ? instances.filter((instance) => chosen.instanceIds.includes(instance.id))
    : instances;
  const choose = (id: string): void => {
    setChosenId(id);
    remember('frame.fleet', id);
  };
  const check = async (): Promise<void> => {
    const asked = await bridge.invoke('instance.check', { ids: members.map((instance) => instance.id) });
    if (!asked.ok) notify('fault', asked.error.message);
  };
  if (instances.length === 0) return null;
  return (
    <>
      <Menu position="bottom-start">
        <Menu.Target>
          <Button variant="subtle" className={styles.menu} rightSection={<IconChevronDown size={12} />}>
            <span className={styles.muted}>Fleet:</span>&nbsp;
            <span className={styles.strong}>{chosen?.name ?? 'all'}</span>
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {fleets.length > 0 && <Menu.Label>Fleets</Menu.Label>}
          {[undefined, ...fleets].map((fleet) => (
            <Menu.RadioItem
              key={fleet?.id ?? 'all'}
              value={fleet?.id ?? 'all'}
              checked={fleet === chosen}
              closeMenuOnClick
              onChange={choose}
            >
              {fleet
                ? `${fleet.name}, ${formatCounted(fleet.instanceIds.length, 'instance')}`
                : 'All instances'}
            </Menu.RadioItem>
          ))}
          <Menu.Divider />
          <Menu.Item onClick={() => void check()}>Check their health now</Menu.Item>
          <Menu.Item
            onClick={() => {
              go({ screen: 'fleet' });
            }}
          >
            Open Fleet
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <Badges instances={members} />
    </>
  );
}

interface TopBarProps {
  readonly screen: ScreenName;
  readonly onPalette: () => void;
}

/** Workspace, fleet, and on Traffic the filter; the palette at the right. */
export function TopBar({ screen, onPalette }: TopBarProps) {
  return (
    <header className={styles.bar} role="banner">
      <WorkspaceMenu />
      <FleetMenu />
      <span className={styles.gap} />
      {screen === 'traffic' && (
        <div className={styles.filter}>
          <FilterBox />
        </div>
      )}
      <button
        type="button"
        className={styles.palette}
        aria-label="Command palette"
        data-tip="All commands"
        onClick={onPalette}
      >
        <IconTerminal2 size={14} aria-hidden="true" />
        <Kbd>{keyLabel('Mod+K', IS_MAC)}</Kbd>
      </button>
    </header>
  );
}
