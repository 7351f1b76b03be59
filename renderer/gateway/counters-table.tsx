import { SegmentedControl } from '@mantine/core';
import type { Availability, InstanceCounters } from '../../shared/model/gateway.ts';
import { useApp } from '../ui/app-context.ts';
import { formatCount, formatSize } from '../ui/format.ts';
import { InstanceBadge } from '../ui/instance-badge.tsx';
import { useGatewayActions, useNameOf, type GatewayView } from './gateway-context.ts';
import styles from './gateway.module.css';
import { AVAILABILITIES } from './gateway-words.ts';

const CHOICES = (['up', 'refuses', 'drained'] as const).map((value) => ({
  value,
  label: AVAILABILITIES[value].title,
}));

interface RowProps {
  readonly gatewayId: string;
  readonly instanceId: string;
  readonly counters: InstanceCounters | undefined;
  readonly listening: boolean;
}

function isAvailability(value: string): value is Availability {
  return value in AVAILABILITIES;
}

function CountersRow({ gatewayId, instanceId, counters, listening }: RowProps) {
  const { setAvailability } = useGatewayActions();
  const { go } = useApp();
  const name = useNameOf()(instanceId);
  const availability = counters?.availability ?? 'up';
  return (
    <tr aria-label={name} data-availability={availability}>
      <td>
        <InstanceBadge instanceId={instanceId} showHealth />
      </td>
      <td className={styles.number}>
        {counters && counters.requests > 0 ? (
          <button
            type="button"
            className={styles.link}
            data-tip={`Show what went to ${name}`}
            onClick={() => {
              go({ screen: 'traffic', filter: `gateway:=${gatewayId} instance:=${instanceId}` });
            }}
          >
            {formatCount(counters.requests)}
          </button>
        ) : (
          formatCount(counters?.requests ?? 0)
        )}
      </td>
      <td className={styles.number}>{formatCount(counters?.pending ?? 0)}</td>
      <td className={styles.number} data-bad={(counters?.failures ?? 0) > 0 || undefined}>
        {formatCount(counters?.failures ?? 0)}
      </td>
      <td className={styles.number}>{formatSize(counters?.bytesIn ?? 0)}</td>
      <td className={styles.number}>{formatSize(counters?.bytesOut ?? 0)}</td>
      <td>
        <SegmentedControl
          aria-label={`${name} is`}
          data={CHOICES}
          value={availability}
          disabled={!listening}
          onChange={(value) => {
            if (isAvailability(value)) void setAvailability(gatewayId, instanceId, value);
          }}
        />
      </td>
      <td className={styles.why}>{availability === 'up' ? '' : AVAILABILITIES[availability].explains}</td>
    </tr>
  );
}

/** What goes to each instance, as it happens, and the switch that takes one away on purpose. */
export function CountersTable({ settings, state }: GatewayView) {
  const listening = state.state === 'listening';
  return (
    <section aria-label="Instances of the gateway" className={styles.part}>
      <h3>
        Instances
        {!listening && <span className={styles.muted}>counted while the gateway runs</span>}
        {listening && (
          <span className={styles.muted}>
            {formatCount(state.openConnections)} open connections
            {state.turnedAway > 0 && ` · ${formatCount(state.turnedAway)} turned away before any rule`}
          </span>
        )}
      </h3>
      <div className={styles.tableBox}>
        <table className={styles.table} aria-label="Counters of the instances">
          <thead>
            <tr>
              <th scope="col">Instance</th>
              <th scope="col" className={styles.number}>
                Requests
              </th>
              <th scope="col" className={styles.number}>
                Pending
              </th>
              <th scope="col" className={styles.number} data-tip="Not reached, cut, or answered with 5xx">
                Failures
              </th>
              <th scope="col" className={styles.number} data-tip="Bytes that the instance was sent">
                Sent
              </th>
              <th scope="col" className={styles.number} data-tip="Bytes that came from the instance">
                Received
              </th>
              <th scope="col">State for this gateway</th>
              <th scope="col">
                <span className={styles.aloud}>What that means</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {settings.instanceIds.map((id) => (
              <CountersRow
                key={id}
                gatewayId={settings.id}
                instanceId={id}
                counters={state.instances.find(({ instanceId }) => instanceId === id)}
                listening={listening}
              />
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
