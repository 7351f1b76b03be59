import { Button, Checkbox, NativeSelect, Progress, SegmentedControl, TextInput } from '@mantine/core';
import { IconPlayerPlay } from '@tabler/icons-react';
import { useStore } from 'zustand';
import { MeaningMark } from '../../ui/meaning-mark.tsx';
import type { ServeForm } from './serve-form.ts';
import type { ServeStore } from './serve-store.ts';
import { isThisMachine } from './serve-words.ts';
import styles from './serve.module.css';

const KINDS = [
  { value: 'strict', label: 'Gets an error' },
  { value: 'lenient', label: 'Gets the nearest answer' },
];

/** The start and, while it is under way, how far it is. */
function Start({ store }: { readonly store: ServeStore }) {
  const { busy, share } = useStore(store);
  if (busy !== 'start') {
    return (
      <Button type="submit" variant="filled" leftSection={<IconPlayerPlay size={14} />}>
        Start serving
      </Button>
    );
  }
  return (
    <div className={styles.starting} role="status">
      Reading what was asked…
      <Progress
        className={styles.progress}
        value={share === undefined ? 100 : share * 100}
        striped={share === undefined}
        animated={share === undefined}
        size="sm"
        aria-label="The recording that was read"
      />
      <Button onClick={store.cancel}>Cancel</Button>
    </div>
  );
}

type Change = (part: Partial<ServeForm>) => void;

function AnswerFields({
  form,
  instances,
  change,
}: {
  readonly form: ServeForm;
  readonly instances: readonly string[];
  readonly change: Change;
}) {
  return (
    <div className={styles.columns}>
      <div className={styles.kind}>
        <span className={styles.label} id="serve-kind">
          A request that is not in the recording
        </span>
        <SegmentedControl
          aria-labelledby="serve-kind"
          data={KINDS}
          value={form.lenient ? 'lenient' : 'strict'}
          onChange={(value) => {
            change({ lenient: value === 'lenient' });
          }}
        />
        <span className={styles.hint}>
          {form.lenient
            ? 'Of the recorded requests of the same method and name, the one that differs least answers.'
            : 'It names the request, the nearest recorded one and where they differ.'}
        </span>
      </div>
      {instances.length > 1 && (
        <NativeSelect
          size="xs"
          label="Answers of"
          value={form.instance}
          data={[
            { value: '', label: 'all instances, in their order' },
            ...instances.map((name) => ({ value: name, label: `${name} only` })),
          ]}
          onChange={(event) => {
            change({ instance: event.currentTarget.value });
          }}
        />
      )}
    </div>
  );
}

/** How a recording is to be served, before it is. */
export function ServeFields({ store }: { readonly store: ServeStore }) {
  const { form, problem, instances, busy } = useStore(store);
  const bad = (field: string): boolean => problem?.field === field;
  const text = (field: 'host' | 'port' | 'allowOrigins', label: string, description: string) => (
    <TextInput
      label={label}
      description={description}
      value={form[field]}
      spellCheck={false}
      aria-invalid={bad(field)}
      error={bad(field)}
      onChange={(event) => {
        store.change({ [field]: event.currentTarget.value });
      }}
    />
  );
  const check = (field: 'faults' | 'record', label: string, description: string) => (
    <Checkbox
      size="xs"
      label={label}
      description={description}
      checked={form[field]}
      onChange={(event) => {
        store.change({ [field]: event.currentTarget.checked });
      }}
    />
  );
  return (
    <form
      className={styles.form}
      aria-label="How it is served"
      onSubmit={(event) => {
        event.preventDefault();
        void store.start();
      }}
    >
      <p className={styles.hint}>
        A server at an address of its own answers as the recorded one did: for tests of a client, without the
        server itself. Requests are found by method, name and parameters.
      </p>
      <fieldset className={styles.fields} disabled={busy !== undefined}>
        <AnswerFields form={form} instances={instances} change={store.change} />
        <div className={styles.columns}>
          {text('host', 'Listens at', '127.0.0.1: only programs of this machine reach it.')}
          {text('port', 'Port', '0 takes one that is free, another one at each start.')}
          {text('allowOrigins', 'Origins of browser clients', 'Pages of this machine may always use it.')}
        </div>
        <div className={styles.switches}>
          {check(
            'faults',
            'As slow and broken as recorded',
            'Answers take as long as then, and break off where they did.',
          )}
          {check('record', 'Record what it is asked', 'Into the present recording, as a gateway does.')}
        </div>
      </fieldset>
      {form.host.trim() !== '' && !isThisMachine(form.host) && (
        <p className={styles.warning} role="note">
          <MeaningMark meaning="warning" />
          <span>Beyond this machine: anybody who reaches this address gets what is in the recording.</span>
        </p>
      )}
      <div className={styles.foot}>
        <Start store={store} />
      </div>
    </form>
  );
}
