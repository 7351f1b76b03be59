import { Checkbox, TextInput } from '@mantine/core';
import { MeaningMark } from '../ui/meaning-mark.tsx';
import { FieldGroup, FieldNote } from './field-group.tsx';
import { useFleet, useFleetActions } from './fleet-context.ts';
import styles from './fleet.module.css';
import type { InstanceForm } from './instance-form.ts';
import { NameValueRows } from './name-value-rows.tsx';

function Tls({ form }: { readonly form: InstanceForm }) {
  const { setForm } = useFleetActions();
  const fields = [
    { key: 'caFile', label: 'Further CA (PEM file)' },
    { key: 'certFile', label: 'Client certificate (PEM file)' },
    { key: 'keyFile', label: 'Client key (PEM file)' },
  ] as const;
  return (
    <FieldGroup title="TLS and proxy">
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
    </FieldGroup>
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

/** What an instance with an address has. */
export function HttpFields({ form }: { readonly form: InstanceForm }) {
  const problem = useFleet((state) => state.editProblem);
  const { setForm } = useFleetActions();
  return (
    <>
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
      <FieldNote problem={problem} field="url" />
      <NameValueRows
        title="Headers"
        what="header"
        rows={form.headers}
        examples={{ name: 'Authorization', value: 'Bearer ${TOKEN}' }}
        onChange={(headers) => {
          setForm({ headers });
        }}
      />
      <FieldNote problem={problem} field="headers" />
      <Tls form={form} />
      <FieldNote problem={problem} field="tls" />
    </>
  );
}
