import { Column } from './column.tsx';
import { useComposer } from './composer-context.ts';
import { EntryFacts } from './entry-facts.tsx';
import { EntryPicker } from './entry-picker.tsx';
import { EraField } from './era-field.tsx';
import { InstanceChoice } from './instance-choice.tsx';
import { MethodField } from './method-field.tsx';
import { methodShape } from './methods.ts';
import { SavedRequests } from './saved-requests.tsx';
import { TasksSwitch } from './tasks-switch.tsx';
import styles from './what-column.module.css';

/** The first column: to whom, which method, which tool. */
export function WhatColumn() {
  const method = useComposer((state) => state.method);
  const picks = methodShape(method).lists.length > 0;
  return (
    <Column title="What">
      <InstanceChoice />
      <EraField />
      <MethodField />
      <TasksSwitch />
      {picks ? (
        <>
          {/* Another method, another search. */}
          <EntryPicker key={method} />
          <EntryFacts />
        </>
      ) : (
        <div className={styles.rest} />
      )}
      <SavedRequests />
    </Column>
  );
}
