import { ActionIcon } from '@mantine/core';
import { IconRefresh, IconTerminal2 } from '@tabler/icons-react';
import type { CopyState, RunState } from '../../../shared/model/run.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import { InstanceBadge } from '../../ui/instance-badge.tsx';
import { MeaningMark } from '../../ui/meaning-mark.tsx';
import type { Meaning } from '../../ui/palette.ts';
import styles from '../gateway.module.css';
import { RunOutput } from './run-output.tsx';
import { useRunActions, useRuns } from './run-context.ts';

const STATES: Readonly<
  Record<CopyState['state'], { readonly words: string; readonly meaning: Meaning | undefined }>
> = {
  starting: { words: 'starting …', meaning: undefined },
  running: { words: 'running', meaning: 'fine' },
  restarting: { words: 'starting again …', meaning: 'warning' },
  ended: { words: 'ended', meaning: 'warning' },
  failed: { words: 'failed', meaning: 'fault' },
};

function CopyRow({ id, copy }: { readonly id: string; readonly copy: CopyState }) {
  const { restart, toggleOutput } = useRunActions();
  const output = useRuns((state) => state.output);
  const { words, meaning } = STATES[copy.state];
  const shown = output?.id === id && output.index === copy.index;
  return (
    <>
      <tr aria-label={copy.name}>
        <td>
          <InstanceBadge instanceId={copy.instanceId} name={copy.name} />
        </td>
        <td>
          <span className={styles.state}>
            {meaning && <MeaningMark meaning={meaning} size={13} />} {words}
            {copy.restarts > 0 && `, started again ${String(copy.restarts)} ×`}
          </span>
        </td>
        <td className={styles.cut}>
          {copy.url !== undefined && (
            <>
              <code className={styles.conditionText}>{copy.url}</code>
              <CopyButton text={copy.url} what={`address of ${copy.name}`} />
            </>
          )}
        </td>
        <td className={styles.number}>{copy.pid ?? ''}</td>
        <td className={styles.tools}>
          <ActionIcon
            aria-label={`Output of ${copy.name}`}
            data-tip={`Output of ${copy.name}`}
            aria-expanded={shown}
            onClick={() => {
              toggleOutput(id, copy.index);
            }}
          >
            <IconTerminal2 size={14} />
          </ActionIcon>
          <ActionIcon
            aria-label={`Start ${copy.name} again`}
            data-tip={`Start ${copy.name} again`}
            disabled={copy.state === 'starting' || copy.state === 'restarting'}
            onClick={() => void restart(id, copy.index)}
          >
            <IconRefresh size={14} />
          </ActionIcon>
        </td>
      </tr>
      {copy.problem !== undefined && (
        <tr className={styles.editorRow}>
          <td colSpan={5}>
            <p className={styles.copyProblem}>
              <MeaningMark meaning="fault" /> <span>{copy.problem}</span>
            </p>
          </td>
        </tr>
      )}
      {shown && (
        <tr className={styles.editorRow}>
          <td colSpan={5}>
            <RunOutput id={id} copy={copy} />
          </td>
        </tr>
      )}
    </>
  );
}

/** The copies of one server as they run. */
export function CopyTable({ name, state }: { readonly name: string; readonly state: RunState }) {
  if (state.copies.length === 0) return null;
  return (
    <div className={styles.tableBox}>
      <table className={`${styles.table} ${styles.copies}`} aria-label={`Copies of ${name}`}>
        <thead>
          <tr>
            <th scope="col">Copy</th>
            <th scope="col">State</th>
            <th scope="col">Address</th>
            <th scope="col" className={styles.number}>
              Process
            </th>
            <th scope="col">
              <span className={styles.aloud}>Actions</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {state.copies.map((copy) => (
            <CopyRow key={copy.index} id={state.id} copy={copy} />
          ))}
        </tbody>
      </table>
    </div>
  );
}
