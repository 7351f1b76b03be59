import type { FeatureReport, FeatureUse } from '../../shared/model/deprecation.ts';
import { formatCount, formatCounted, formatDateTime, formatTime } from '../ui/format.ts';
import { InstanceBadge } from '../ui/instance-badge.tsx';
import { ExchangeLink, UsesLink } from '../ui/reports/exchange-links.tsx';
import styles from './feature-detail.module.css';

function Moment({ number, at }: { readonly number: number; readonly at: number }) {
  return (
    <span className={styles.moment}>
      <ExchangeLink number={number} />{' '}
      <span className={styles.muted} data-tip={formatDateTime(at)}>
        {formatTime(at)}
      </span>
    </span>
  );
}

function UseRow({ use }: { readonly use: FeatureUse }) {
  const { what, side, clientName, own, instanceId, instanceName, tool, era, count } = use;
  return (
    <tr>
      <td>
        the {side} {what}
        {tool !== undefined && (
          <>
            {' '}
            in <code>{tool}</code>
          </>
        )}
      </td>
      <td>
        {clientName}
        {own && <span className={styles.tag}>this program</span>}
      </td>
      <td>
        <InstanceBadge instanceId={instanceId} name={instanceName} />
      </td>
      <td>{era}</td>
      <td className={styles.number}>
        <UsesLink uses={use} text={formatCounted(count, 'time')} />
      </td>
      <td>
        <Moment number={use.first} at={use.firstAt} />
      </td>
      <td>
        <Moment number={use.last} at={use.lastAt} />
      </td>
    </tr>
  );
}

/** Every use of a feature that was seen: what was done, by which client, on which instance, how often and when. */
export function FeatureUses({ feature }: { readonly feature: FeatureReport }) {
  const { uses, usesLeftOut = 0, title } = feature;
  if (uses.length === 0) return <p className={styles.muted}>No use of it was seen in this recording.</p>;
  return (
    <>
      <table className={styles.uses} aria-label={`Uses of ${title}`}>
        <thead>
          <tr>
            <th scope="col">What</th>
            <th scope="col">Client</th>
            <th scope="col">Instance</th>
            <th scope="col">Era</th>
            <th scope="col" className={styles.number}>
              Seen
            </th>
            <th scope="col">First</th>
            <th scope="col">Last</th>
          </tr>
        </thead>
        <tbody>
          {uses.map((use) => (
            <UseRow
              key={JSON.stringify([use.what, use.side, use.client, use.instanceId, use.tool, use.era])}
              use={use}
            />
          ))}
        </tbody>
      </table>
      {usesLeftOut > 0 && (
        <p className={styles.muted}>
          {formatCount(usesLeftOut)} more are counted and not listed; those that were seen most stand here.
        </p>
      )}
    </>
  );
}
