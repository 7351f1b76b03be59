import { ActionIcon, Button, TextInput } from '@mantine/core';
import { IconPencil, IconPlus, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import type { Fleet, Instance } from '../../shared/model/instance.ts';
import { InstanceBadge } from '../ui/instance-badge.tsx';
import { useFleetActions } from './fleet-context.ts';
import styles from './fleet.module.css';

interface FleetFormProps {
  readonly fleet: Fleet | undefined;
  readonly instances: readonly Instance[];
  readonly onDone: () => void;
}

/** Name and members of one fleet. */
function FleetForm({ fleet, instances, onDone }: FleetFormProps) {
  const [name, setName] = useState(fleet?.name ?? '');
  const [members, setMembers] = useState<readonly string[]>(
    fleet?.instanceIds ?? instances.map((instance) => instance.id),
  );
  const { saveFleet } = useFleetActions();
  const save = async (): Promise<void> => {
    const instanceIds = instances.map((instance) => instance.id).filter((id) => members.includes(id));
    if (await saveFleet({ ...(fleet && { id: fleet.id }), name: name.trim(), instanceIds })) onDone();
  };
  return (
    <form
      className={styles.fleetForm}
      aria-label={fleet ? `Edit the fleet ${fleet.name}` : 'New fleet'}
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        onDone();
      }}
    >
      <TextInput
        aria-label="Name of the fleet"
        placeholder="Name of the fleet"
        value={name}
        autoFocus
        onChange={(event) => {
          setName(event.currentTarget.value);
        }}
      />
      <div className={styles.members} role="group" aria-label="Members">
        {instances.map(({ id, name: instanceName }) => (
          <label key={id} className={styles.member} data-checked={members.includes(id) || undefined}>
            <input
              type="checkbox"
              aria-label={instanceName}
              checked={members.includes(id)}
              onChange={(event) => {
                setMembers(
                  event.currentTarget.checked ? [...members, id] : members.filter((own) => own !== id),
                );
              }}
            />
            <InstanceBadge instanceId={id} name={instanceName} />
          </label>
        ))}
      </div>
      <div className={styles.buttons}>
        <Button onClick={onDone}>Cancel</Button>
        <Button type="submit" variant="filled" disabled={name.trim() === '' || members.length === 0}>
          Save
        </Button>
      </div>
    </form>
  );
}

interface FleetRowProps {
  readonly fleet: Fleet;
  /** Hopscope started its members: such a fleet goes with them and cannot be changed here. */
  readonly fixed: boolean;
  readonly onEdit: () => void;
}

function FleetRow({ fleet, fixed, onEdit }: FleetRowProps) {
  const [asking, setAsking] = useState(false);
  const { removeFleet } = useFleetActions();
  return (
    <li className={styles.fleet} aria-label={fleet.name}>
      <span className={styles.fleetName}>{fleet.name}</span>
      <span className={styles.fleetMembers}>
        {fleet.instanceIds.map((id) => (
          <InstanceBadge key={id} instanceId={id} />
        ))}
      </span>
      {asking ? (
        <span className={styles.buttons}>
          <span className={styles.muted}>Remove the fleet? Its instances stay.</span>
          <Button
            size="compact-xs"
            color="red"
            variant="filled"
            autoFocus
            onClick={() => void removeFleet(fleet.id)}
          >
            Remove
          </Button>
          <Button
            size="compact-xs"
            onClick={() => {
              setAsking(false);
            }}
          >
            Keep it
          </Button>
        </span>
      ) : (
        !fixed && (
          <span className={styles.rowTools}>
            <ActionIcon
              aria-label={`Edit the fleet ${fleet.name}`}
              data-tip={`Edit the fleet ${fleet.name}`}
              onClick={onEdit}
            >
              <IconPencil size={14} />
            </ActionIcon>
            <ActionIcon
              aria-label={`Remove the fleet ${fleet.name}`}
              data-tip={`Remove the fleet ${fleet.name}`}
              onClick={() => {
                setAsking(true);
              }}
            >
              <IconTrash size={14} />
            </ActionIcon>
          </span>
        )
      )}
    </li>
  );
}

interface FleetsSectionProps {
  readonly fleets: readonly Fleet[];
  readonly instances: readonly Instance[];
}

/** The fleets of the workspace: the instances that serve one server together. */
export function FleetsSection({ fleets, instances }: FleetsSectionProps) {
  const [editing, setEditing] = useState<string>();
  const done = (): void => {
    setEditing(undefined);
  };
  const started = new Set(
    instances.filter((instance) => instance.startedBy !== undefined).map((instance) => instance.id),
  );
  return (
    <section className={styles.section} aria-label="Fleets">
      <div className={styles.sectionHead}>
        <h2>Fleets</h2>
        <span className={styles.muted}>Instances that serve one server together</span>
        {editing !== 'new' && (
          <Button
            size="compact-xs"
            variant="subtle"
            leftSection={<IconPlus size={12} />}
            disabled={instances.length === 0}
            onClick={() => {
              setEditing('new');
            }}
          >
            New fleet
          </Button>
        )}
      </div>
      {editing === 'new' && <FleetForm fleet={undefined} instances={instances} onDone={done} />}
      <ul className={styles.fleets}>
        {fleets.map((fleet) =>
          editing === fleet.id ? (
            <li key={fleet.id}>
              <FleetForm fleet={fleet} instances={instances} onDone={done} />
            </li>
          ) : (
            <FleetRow
              key={fleet.id}
              fleet={fleet}
              fixed={fleet.instanceIds.length > 0 && fleet.instanceIds.every((id) => started.has(id))}
              onEdit={() => {
                setEditing(fleet.id);
              }}
            />
          ),
        )}
      </ul>
      {fleets.length === 0 && editing !== 'new' && (
        <p className={styles.hint}>
          No fleet yet. Group the instances of one server to send to all of them at once.
        </p>
      )}
    </section>
  );
}
