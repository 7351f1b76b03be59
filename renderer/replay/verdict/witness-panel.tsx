import { Button } from '@mantine/core';
import { useState } from 'react';
import type { Witness, WitnessStep } from '../../../shared/model/replay-verdict.ts';
import { CAUSE_TITLES } from '../../../shared/model/replay-words.ts';
import { formatCounted } from '../../ui/format.ts';
import { InstanceBadge } from '../../ui/instance-badge.tsx';
import { MeaningMark } from '../../ui/meaning-mark.tsx';
import { stepName } from '../plan/plan-words.ts';
import shared from '../replay.module.css';
import { SideBySide } from './side-by-side.tsx';
import styles from './witness.module.css';

const ROLES: Readonly<Record<WitnessStep['role'], { readonly title: string; readonly says: string }>> = {
  needed: { title: 'needed', says: 'It gives out what the others carry.' },
  causes: { title: 'makes it fail', says: 'Placed elsewhere, all goes well.' },
  shows: { title: 'shows it', says: 'Here the difference is seen.' },
};

interface StepsProps {
  readonly label: string;
  readonly steps: readonly WitnessStep[];
  readonly roles: boolean;
  readonly onStep: (number: number) => void;
}

function Steps({ label, steps, roles, onStep }: StepsProps) {
  return (
    <div className={styles.way}>
      <h4>{label}</h4>
      <ol aria-label={label}>
        {steps.map((step, index) => (
          <li key={index} data-role={roles ? step.role : undefined}>
            <button
              type="button"
              className={shared.link}
              aria-label={`Step ${String(step.number)}`}
              onClick={() => {
                onStep(step.number);
              }}
            >
              #{step.number}
            </button>
            <span className={styles.name}>{stepName(step)}</span>
            <span className={styles.arrow} aria-hidden="true">
              →
            </span>
            <InstanceBadge instanceId={step.instanceId} />
            {roles && (
              <span className={styles.role} data-tip={ROLES[step.role].says}>
                {ROLES[step.role].title}
              </span>
            )}
          </li>
        ))}
      </ol>
    </div>
  );
}

function Alike({
  numbers,
  onStep,
}: {
  readonly numbers: readonly number[];
  readonly onStep: (number: number) => void;
}) {
  const others = numbers.slice(0, 12);
  if (others.length === 0) return null;
  const rest = numbers.length - others.length;
  return (
    <p className={styles.alike}>
      <span className={shared.muted}>The same is seen in </span>
      {others.map((number, index) => (
        <span key={number}>
          {index > 0 && ', '}
          <button
            type="button"
            className={shared.link}
            onClick={() => {
              onStep(number);
            }}
          >
            #{number}
          </button>
        </span>
      ))}
      {rest > 0 && ` and ${formatCounted(rest, 'more step')}`}
    </p>
  );
}

function WitnessView({
  witness,
  onStep,
}: {
  readonly witness: Witness;
  readonly onStep: (number: number) => void;
}) {
  const { says, steps, otherwise, cause, causeSays, trials, alike, pointer, failing, passing } = witness;
  return (
    <article className={styles.witness} aria-label="Witness">
      <div className={styles.story}>
        <h3 className={styles.says}>
          <MeaningMark meaning="fault" size={16} /> <span>{says}</span>
        </h3>
        <Steps label="Fails" steps={steps} roles onStep={onStep} />
        {otherwise.length > 0 && (
          <Steps
            label="Goes well: the same requests, placed otherwise"
            steps={otherwise}
            roles={false}
            onStep={onStep}
          />
        )}
        <div className={styles.cause}>
          <h4>Likely cause: {CAUSE_TITLES[cause]}</h4>
          <p>{causeSays}</p>
        </div>
        <Alike numbers={alike} onStep={onStep} />
        <p className={styles.trials}>
          Found in {formatCounted(trials, 'trial')}, each a real run of a few requests.
        </p>
      </div>
      <SideBySide
        pointer={pointer}
        left={{ ref: passing.ref, title: 'Goes well', meaning: 'fine' }}
        right={{ ref: failing.ref, title: 'Fails', meaning: 'fault' }}
      />
    </article>
  );
}

interface WitnessPanelProps {
  readonly witnesses: readonly Witness[];
  readonly onStep: (number: number) => void;
}

/** The smallest sets of requests that show what is wrong, one at a time. */
export function WitnessPanel({ witnesses, onStep }: WitnessPanelProps) {
  const [index, setIndex] = useState(0);
  const witness = witnesses[index] ?? witnesses[0];
  if (!witness) return null;
  return (
    <div className={styles.panel}>
      {witnesses.length > 1 && (
        <div className={styles.choice} role="toolbar" aria-label="Witnesses">
          {witnesses.map((one, at) => (
            <Button
              key={at}
              size="compact-sm"
              variant={one === witness ? 'light' : 'subtle'}
              aria-pressed={one === witness}
              data-tip={one.says}
              onClick={() => {
                setIndex(at);
              }}
            >
              #{one.number} {CAUSE_TITLES[one.cause]}
            </Button>
          ))}
        </div>
      )}
      <WitnessView key={index} witness={witness} onStep={onStep} />
    </div>
  );
}
