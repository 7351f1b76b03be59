import { ActionIcon, Button } from '@mantine/core';
import { IconPencil, IconPlayerPlay, IconPlayerStop, IconPlus, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { formatCommandLine } from '../../../shared/model/command-line.ts';
import type { RunSettings, RunState } from '../../../shared/model/run.ts';
import { useApp, useEngine } from '../../ui/app-context.ts';
import { formatCounted } from '../../ui/format.ts';
import styles from '../gateway.module.css';
import { ProblemLine } from '../problem-line.tsx';
import { CopyTable } from './copy-table.tsx';
import { RunContext, useRunActions, useRuns } from './run-context.ts';
import { RunEditor } from './run-editor.tsx';
import { RunQuestion } from './run-question.tsx';
import { createRunStore } from './run-store.ts';

const NO_RUNS: readonly RunSettings[] = [];

const STATE_WORDS: Readonly<Record<RunState['state'], string>> = {
  off: 'not running',
  starting: 'starting …',
  running: 'running',
  stopping: 'stopping …',
  failed: 'failed',
};

function StartStop({ run, state }: { readonly run: RunSettings; readonly state: RunState | undefined }) {
  const busy = useRuns((own) => own.busy.get(run.id));
  const { start, stop } = useRunActions();
  // What is being started can be stopped: a copy that never answers would hold it for long.
  if (state?.state === 'running' || state?.state === 'starting' || state?.state === 'stopping') {
    return (
      <Button
        size="compact-xs"
        leftSection={<IconPlayerStop size={12} />}
        loading={busy === 'stop' || state.state === 'stopping'}
        onClick={() => void stop(run.id)}
      >
        {state.state === 'starting' ? 'Cancel' : 'Stop'}
      </Button>
    );
  }
  return (
    <Button
      size="compact-xs"
      variant="filled"
      leftSection={<IconPlayerPlay size={12} />}
      loading={busy === 'start'}
      aria-label={`Start ${run.name}`}
      onClick={() => void start(run.id)}
    >
      Start {formatCounted(run.copies, 'copy', 'copies')}
    </Button>
  );
}

function RunTools({ run }: { readonly run: RunSettings }) {
  const [asking, setAsking] = useState(false);
  const { edit, remove } = useRunActions();
  if (asking) {
    return (
      <button
        type="button"
        className={styles.danger}
        autoFocus
        onBlur={() => {
          setAsking(false);
        }}
        onClick={() => void remove(run.id)}
      >
        End and remove it
      </button>
    );
  }
  return (
    <>
      <ActionIcon
        aria-label={`Edit ${run.name}`}
        data-tip={`Edit ${run.name}`}
        onClick={() => {
          edit(run.id);
        }}
      >
        <IconPencil size={14} />
      </ActionIcon>
      <ActionIcon
        aria-label={`Remove ${run.name}`}
        data-tip={`Remove ${run.name}`}
        onClick={() => {
          setAsking(true);
        }}
      >
        <IconTrash size={14} />
      </ActionIcon>
    </>
  );
}

function RunItem({ run }: { readonly run: RunSettings }) {
  const state = useEngine((engine) => engine.runs.get(run.id));
  const editing = useRuns((own) => own.editing === run.id);
  const question = useRuns((own) => (own.question?.run.id === run.id ? own.question : undefined));
  return (
    <li aria-label={run.name}>
      <div className={styles.run}>
        <b>{run.name}</b>
        <span className={styles.muted} role="status">
          {STATE_WORDS[state?.state ?? 'off']}
        </span>
        <code className={styles.command} data-tip={formatCommandLine(run.command)}>
          {formatCommandLine(run.command)}
        </code>
        <StartStop run={run} state={state} />
        <RunTools run={run} />
      </div>
      {state?.problem !== undefined && (
        <div className={styles.inset}>
          <ProblemLine message={state.problem} />
        </div>
      )}
      {question && <RunQuestion question={question} />}
      {editing && <RunEditor run={run} />}
      {state && <CopyTable name={run.name} state={state} />}
    </li>
  );
}

function Section() {
  const runs = useEngine((state) => state.workspace?.runs ?? NO_RUNS);
  const adding = useRuns((state) => state.editing === 'new');
  const problem = useRuns((state) => state.problem);
  const { edit } = useRunActions();
  return (
    <section className={styles.section} aria-label="Servers in copies">
      <div className={styles.sectionHead}>
        <h2>Servers in copies</h2>
        <span className={styles.muted}>
          A command that Hopscope runs several times, each on a port of its own
        </span>
        <Button
          size="compact-xs"
          variant="subtle"
          leftSection={<IconPlus size={12} />}
          aria-expanded={adding}
          onClick={() => {
            edit(adding ? undefined : 'new');
          }}
        >
          Run a command
        </Button>
      </div>
      <div className={styles.inset}>
        <ProblemLine message={problem} />
      </div>
      {adding && <RunEditor />}
      <ul className={styles.runs}>
        {runs.map((run) => (
          <RunItem key={run.id} run={run} />
        ))}
      </ul>
      {runs.length === 0 && !adding && (
        <p className={`${styles.hint} ${styles.inset}`}>
          None yet. Give the command of your server: its copies become instances and a fleet of their own
          while they run.
        </p>
      )}
    </section>
  );
}

/** The servers that Hopscope starts in copies. */
export function RunsSection() {
  const { bridge, engine } = useApp();
  const [store] = useState(() =>
    createRunStore({ bridge, runs: () => engine.getState().workspace?.runs ?? NO_RUNS }),
  );
  return (
    <RunContext value={store}>
      <Section />
    </RunContext>
  );
}
