import { Button, NativeSelect } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import type { EraEvidence, Instance, InstanceHealth } from '../../shared/model/instance.ts';
import { MeaningMark } from '../ui/meaning-mark.tsx';
import { waitsForConsent } from '../ui/waits-for-consent.ts';
import { ERA_CHOICES, eraSourceWords } from './era-words.ts';
import { useFleetActions } from './fleet-context.ts';
import own from './details.module.css';
import styles from './fleet.module.css';
import { JumpButton } from './jump-button.tsx';

/** The era as a chip, with how it is known. */
function EraChip({ health }: { readonly health: InstanceHealth | undefined }) {
  const source = eraSourceWords(health);
  return (
    <span className={own.chip} data-era={health?.era}>
      <b>{health?.era ?? 'not known yet'}</b>
      {source !== '' && <span>{source}</span>}
    </span>
  );
}

function Evidence({ evidence }: { readonly evidence: readonly EraEvidence[] }) {
  return (
    <ol className={own.evidence} aria-label="What the era was found out by">
      {evidence.map(({ says, ref }, index) => (
        <li key={index}>
          <span>{says}</span>
          {ref && <JumpButton to={ref} />}
        </li>
      ))}
    </ol>
  );
}

function EraTools({
  instance,
  health,
}: {
  readonly instance: Instance;
  readonly health: InstanceHealth | undefined;
}) {
  const { checkNow, setEra } = useFleetActions();
  const checking = health?.state === 'checking';
  return (
    <div className={own.tools}>
      {instance.era === undefined && health && (checking || health.era !== undefined) && (
        <Button
          size="compact-xs"
          leftSection={<IconRefresh size={12} />}
          loading={checking}
          data-tip="Forgets what is known and asks again; what is open there ends first"
          onClick={() => void checkNow(instance, true)}
        >
          Detect again
        </Button>
      )}
      {instance.startedBy === undefined && (
        <label className={own.speak}>
          Speak
          <NativeSelect
            size="xs"
            aria-label="Era to speak"
            value={instance.era ?? 'auto'}
            data={ERA_CHOICES.map((choice) => ({ ...choice }))}
            onChange={(event) => {
              const chosen = ERA_CHOICES.find(({ value }) => value === event.currentTarget.value);
              if (chosen) void setEra(instance, chosen.value === 'auto' ? undefined : chosen.value);
            }}
          />
        </label>
      )}
    </div>
  );
}

/** Which era an instance is of, why, and what can be done where that is wrong. */
export function EraVerdict({
  instance,
  health,
}: {
  readonly instance: Instance;
  readonly health: InstanceHealth | undefined;
}) {
  // Set by a person: the evidence would be that very sentence again.
  const evidence = health?.eraSource === 'set' ? [] : (health?.eraEvidence ?? []);
  return (
    <section aria-label="Era">
      <h3>Era</h3>
      <EraChip health={health} />
      {health?.eraReason !== undefined && <p className={styles.why}>{health.eraReason}</p>}
      {health?.era === undefined && !waitsForConsent(instance) && (
        <p className={styles.why}>It is found out by the first check or request.</p>
      )}
      {health?.eraMixed !== undefined && (
        <p className={styles.warning}>
          <MeaningMark meaning="warning" /> {health.eraMixed}
        </p>
      )}
      {evidence.length > 0 && <Evidence evidence={evidence} />}
      <EraTools instance={instance} health={health} />
    </section>
  );
}
