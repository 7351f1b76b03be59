import { useState } from 'react';
import type { Fleet, Instance } from '../../shared/model/instance.ts';
import { useEngine } from '../ui/app-context.ts';
import { InstanceBadge } from '../ui/instance-badge.tsx';
import { MeaningMark } from '../ui/meaning-mark.tsx';
import { WAITS_FOR_CONSENT, waitsForConsent } from '../ui/waits-for-consent.ts';
import { useComposer, useComposerActions } from './composer-context.ts';
import styles from './what-column.module.css';

const NO_INSTANCES: readonly Instance[] = [];
const NO_FLEETS: readonly Fleet[] = [];

function sameSet(left: readonly string[], right: readonly string[]): boolean {
  return left.length === right.length && left.every((id) => right.includes(id));
}

/** From so many instances on, those that are checked come first: the others have to be scrolled to. */
const MANY = 9;

/** The instances in the order shown. A check by hand moves nothing, so that no badge leaves the pointer. */
function useShownOrder(instances: readonly Instance[], chosen: readonly string[]) {
  const [byHand, setByHand] = useState<readonly string[]>();
  const [front, setFront] = useState(chosen);
  if (chosen !== front && chosen !== byHand) setFront(chosen);
  const isFront = ({ id }: Instance): boolean => front.includes(id);
  const shown =
    instances.length < MANY
      ? instances
      : [...instances.filter(isFront), ...instances.filter((instance) => !isFront(instance))];
  return { shown, setByHand };
}

/** Who gets the request: every instance as a badge that can be checked, every fleet as a shortcut. */
export function InstanceChoice() {
  const instances = useEngine((state) => state.workspace?.instances) ?? NO_INSTANCES;
  const fleets = useEngine((state) => state.workspace?.fleets) ?? NO_FLEETS;
  const chosen = useComposer((state) => state.instanceIds);
  const { chooseInstances } = useComposerActions();
  const { shown, setByHand } = useShownOrder(instances, chosen);
  const all = instances.map((instance) => instance.id);
  const inOrder = (ids: readonly string[]): string[] => all.filter((id) => ids.includes(id));
  const shortcuts = [
    ...fleets.map((fleet) => ({ key: fleet.id, name: fleet.name, ids: inOrder(fleet.instanceIds) })),
    ...(all.length > 1 ? [{ key: 'all', name: 'All', ids: all }] : []),
  ].filter(({ ids }, index, every) => every.findIndex((other) => sameSet(other.ids, ids)) === index);
  return (
    <div className={styles.instances} role="group" aria-label="Instances">
      <div className={styles.badges}>
        {shown.map((instance) => {
          const { id, name, tls } = instance;
          const checked = chosen.includes(id);
          return (
            <label key={id} className={styles.badge} data-checked={checked || undefined}>
              <input
                type="checkbox"
                aria-label={name}
                checked={checked}
                onChange={() => {
                  const next = inOrder(checked ? chosen.filter((own) => own !== id) : [...chosen, id]);
                  setByHand(next);
                  chooseInstances(next);
                }}
              />
              <InstanceBadge instanceId={id} name={name} showHealth />
              {waitsForConsent(instance) && (
                <MeaningMark meaning="note" label={WAITS_FOR_CONSENT} size={13} />
              )}
              {tls?.trustAnyCertificate === true && (
                <MeaningMark
                  meaning="warning"
                  label="Any certificate is trusted for this instance."
                  size={13}
                />
              )}
            </label>
          );
        })}
        {instances.length > 1 &&
          shortcuts.map(({ key, name, ids }) => (
            <button
              key={key}
              type="button"
              className={styles.shortcut}
              aria-pressed={sameSet(ids, chosen)}
              aria-label={key === 'all' ? 'Choose all instances' : `Choose the fleet ${name}`}
              data-tip={key === 'all' ? 'Choose all instances' : `Choose the fleet ${name}`}
              onClick={() => {
                chooseInstances(ids);
              }}
            >
              {name}
            </button>
          ))}
      </div>
      {instances.length === 0 && <p className={styles.hint}>No instance yet. Add one on the Fleet screen.</p>}
    </div>
  );
}
