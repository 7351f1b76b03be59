import { Button } from '@mantine/core';
import { useState } from 'react';
import { inputKindOf, type PendingInput } from '../../shared/model/input.ts';
import { PendingPanel } from '../ui/answer-panel/pending-panel.tsx';
import { useEngine } from '../ui/app-context.ts';
import { formatTime } from '../ui/format.ts';
import { BadgeLetter, useInstanceIdentities } from '../ui/instance-badge.tsx';
import { MeaningMark } from '../ui/meaning-mark.tsx';
import styles from './input-bar.module.css';

const ASKS: Readonly<Record<string, string>> = {
  elicitation: 'asks you something',
  sampling: 'asks for a model’s answer',
  roots: 'asks for your roots',
};

function sentence(inputs: readonly PendingInput[]): string {
  const [first] = inputs;
  if (!first) return '';
  if (inputs.length > 1) return `${inputs.length} requests of servers wait for your answer.`;
  const asks = ASKS[inputKindOf(first.request.method) ?? ''] ?? `sent ${first.request.method}`;
  return `${first.instanceName} ${asks} and waits for the answer.`;
}

/**
 * Says on every screen that legacy servers wait for an answer, and opens the panel that gives it. What is no longer
 * wanted goes away by itself.
 */
export function InputBar() {
  const inputs = useEngine((state) => state.inputs);
  const identities = useInstanceIdentities();
  const [open, setOpen] = useState<string>();
  const shown = inputs.find(({ id }) => id === open);
  if (inputs.length === 0) return null;
  return (
    <section className={styles.bar} aria-label="Waiting requests">
      <div className={styles.head}>
        <span className={styles.said} role="status">
          <MeaningMark meaning="note" /> {sentence(inputs)}
        </span>
        <span className={styles.gap} />
        {inputs.map(({ id, instanceId, instanceName, request, askedAt }) => (
          <Button
            key={id}
            size="compact-xs"
            variant={id === open ? 'filled' : 'default'}
            aria-expanded={id === open}
            leftSection={<BadgeLetter identity={identities.get(instanceId)} name={instanceName} />}
            data-tip={`Asked at ${formatTime(askedAt)}`}
            onClick={() => {
              setOpen(id === open ? undefined : id);
            }}
          >
            Answer {instanceName}
            {inputs.some((other) => other.id !== id && other.instanceId === instanceId) &&
              `: ${inputKindOf(request.method) ?? request.method}`}
          </Button>
        ))}
      </div>
      {shown && (
        <div className={styles.panel}>
          <PendingPanel key={shown.id} input={shown} />
        </div>
      )}
    </section>
  );
}
