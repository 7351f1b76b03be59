import { useMemo } from 'react';
import type { InstanceHealth } from '../../shared/model/instance.ts';
import { useEngine } from './app-context.ts';
import styles from './instance-badge.module.css';
import { identitiesOf, type InstanceIdentity } from './instance-identity.ts';

/** Identities of the workspace's instances by id; computed again only when the instances change. */
export function useInstanceIdentities(): ReadonlyMap<string, InstanceIdentity> {
  const instances = useEngine((state) => state.workspace?.instances);
  return useMemo(() => identitiesOf(instances ?? []), [instances]);
}

interface BadgeLetterProps {
  /** Absent: the instance is not in this workspace; drawn in outline with the first letter of its name. */
  readonly identity: InstanceIdentity | undefined;
  readonly name: string;
}

/** The coloured square with the instance's letter. Plain and cheap: for lists. */
export function BadgeLetter({ identity, name }: BadgeLetterProps) {
  if (!identity) {
    return (
      <span className={styles.letter} data-unknown="true" aria-hidden="true">
        {(name[0] ?? '?').toUpperCase()}
      </span>
    );
  }
  return (
    <span
      className={styles.letter}
      data-striped={identity.striped || undefined}
      style={{ backgroundColor: identity.colour, color: identity.ink }}
      aria-hidden="true"
    >
      {identity.letter}
    </span>
  );
}

const HEALTH_WORDS: Readonly<Record<InstanceHealth['state'], string>> = {
  unknown: 'not checked yet',
  checking: 'being checked',
  up: 'up',
  down: 'down',
};

/** "up", "down"... in words, with the reason where there is one. */
export function healthSentence(name: string, health: InstanceHealth | undefined): string {
  const words = `${name} is ${HEALTH_WORDS[health?.state ?? 'unknown']}`;
  return health?.problem === undefined ? `${words}.` : `${words}: ${health.problem}`;
}

/** The state of an instance as a shape: a disc for up, a ring for unknown, a cross for down. */
export function HealthDot({
  name,
  health,
}: {
  readonly name: string;
  readonly health: InstanceHealth | undefined;
}) {
  const sentence = healthSentence(name, health);
  return (
    <span
      role="img"
      className={styles.health}
      data-state={health?.state ?? 'unknown'}
      aria-label={sentence}
      data-tip={sentence}
    />
  );
}

interface InstanceBadgeProps {
  readonly instanceId: string;
  /** What to call it where the workspace does not know it (any more). */
  readonly name?: string;
  /** How it looks where the workspace does not know it; absent: in outline. */
  readonly identity?: InstanceIdentity;
  readonly showName?: boolean;
  readonly showHealth?: boolean;
}

/** Rows of a gateway that no instance got have none. */
function absence(instanceId: string, label: string): string {
  return instanceId === ''
    ? `No instance got it: the gateway ${label} answered by itself.`
    : `${label} is not in this workspace.`;
}

/** Letter, colour, and where asked for name and health of one instance; the same on every screen. */
export function InstanceBadge(props: InstanceBadgeProps) {
  const { instanceId, name, showName = true, showHealth = false } = props;
  const instance = useEngine((state) => state.workspace?.instances.find((entry) => entry.id === instanceId));
  const health = useEngine((state) => state.health.get(instanceId));
  const identity = useInstanceIdentities().get(instanceId) ?? props.identity;
  const label = instance?.name ?? name ?? instanceId;
  return (
    <span className={styles.badge} data-tip={instance?.url ?? absence(instanceId, label)}>
      <BadgeLetter identity={identity} name={label} />
      {showName ? (
        <span className={styles.name}>{label}</span>
      ) : (
        <span className={styles.aloud}>{label}</span>
      )}
      {showHealth && <HealthDot name={label} health={health} />}
    </span>
  );
}
