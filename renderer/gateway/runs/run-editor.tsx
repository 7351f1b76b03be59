import { Button, Select, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { RunSettings } from '../../../shared/model/run.ts';
import type { FormProblem } from '../form-result.ts';
import styles from '../gateway.module.css';
import { ProblemLine } from '../problem-line.tsx';
import { useRunActions, useRuns } from './run-context.ts';
import { runForm, runOf, type RunForm } from './run-form.ts';

interface FieldProps {
  readonly form: RunForm;
  readonly problem: FormProblem | undefined;
  readonly change: (part: Partial<RunForm>) => void;
}

function SmallFields({ form, problem, change }: FieldProps) {
  return (
    <div className={styles.labelled}>
      <TextInput
        className={styles.header}
        label="Name"
        placeholder="of the program (optional)"
        value={form.name}
        onChange={(event) => {
          change({ name: event.currentTarget.value });
        }}
      />
      <TextInput
        className={styles.short}
        label="Copies"
        inputMode="numeric"
        value={form.copies}
        aria-invalid={problem?.field === 'copies'}
        onChange={(event) => {
          change({ copies: event.currentTarget.value });
        }}
      />
      <TextInput
        className={styles.kind}
        label="Path of the endpoint"
        value={form.path}
        spellCheck={false}
        aria-invalid={problem?.field === 'path'}
        classNames={{ input: styles.wireInput }}
        onChange={(event) => {
          change({ path: event.currentTarget.value });
        }}
      />
      <Select
        className={styles.kind}
        label="When a copy crashes"
        data={[
          { value: 'never', label: 'leave it ended' },
          { value: 'on-crash', label: 'start it again' },
        ]}
        value={form.restart}
        allowDeselect={false}
        onChange={(value) => {
          change({ restart: value === 'on-crash' ? 'on-crash' : 'never' });
        }}
      />
    </div>
  );
}

function ProcessFields({ form, problem, change }: FieldProps) {
  return (
    <div className={styles.columns}>
      <Textarea
        size="xs"
        label="Environment"
        placeholder={'API_KEY=${API_KEY}'}
        autosize
        minRows={1}
        maxRows={6}
        value={form.env}
        spellCheck={false}
        aria-invalid={problem?.field === 'env'}
        classNames={{ input: styles.wireInput }}
        onChange={(event) => {
          change({ env: event.currentTarget.value });
        }}
      />
      <TextInput
        label="Working folder"
        placeholder="the workspace’s folder"
        value={form.cwd}
        spellCheck={false}
        classNames={{ input: styles.wireInput }}
        onChange={(event) => {
          change({ cwd: event.currentTarget.value });
        }}
      />
    </div>
  );
}

/** A command in its fields, and how it is run. */
export function RunEditor({ run }: { readonly run?: RunSettings }) {
  const { edit, save } = useRunActions();
  const saving = useRuns((state) => state.busy.get(run?.id ?? 'new') === 'save');
  const [form, setForm] = useState(() => runForm(run));
  const [problem, setProblem] = useState<FormProblem>();
  const change = (part: Partial<RunForm>): void => {
    setForm((now) => ({ ...now, ...part }));
    setProblem(undefined);
  };
  return (
    <form
      className={styles.panel}
      aria-label={run ? `Edit the server ${run.name}` : 'New server'}
      onSubmit={(event) => {
        event.preventDefault();
        const read = runOf(form, run?.id);
        if (read.ok) void save(read.value);
        else setProblem(read.problem);
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.defaultPrevented) return;
        event.stopPropagation();
        edit(undefined);
      }}
    >
      <TextInput
        label="Command line"
        placeholder="node server.js --port ${PORT}"
        value={form.commandLine}
        spellCheck={false}
        autoFocus
        aria-invalid={problem?.field === 'command'}
        classNames={{ input: styles.wireInput }}
        onChange={(event) => {
          change({ commandLine: event.currentTarget.value });
        }}
      />
      <SmallFields form={form} problem={problem} change={change} />
      <ProcessFields form={form} problem={problem} change={change} />
      <p className={styles.hint}>
        Each copy gets a free port as <code>{'${PORT}'}</code>, its place as <code>{'${INDEX}'}</code> and its
        name as <code>{'${NAME}'}</code>: in the command line, in the environment and in the path. All three
        are set in its environment, too. No shell reads the line.
      </p>
      <ProblemLine message={problem?.message} />
      <div className={styles.foot}>
        <span className={styles.gap} />
        <Button
          onClick={() => {
            edit(undefined);
          }}
        >
          Cancel
        </Button>
        <Button type="submit" variant="filled" loading={saving} disabled={form.commandLine.trim() === ''}>
          Save
        </Button>
      </div>
    </form>
  );
}
