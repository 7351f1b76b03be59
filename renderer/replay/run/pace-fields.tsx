import { Select } from '@mantine/core';
import { useStore } from 'zustand';
import type { Pace } from '../../../shared/model/replay-run.ts';
import { useReplay } from '../replay-model.ts';
import { FormField } from './form-field.tsx';
import { Part } from './part.tsx';
import styles from './run.module.css';

const PACES: Readonly<Record<Pace['kind'], { readonly label: string; readonly says: string }>> = {
  asap: {
    label: 'As fast as answers come',
    says: 'On each lane the next step leaves when the one before was answered.',
  },
  recorded: { label: 'As recorded', says: 'Steps leave when they did, or so many times as fast.' },
  rate: { label: 'At a fixed rate', says: 'What is late waits; nothing is dropped.' },
};

function isPace(value: string | null): value is Pace['kind'] {
  return value !== null && value in PACES;
}

/** When steps leave. */
export function PaceFields() {
  const { setup, change } = useReplay();
  const pace = useStore(setup, ({ form }) => form.pace);
  return (
    <Part title="Pace">
      <div className={styles.fields}>
        <Select
          label="Steps leave"
          className={styles.field}
          data={Object.entries(PACES).map(([value, { label }]) => ({ value, label }))}
          value={pace}
          allowDeselect={false}
          onChange={(value) => {
            if (isPace(value)) change({ pace: value });
          }}
        />
        {pace === 'asap' && (
          <FormField field="lanes" label="Lanes" tip="How many are on their way at the same time" />
        )}
        {pace === 'recorded' && (
          <>
            <FormField field="factor" label="Times as fast" />
            <FormField field="maxGap" label="Longest pause, ms" placeholder="as it was" />
          </>
        )}
        {pace === 'rate' && <FormField field="perSecond" label="A second" />}
      </div>
      <p className={styles.hint}>{PACES[pace].says}</p>
    </Part>
  );
}
