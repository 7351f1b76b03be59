import type { Instance } from '../../shared/model/instance.ts';
import { InstanceBadge } from '../ui/instance-badge.tsx';
import styles from './gateway.module.css';

interface InstanceChecksProps {
  readonly title: string;
  readonly instances: readonly Pick<Instance, 'id' | 'name'>[];
  readonly chosen: readonly string[];
  /** Said where none is chosen. */
  readonly none?: string;
  /** In the order of `instances`. */
  readonly onChange: (chosen: readonly string[]) => void;
}

/** Instances as boxes to check. */
export function InstanceChecks({ title, instances, chosen, none, onChange }: InstanceChecksProps) {
  return (
    <div className={styles.checks} role="group" aria-label={title}>
      <span className={styles.label}>{title}</span>
      {instances.map(({ id, name }) => (
        <label key={id} className={styles.check} data-checked={chosen.includes(id) || undefined}>
          <input
            type="checkbox"
            aria-label={name}
            checked={chosen.includes(id)}
            onChange={(event) => {
              const next = event.currentTarget.checked ? [...chosen, id] : chosen.filter((own) => own !== id);
              onChange(instances.map((instance) => instance.id).filter((own) => next.includes(own)));
            }}
          />
          <InstanceBadge instanceId={id} name={name} />
        </label>
      ))}
      {none !== undefined && chosen.length === 0 && <span className={styles.muted}>{none}</span>}
    </div>
  );
}
