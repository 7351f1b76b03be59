import { Button, TextInput } from '@mantine/core';
import { IconPlayerPlay } from '@tabler/icons-react';
import { useState } from 'react';
import { useApp, useEngine } from '../ui/app-context.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { formatCount, formatCounted } from '../ui/format.ts';
import { MeaningMark } from '../ui/meaning-mark.tsx';
import { readServerAddress } from './server-address.ts';
import styles from './traffic-empty.module.css';
import { useTraffic, useTrafficModel } from './traffic-context.ts';

const DEMO_INSTANCES = 3;

function DemoButton() {
  const { bridge, notify } = useApp();
  const demo = useEngine((state) => state.workspace?.demo);
  const [asked, setAsked] = useState(false);
  const starting = demo?.state === 'starting' || asked;
  const start = async (): Promise<void> => {
    setAsked(true);
    const started = await bridge.invoke('demo.start', { instances: DEMO_INSTANCES, bugs: [] });
    setAsked(false);
    if (!started.ok) notify('fault', `The demo fleet did not start: ${started.error.message}`);
  };
  return (
    <>
      <Button
        size="md"
        variant="filled"
        leftSection={<IconPlayerPlay size={16} />}
        loading={starting}
        loaderProps={{ type: 'dots' }}
        onClick={() => void start()}
      >
        Start the demo fleet
      </Button>
      {starting && (
        <p className={styles.state} role="status">
          Starting three servers on this machine…
        </p>
      )}
      {demo?.state === 'failed' && !starting && (
        <p className={styles.state} role="alert">
          <MeaningMark meaning="fault" /> The demo fleet did not start:{' '}
          {demo.problem ?? 'no reason was given'}
        </p>
      )}
    </>
  );
}

/** Pasting an address and Enter saves the instance and goes to the composer with it chosen. */
function AddressForm() {
  const { bridge, go } = useApp();
  const [text, setText] = useState('');
  const [problem, setProblem] = useState<string>();
  const [saving, setSaving] = useState(false);
  const save = async (): Promise<void> => {
    const address = readServerAddress(text);
    if (!address.ok) {
      setProblem(address.problem);
      return;
    }
    setSaving(true);
    const saved = await bridge.invoke('instance.save', { name: address.name, url: address.url, headers: [] });
    setSaving(false);
    if (saved.ok) go({ screen: 'composer', instanceIds: [saved.value.id] });
    else setProblem(saved.error.message);
  };
  return (
    <form
      className={styles.form}
      aria-label="Talk to a server"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <TextInput
        className={styles.field}
        aria-label="Address of a server"
        placeholder="or paste a server’s address: http://localhost:3000/mcp"
        value={text}
        error={problem}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => {
          setText(event.currentTarget.value);
          setProblem(undefined);
        }}
      />
      <Button type="submit" loading={saving} disabled={text.trim() === ''}>
        Connect
      </Button>
    </form>
  );
}

function NoInstances() {
  return (
    <EmptyState
      title="Every request and every answer will be here"
      action={
        <div className={styles.ways}>
          <DemoButton />
          <AddressForm />
        </div>
      }
    >
      One line for each exchange with an MCP server: which instance answered, what it said, every byte of it.
      The demo fleet is one server in three instances on this machine, made to be tried out.
    </EmptyState>
  );
}

function NoRows() {
  const { go } = useApp();
  return (
    <EmptyState
      title="No exchange yet"
      action={
        <Button
          variant="filled"
          onClick={() => {
            go({ screen: 'composer' });
          }}
        >
          Compose a request
        </Button>
      }
    >
      What is sent from Compose appears here as it happens.
    </EmptyState>
  );
}

/** Recordings that the start opened again, because a crash cut exchanges of theirs off. */
function CutOff() {
  const { actions } = useTrafficModel();
  const captures = useEngine((state) => state.captures);
  const shownId = useTraffic((state) => state.captureId);
  const cut = captures.filter((capture) => capture.lost > 0 && capture.id !== shownId);
  if (cut.length === 0) return null;
  return (
    <ul className={styles.cutOff} aria-label="Recordings cut off by a crash">
      {cut.map((capture) => (
        <li key={capture.id}>
          <MeaningMark meaning="warning" />
          <span>
            {capture.name} was cut off by a crash: {formatCounted(capture.exchanges, 'exchange')},{' '}
            {formatCount(capture.lost)} without their end.
          </span>
          <Button
            aria-label={`Show ${capture.name}`}
            onClick={() => {
              actions.showCapture(capture.id);
            }}
          >
            Show it
          </Button>
        </li>
      ))}
    </ul>
  );
}

/** What stands in place of the list while it shows no row: nothing there yet, or everything hidden. */
export function TrafficEmpty() {
  const { actions } = useTrafficModel();
  const noInstances = useEngine((state) => state.workspace?.instances.length === 0);
  const known = useEngine((state) => state.workspace !== undefined);
  const { total, hiddenByFilter, hiddenByClear } = useTraffic((state) => state);
  const loading = useTraffic((state) => state.loading);
  if (hiddenByFilter > 0) {
    const clear = (
      <Button
        onClick={() => {
          actions.setFilter('');
        }}
      >
        Clear the filter
      </Button>
    );
    return (
      <EmptyState title="No exchange passes the filter" action={clear}>
        {formatCounted(hiddenByFilter, 'row')} hidden by it.
      </EmptyState>
    );
  }
  if (hiddenByClear > 0) {
    return (
      <EmptyState title="Cleared" action={<Button onClick={actions.showCleared}>Show them again</Button>}>
        {formatCounted(hiddenByClear, 'row')} cleared from view and still recorded. New exchanges appear here.
      </EmptyState>
    );
  }
  if (!known || loading || total > 0) return null;
  return (
    <>
      <CutOff />
      {noInstances ? <NoInstances /> : <NoRows />}
    </>
  );
}
