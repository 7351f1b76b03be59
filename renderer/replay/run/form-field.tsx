import { TextInput } from '@mantine/core';
import { useStore } from 'zustand';
import { useReplay } from '../replay-model.ts';
import type { RunField } from './run-form.ts';
import styles from './run.module.css';

interface FormFieldProps {
  readonly field: Exclude<RunField, 'instanceIds' | 'schedules'>;
  readonly label: string;
  readonly placeholder?: string;
  readonly tip?: string;
}

/** One short field of the set-up; what is wrong with it is said at the start button and marked here. */
export function FormField({ field, label, placeholder, tip }: FormFieldProps) {
  const { setup, change } = useReplay();
  const value = useStore(setup, ({ form }) => form[field]);
  const isBad = useStore(setup, ({ problem }) => problem?.field === field);
  return (
    <TextInput
      className={styles.short}
      label={label}
      data-tip={tip}
      placeholder={placeholder}
      inputMode="decimal"
      value={value}
      aria-invalid={isBad || undefined}
      error={isBad}
      onChange={(event) => {
        change({ [field]: event.currentTarget.value });
      }}
    />
  );
}
