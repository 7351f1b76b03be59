import { ActionIcon, Button, Checkbox, TextInput } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { MeaningMark } from '../ui/meaning-mark.tsx';
import { useFleet, useFleetActions } from './fleet-context.ts';
import type { FieldProblem } from './fleet-store.ts';
import styles from './fleet.module.css';
import type { FormField, InstanceForm } from './instance-form.ts';

function Problem({
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

function Group({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <fieldset className={styles.group}>
      <legend>{title}</legend>
      {children}
    </fieldset>
  );
}

function Headers({ form }: { readonly form: InstanceForm }) {
  const { setForm } = useFleetActions();
  const change = (index: number, part: Partial<InstanceForm['headers'][number]>): void => {
    setForm({
      headers: form.headers.map((header, place) => (place === index ? { ...header, ...part } : header)),
    });
  };
  return (
    <Group title="Headers">
      {form.headers.map((header, index) => (
        <div key={index} className={styles.headerRow}>
          <TextInput
            aria-label={`Name of header ${String(index + 1)}`}
            placeholder="Authorization"
            value={header.name}
            spellCheck={false}
            classNames={{ input: styles.wireInput }}
            onChange={(event) => {
              change(index, { name: event.currentTarget.value });
            }}
          />
          <TextInput
            aria-label={`Value of header ${String(index + 1)}`}
            placeholder="Bearer ${TOKEN}"
            value={header.value}
            spellCheck={false}
            classNames={{ input: styles.wireInput }}
            onChange={(event) => {
              change(index, { value: event.currentTarget.value });
            }}
          />
          <ActionIcon
            aria-label={`Remove header ${String(index + 1)}`}
            onClick={() => {
              setForm({ headers: form.headers.filter((_header, place) => place !== index) });
            }}
          >
            <IconX size={14} />
          </ActionIcon>
        </div>
      ))}
      <Button
        size="compact-xs"
        variant="subtle"
        leftSection={<IconPlus size={12} />}
        className={styles.start}
        onClick={() => {
          setForm({ headers: [...form.headers, { name: '', value: '' }] });
        }}
      >
        Add a header
      </Button>
      <p className={styles.hint}>
        <code>{'${NAME}'}</code> in a value is filled from the environment variable NAME, so that no secret
        gets into the workspace’s files.
      </p>
    </Group>
  );
}

function Tls({ form }: { readonly form: InstanceForm }) {
  const { setForm } = useFleetActions();
  const fields = [
    { key: 'caFile', label: 'Further CA (PEM file)' },
    { key: 'certFile', label: 'Client certificate (PEM file)' },
    { key: 'keyFile', label: 'Client key (PEM file)' },
  ] as const;
  return (
    <Group title="TLS and proxy">
      {fields.map(({ key, label }) => (
        <TextInput
          key={key}
          label={label}
          value={form[key]}
          placeholder="none"
          spellCheck={false}
          classNames={{ input: styles.wireInput }}
          onChange={(event) => {
            setForm({ [key]: event.currentTarget.value });
          }}
        />
      ))}
      <Checkbox
        size="xs"
        label="Trust any certificate"
        checked={form.trustAnyCertificate}
        onChange={(event) => {
          setForm({ trustAnyCertificate: event.currentTarget.checked });
        }}
      />
      {form.trustAnyCertificate && <TrustWarning />}
      <Checkbox
        size="xs"
        label="Use the system’s proxy (HTTP_PROXY, HTTPS_PROXY, NO_PROXY)"
        checked={form.useSystemProxy}
        onChange={(event) => {
          setForm({ useSystemProxy: event.currentTarget.checked });
        }}
      />
    </Group>
  );
}

/** Stands wherever the instance is shown in full. */
export function TrustWarning() {
  return (
    <p className={styles.warning}>
      <MeaningMark meaning="warning" /> Any certificate is trusted: whoever is between here and the server can
      read and change everything, the headers with their secrets too.
    </p>
  );
}

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
        <Problem problem={problem} field="name" />
        <TextInput
          label="URL of the MCP endpoint"
          value={form.url}
          spellCheck={false}
          aria-invalid={problem?.field === 'url'}
          classNames={{ input: styles.wireInput }}
          onChange={(event) => {
            setForm({ url: event.currentTarget.value });
          }}
        />
        <Problem problem={problem} field="url" />
        <Headers form={form} />
        <Problem problem={problem} field="headers" />
        <Tls form={form} />
        <Problem problem={problem} field="tls" />
        <Problem problem={problem} field="form" />
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
