import { ActionIcon } from '@mantine/core';
import { IconRefresh, IconSend2 } from '@tabler/icons-react';
import type { KeyboardEvent } from 'react';
import type { Instance, InstanceHealth } from '../../shared/model/instance.ts';
import { useApp, useEngine } from '../ui/app-context.ts';
import { formatDuration, formatTime } from '../ui/format.ts';
import { BadgeLetter, HealthDot, useInstanceIdentities } from '../ui/instance-badge.tsx';
import { MeaningMark } from '../ui/meaning-mark.tsx';
import { WAITS_FOR_CONSENT, waitsForConsent } from '../ui/waits-for-consent.ts';
import { isUp } from './connection-words.ts';
import { identityOf } from './fleet-facts.ts';
import { useFleetActions } from './fleet-context.ts';
import styles from './fleet.module.css';
import { HealthSpark } from './health-spark.tsx';

interface CellProps {
  readonly health: InstanceHealth | undefined;
}

/** Letter, health, what is to be known before anything is sent, and the name. */
function NameCell({ instance, health }: CellProps & { readonly instance: Instance }) {
  const identity = useInstanceIdentities().get(instance.id);
  const connections = useEngine((state) => state.connections.get(instance.id));
  // Another process or session may be in its place already.
  const lost = connections?.some(isUp) ? undefined : connections?.find(({ state }) => state === 'lost');
  return (
    <td className={styles.nameCell}>
      <BadgeLetter identity={identity} name={instance.name} />
      <HealthDot name={instance.name} health={health} />
      {instance.tls?.trustAnyCertificate === true && (
        <MeaningMark meaning="warning" label="Any certificate is trusted for this instance." size={13} />
      )}
      {waitsForConsent(instance) && <MeaningMark meaning="note" label={WAITS_FOR_CONSENT} size={13} />}
      {lost && <MeaningMark meaning="fault" label={lost.problem ?? 'The connection was lost.'} size={13} />}
      <span className={styles.cut}>{instance.name}</span>
    </td>
  );
}

function EraCell({ health }: CellProps) {
  return (
    <td data-tip={health?.eraReason}>
      {health?.era ?? '—'}
      {health?.eraSource === 'set' && <span className={styles.muted}> set</span>}
      {health?.eraMixed !== undefined && (
        <>
          {' '}
          <MeaningMark meaning="warning" label={health.eraMixed} size={13} />
        </>
      )}
    </td>
  );
}

function InstanceRow({ instance, selected }: { readonly instance: Instance; readonly selected: boolean }) {
  const { go } = useApp();
  const health = useEngine((state) => state.health.get(instance.id));
  const { select, checkNow } = useFleetActions();
  const checking = health?.state === 'checking';
  return (
    <tr
      data-selected={selected || undefined}
      aria-selected={selected}
      aria-label={instance.name}
      data-id={instance.id}
      onClick={() => {
        select(instance.id);
      }}
    >
      <NameCell instance={instance} health={health} />
      <td className={styles.wire} data-tip={instance.url}>
        {instance.url}
      </td>
      <EraCell health={health} />
      <td className={styles.wire}>{health?.supportedVersions?.join(', ') ?? health?.revision ?? '—'}</td>
      <td className={styles.cut} data-tip={health?.serverInfo?.title}>
        {identityOf(health) || '—'}
      </td>
      <td>
        <HealthSpark health={health} />
      </td>
      <td className={styles.number}>
        {health?.latencyMs !== undefined && health.state !== 'down' ? formatDuration(health.latencyMs) : '—'}
      </td>
      <td className={styles.number}>
        {health?.checkedAt === undefined ? 'never' : formatTime(health.checkedAt).slice(0, 8)}
      </td>
      <td className={styles.rowTools}>
        <ActionIcon
          aria-label={`Check ${instance.name} now`}
          data-tip={`Check ${instance.name} now`}
          loading={checking}
          onClick={(event) => {
            event.stopPropagation();
            void checkNow(instance);
          }}
        >
          <IconRefresh size={14} />
        </ActionIcon>
        <ActionIcon
          aria-label={`Compose a request to ${instance.name}`}
          data-tip={`Compose a request to ${instance.name}`}
          onClick={(event) => {
            event.stopPropagation();
            go({ screen: 'composer', instanceIds: [instance.id] });
          }}
        >
          <IconSend2 size={14} />
        </ActionIcon>
      </td>
    </tr>
  );
}

const HEADINGS = [
  'Name',
  'Address or command',
  'Era',
  'Versions',
  'Server',
  'Health',
  'Latency',
  'Last answer',
] as const;

interface InstanceTableProps {
  readonly instances: readonly Instance[];
  readonly selectedId: string | undefined;
}

/** Every instance of the workspace; one is selected, with the mouse or with j and k. */
export function InstanceTable({ instances, selectedId }: InstanceTableProps) {
  const { select } = useFleetActions();
  const onKeyDown = (event: KeyboardEvent): void => {
    const steps: Readonly<Record<string, number>> = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1 };
    const step = steps[event.key];
    if (step === undefined || event.ctrlKey || event.metaKey || event.target !== event.currentTarget) return;
    const index = instances.findIndex((instance) => instance.id === selectedId);
    const next = instances[Math.min(Math.max(index + step, 0), instances.length - 1)];
    if (next) select(next.id);
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div className={styles.tableBox} tabIndex={0} role="group" aria-label="Instances" onKeyDown={onKeyDown}>
      <table className={styles.table} aria-label="Instances">
        <colgroup>
          <col style={{ width: 168 }} />
          <col />
          <col style={{ width: 78 }} />
          <col style={{ width: 92 }} />
          <col style={{ width: '13%' }} />
          <col style={{ width: 100 }} />
          <col style={{ width: 70 }} />
          <col style={{ width: 84 }} />
          <col style={{ width: 58 }} />
        </colgroup>
        <thead>
          <tr>
            {HEADINGS.map((heading) => (
              <th
                key={heading}
                scope="col"
                className={['Latency', 'Last answer'].includes(heading) ? styles.number : undefined}
              >
                {heading}
              </th>
            ))}
            <th scope="col">
              <span className={styles.aloud}>Actions</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {instances.map((instance) => (
            <InstanceRow key={instance.id} instance={instance} selected={instance.id === selectedId} />
          ))}
        </tbody>
      </table>
    </div>
  );
}
