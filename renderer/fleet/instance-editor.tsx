import { Button, NativeSelect, SegmentedControl, TextInput } from '@mantine/core';
import { ERA_CHOICES } from './era-words.ts';
import { FieldNote } from './field-group.tsx';
import { useFleet, useFleetActions } from './fleet-context.ts';
import own from './details.module.css';
import styles from './fleet.module.css';
import { HttpFields } from './http-fields.tsx';
import { StdioFields } from './stdio-fields.tsx';

/** How an instance is reached. */
export const KINDS = [
  { value: 'http', label: 'URL' },
  { value: 'stdio', label: 'Command' },
] as const;

/** All settings of one instance. */
export function InstanceEditor() {
  const editing = useFleet((state) => state.editing);
  const problem = useFleet((state) => state.editProblem);
  const busy = useFleet((state) => state.busy);
  const { setForm, saveEdit, cancelEdit } = useFleetActions();
  if (!editing) return null;
  const { form } = editing;
  return (
    <form
      className={styles.editor}
      aria-label="Edit the instance"
      onSubmit={(event) => {
        event.preventDefault();
        void saveEdit();
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        cancelEdit();
      }}
    >
      <div className={styles.editorFields}>
        <TextInput
          label="Name"
          value={form.name}
          autoFocus
          aria-invalid={problem?.field === 'name'}
          onChange={(event) => {
            setForm({ name: event.currentTarget.value });
          }}
        />
        <FieldNote problem={problem} field="name" />
        <SegmentedControl
          aria-label="Reached by"
          className={styles.start}
          value={form.kind}
          data={[...KINDS]}
          onChange={(value) => {
            const kind = KINDS.find((known) => known.value === value);
            if (kind) setForm({ kind: kind.value });
          }}
        />
        {form.kind === 'http' ? <HttpFields form={form} /> : <StdioFields form={form} />}
        <NativeSelect
          size="xs"
          label="Era to speak"
          className={own.eraField}
          value={form.era}
          data={ERA_CHOICES.map((choice) => ({ ...choice }))}
          onChange={(event) => {
            const choice = ERA_CHOICES.find(({ value }) => value === event.currentTarget.value);
            if (choice) setForm({ era: choice.value });
          }}
        />
        <FieldNote problem={problem} field="form" />
      </div>
      <div className={styles.editorFoot}>
        <Button onClick={cancelEdit}>Cancel</Button>
        <Button type="submit" variant="filled" loading={busy}>
          Save
        </Button>
      </div>
    </form>
  );
}
