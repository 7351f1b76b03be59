import { Button, Checkbox, Textarea, TextInput } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import type { GatewaySettings } from '../../shared/model/gateway.ts';
import type { Instance } from '../../shared/model/instance.ts';
import { useEngine } from '../ui/app-context.ts';
import type { FormProblem } from './form-result.ts';
import { useGateway, useGatewayActions } from './gateway-context.ts';
import styles from './gateway.module.css';
import { InstanceChecks } from './instance-checks.tsx';
import { ProblemLine, WarningLine } from './problem-line.tsx';
import { isLoopbackHost, settingsEdit, settingsForm, type SettingsForm } from './settings-form.ts';

const NO_INSTANCES: readonly Instance[] = [];

function Removal({ settings }: { readonly settings: GatewaySettings }) {
  const [asking, setAsking] = useState(false);
  const busy = useGateway((state) => state.busy);
  const { remove } = useGatewayActions();
  if (!asking) {
    return (
      <Button
        leftSection={<IconTrash size={14} />}
        onClick={() => {
          setAsking(true);
        }}
      >
        Remove…
      </Button>
    );
  }
  return (
    <>
      <span>Remove {settings.name} with its rules and faults? What it recorded stays.</span>
      <Button
        color="red"
        variant="filled"
        autoFocus
        loading={busy?.what === 'remove'}
        onClick={() => void remove(settings.id)}
      >
        Remove the gateway
      </Button>
      <Button
        onClick={() => {
          setAsking(false);
        }}
      >
        Keep it
      </Button>
    </>
  );
}

interface FieldsProps {
  readonly form: SettingsForm;
  readonly bad: (field: string) => boolean;
  readonly change: (part: Partial<SettingsForm>) => void;
}

function ListenFields({ form, bad, change }: FieldsProps) {
  const text = (
    field: 'name' | 'host' | 'port' | 'seed',
    label: string,
    description: ReactNode,
    className?: string,
  ): ReactNode => (
    <TextInput
      label={label}
      description={description}
      value={form[field]}
      spellCheck={false}
      aria-invalid={bad(field)}
      className={className}
      onChange={(event) => {
        change({ [field]: event.currentTarget.value });
      }}
    />
  );
  return (
    <div className={styles.columns}>
      {text('name', 'Name', 'As it is called in the traffic.')}
      {text('host', 'Listens at', '127.0.0.1: only programs of this machine reach it.')}
      {text('port', 'Port', '0 takes one that is free, another one at each start.')}
      {text('seed', 'Seed of the faults', 'The same seed and requests give the same faults.')}
    </div>
  );
}

function Switches({ form, change }: Omit<FieldsProps, 'bad'>) {
  return (
    <div className={styles.switches}>
      <Checkbox
        size="xs"
        label="Record what goes through"
        description="Off: it forwards and counts, and keeps nothing."
        checked={form.record}
        onChange={(event) => {
          change({ record: event.currentTarget.checked });
        }}
      />
      <Checkbox
        size="xs"
        label="Name the instance in answers"
        description="Adds X-Hopscope-Instance to what clients get."
        checked={form.nameInstance}
        onChange={(event) => {
          change({ nameInstance: event.currentTarget.checked });
        }}
      />
    </div>
  );
}

/** Where it listens, in front of what, for whom. */
export function SettingsPanel({ settings }: { readonly settings: GatewaySettings }) {
  const instances = useEngine((state) => state.workspace?.instances ?? NO_INSTANCES);
  const { edit, close } = useGatewayActions();
  const [form, setForm] = useState(() => settingsForm(settings));
  const [problem, setProblem] = useState<FormProblem>();
  const change = (part: Partial<SettingsForm>): void => {
    setForm((now) => ({ ...now, ...part }));
    setProblem(undefined);
  };
  const save = async (): Promise<void> => {
    const read = settingsEdit(form);
    if (!read.ok) setProblem(read.problem);
    else if (await edit(settings.id, read.value)) close();
  };
  const bad = (field: string): boolean => problem?.field === field;
  return (
    <form
      className={styles.panel}
      aria-label="Settings of the gateway"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <ListenFields form={form} bad={bad} change={change} />
      {form.host.trim() !== '' && !isLoopbackHost(form.host) && (
        <WarningLine message="Beyond this machine: anybody who reaches this address can use the servers behind it. Choose 127.0.0.1 unless that is what you want." />
      )}
      <InstanceChecks
        title="Forwards to"
        instances={instances.filter(({ stdio }) => stdio === undefined)}
        chosen={form.instanceIds}
        onChange={(instanceIds) => {
          change({ instanceIds });
        }}
      />
      <div className={styles.columns}>
        <Textarea
          size="xs"
          label="Origins of browser clients"
          description="One a line. Pages of this machine may always use it."
          placeholder="https://inspector.example"
          autosize
          minRows={1}
          maxRows={4}
          value={form.allowOrigins}
          spellCheck={false}
          aria-invalid={bad('origins')}
          classNames={{ input: styles.wireInput }}
          onChange={(event) => {
            change({ allowOrigins: event.currentTarget.value });
          }}
        />
        <Switches form={form} change={change} />
      </div>
      <ProblemLine message={problem?.message} />
      <div className={styles.foot}>
        <Removal settings={settings} />
        <span className={styles.gap} />
        <Button onClick={close}>Cancel</Button>
        <Button type="submit" variant="filled">
          Save
        </Button>
      </div>
    </form>
  );
}
