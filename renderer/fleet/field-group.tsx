import type { ReactNode } from 'react';
import { MeaningMark } from '../ui/meaning-mark.tsx';
import styles from './fleet.module.css';
import type { FieldProblem, FormField } from './instance-form.ts';

/** Fields that belong together, under a title. */
export function FieldGroup({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <fieldset className={styles.group}>
      <legend>{title}</legend>
      {children}
    </fieldset>
  );
}

/** What is wrong with one field, below it; nothing where the problem is another one's. */
export function FieldNote({
  problem,
  field,
}: {
  readonly problem: FieldProblem | undefined;
  readonly field: FormField;
}) {
  if (problem?.field !== field) return null;
  return (
    <p className={styles.problem} role="alert">
      <MeaningMark meaning="fault" /> {problem.message}
    </p>
  );
}
