import { Button, Checkbox } from '@mantine/core';
import { useEffect } from 'react';
import { useStore } from 'zustand';
import type { Instance } from '../../../shared/model/instance.ts';
import { useApp, useEngine } from '../../ui/app-context.ts';
import { InstanceBadge } from '../../ui/instance-badge.tsx';
import { useReplay } from '../replay-model.ts';
import { Part } from './part.tsx';
import styles from './run.module.css';

/** The instances to begin with: the fleet's, else all. Pure. */
export function firstChoice(
  instances: readonly Pick<Instance, 'id'>[],
  fleets: readonly { readonly instanceIds: readonly string[] }[],
): readonly string[] {
  const known = new Set(instances.map(({ id }) => id));
  const fleet = fleets.find(({ instanceIds }) => instanceIds.some((id) => known.has(id)));
  return (fleet?.instanceIds ?? instances.map(({ id }) => id)).filter((id) => known.has(id));
}

function useFirstChoice(instances: readonly Instance[]): void {
  const { setup, change } = useReplay();
  const fleets = useEngine((state) => state.workspace?.fleets);
  const chosen = useStore(setup, ({ form }) => form.instanceIds);
  useEffect(() => {
    const there = chosen.filter((id) => instances.some((instance) => instance.id === id));
    if (there.length === chosen.length && chosen.length > 0) return;
    const next = there.length > 0 ? there : firstChoice(instances, fleets ?? []);
    if (next.length > 0 || chosen.length > 0) change({ instanceIds: next });
  }, [instances, fleets, chosen, change]);
}

function InstanceLine({ instance, place }: { readonly instance: Instance; readonly place: number }) {
  const { setup, change } = useReplay();
  const chosen = useStore(setup, ({ form }) => form.instanceIds);
  const { id, name } = instance;
  return (
    <li className={styles.instance}>
      <Checkbox
        size="xs"
        aria-label={`Send to ${name}`}
        checked={place !== -1}
        onChange={(event) => {
          const others = chosen.filter((one) => one !== id);
          change({ instanceIds: event.currentTarget.checked ? [...others, id] : others });
        }}
      />
      <InstanceBadge instanceId={id} name={name} showHealth />
      <code className={styles.address}>{instance.url}</code>
      {place === 0 && (
        <span className={styles.tag} data-tip="What all others are held against">
          baseline
        </span>
      )}
      {place > 0 && (
        <Button
          size="compact-xs"
          variant="subtle"
          aria-label={`Make ${name} the baseline`}
          onClick={() => {
            change({ instanceIds: [id, ...chosen.filter((one) => one !== id)] });
          }}
        >
          make it the baseline
        </Button>
      )}
    </li>
  );
}

/** The instances that get requests; the first of them is the baseline. */
export function InstanceFields({ instances }: { readonly instances: readonly Instance[] }) {
  const { go } = useApp();
  const { setup, change } = useReplay();
  const chosen = useStore(setup, ({ form }) => form.instanceIds);
  const fleets = useEngine((state) => state.workspace?.fleets) ?? [];
  useFirstChoice(instances);
  return (
    <Part title="Instances">
      {instances.length === 0 ? (
        <p className={styles.hint}>
          There is no instance yet.{' '}
          <Button
            size="compact-xs"
            onClick={() => {
              go({ screen: 'fleet', add: true });
            }}
          >
            Add one under Fleet
          </Button>
        </p>
      ) : (
        <>
          {fleets.length > 0 && (
            <div className={styles.buttons}>
              {fleets.map(({ id, name, instanceIds }) => (
                <Button
                  key={id}
                  size="compact-xs"
                  onClick={() => {
                    change({
                      instanceIds: instanceIds.filter((one) => instances.some((known) => known.id === one)),
                    });
                  }}
                >
                  Fleet {name}
                </Button>
              ))}
              <Button
                size="compact-xs"
                onClick={() => {
                  change({ instanceIds: instances.map(({ id }) => id) });
                }}
              >
                All
              </Button>
            </div>
          )}
          <ul className={styles.instances} aria-label="Instances">
            {instances.map((instance) => (
              <InstanceLine key={instance.id} instance={instance} place={chosen.indexOf(instance.id)} />
            ))}
          </ul>
        </>
      )}
    </Part>
  );
}
