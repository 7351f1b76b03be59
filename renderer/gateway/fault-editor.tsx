import { Button, Select, TextInput } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { FAULT_KINDS, type FaultKind, type GatewaySettings } from '../../shared/model/gateway.ts';
import { OTHERWISE } from '../../shared/model/rule-id.ts';
import { faultForm, faultOf, writesValue, type FaultForm } from './fault-form.ts';
import type { FormProblem } from './form-result.ts';
import { useGatewayActions } from './gateway-context.ts';
import styles from './gateway.module.css';
import { FAULTS, HEADER_OPS } from './gateway-words.ts';
import { ProblemLine } from './problem-line.tsx';
import { allFaults, putFault, type ScopedFault } from './settings-edits.ts';

const KIND_CHOICES = FAULT_KINDS.map((value) => ({ value, label: FAULTS[value].title }));
const OP_CHOICES = Object.entries(HEADER_OPS).map(([value, label]) => ({ value, label }));

function isKind(value: string | null): value is FaultKind {
  return value !== null && value in FAULTS;
}

function isOp(value: string | null): value is FaultForm['op'] {
  return value !== null && value in HEADER_OPS;
}

interface FieldsProps {
  readonly form: FaultForm;
  readonly problem: FormProblem | undefined;
  readonly change: (part: Partial<FaultForm>) => void;
}

/** One text of the form, of the width of a number. */
function Short({
  field,
  label,
  bad,
  form,
  problem,
  change,
}: FieldsProps & {
  readonly field: 'chance' | 'ms' | 'status' | 'count';
  readonly label: string;
  readonly bad: string;
}) {
  return (
    <TextInput
      className={styles.short}
      label={label}
      inputMode="numeric"
      value={form[field]}
      aria-invalid={problem?.field === bad}
      onChange={(event) => {
        change({ [field]: event.currentTarget.value });
      }}
    />
  );
}

function HeaderFields({ form, problem, change }: FieldsProps) {
  return (
    <>
      <Select
        className={styles.short}
        label="Of the"
        data={[
          { value: 'request', label: 'request' },
          { value: 'answer', label: 'answer' },
        ]}
        value={form.side}
        allowDeselect={false}
        onChange={(value) => {
          change({ side: value === 'answer' ? 'answer' : 'request' });
        }}
      />
      <Select
        className={styles.kind}
        label="Do"
        data={OP_CHOICES}
        value={form.op}
        allowDeselect={false}
        onChange={(value) => {
          if (isOp(value)) change({ op: value });
        }}
      />
      <TextInput
        className={styles.header}
        label="Header"
        value={form.name}
        spellCheck={false}
        aria-invalid={problem?.field === 'header'}
        classNames={{ input: styles.wireInput }}
        onChange={(event) => {
          change({ name: event.currentTarget.value });
        }}
      />
      {writesValue(form.op) && (
        <TextInput
          className={styles.header}
          label="Value"
          value={form.value}
          spellCheck={false}
          aria-invalid={problem?.field === 'value'}
          classNames={{ input: styles.wireInput }}
          onChange={(event) => {
            change({ value: event.currentTarget.value });
          }}
        />
      )}
    </>
  );
}

const MS_LABELS: Partial<Record<FaultKind, string>> = {
  delay: 'For ms',
  swap: 'At most ms',
  down: 'For ms',
};

/** What the chosen kind asks. */
function KindFields(props: FieldsProps): ReactNode {
  const { form, change } = props;
  const msLabel = MS_LABELS[form.kind];
  if (msLabel !== undefined) return <Short {...props} field="ms" label={msLabel} bad="ms" />;
  switch (form.kind) {
    case 'status':
      return (
        <>
          <Short {...props} field="status" label="Status" bad="status" />
          <TextInput
            className={styles.header}
            label="Text"
            value={form.text}
            onChange={(event) => {
              change({ text: event.currentTarget.value });
            }}
          />
        </>
      );
    case 'cut':
      return (
        <>
          <Short {...props} field="count" label="After" bad="count" />
          <Select
            className={styles.short}
            label="Of what"
            data={['events', 'bytes']}
            value={form.after}
            allowDeselect={false}
            onChange={(value) => {
              change({ after: value === 'bytes' ? 'bytes' : 'events' });
            }}
          />
        </>
      );
    case 'header':
      return <HeaderFields {...props} />;
    default:
      return null;
  }
}

interface FaultEditorProps {
  readonly settings: GatewaySettings;
  /** Absent: a new fault. */
  readonly entry?: ScopedFault;
}

/** One fault in its fields: whose requests it strikes, how often, and what it does. */
export function FaultEditor({ settings, entry }: FaultEditorProps) {
  const { edit, close } = useGatewayActions();
  const [form, setForm] = useState(() => faultForm(entry?.fault, entry?.scope ?? OTHERWISE));
  const [problem, setProblem] = useState<FormProblem>();
  const change = (part: Partial<FaultForm>): void => {
    setForm((now) => ({ ...now, ...part }));
    setProblem(undefined);
  };
  const save = async (): Promise<void> => {
    const taken = allFaults(settings).map(({ fault }) => fault.id);
    const read = faultOf(form, { ...(entry && { fault: entry.fault }), taken });
    if (!read.ok) setProblem(read.problem);
    else if (await edit(settings.id, putFault(form.scope, read.value))) close();
  };
  const scopes = [
    ...settings.rules.map(({ id, name }) => ({ value: id, label: name })),
    { value: OTHERWISE, label: 'Otherwise' },
  ];
  const fields = { form, problem, change };
  return (
    <form
      className={styles.panel}
      aria-label={entry ? `${FAULTS[entry.fault.does.kind].title} of ${entry.scopeName}` : 'New fault'}
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.defaultPrevented) return;
        event.stopPropagation();
        close();
      }}
    >
      <div className={styles.labelled}>
        <Select
          className={styles.kind}
          label="Strikes requests of"
          data={scopes}
          value={form.scope}
          allowDeselect={false}
          onChange={(value) => {
            if (value !== null) change({ scope: value });
          }}
        />
        <Select
          className={styles.kind}
          label="Fault"
          data={KIND_CHOICES}
          value={form.kind}
          allowDeselect={false}
          onChange={(value) => {
            if (isKind(value)) change({ kind: value });
          }}
        />
        <KindFields {...fields} />
        <Short {...fields} field="chance" label="Chance in %" bad="chance" />
      </div>
      <p className={styles.hint}>{FAULTS[form.kind].explains}</p>
      <ProblemLine message={problem?.message} />
      <div className={styles.foot}>
        <span className={styles.gap} />
        <Button onClick={close}>Cancel</Button>
        <Button type="submit" variant="filled">
          {entry ? 'Save the fault' : 'Add the fault'}
        </Button>
      </div>
    </form>
  );
}
