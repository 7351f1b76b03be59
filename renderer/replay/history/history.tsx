import { Button, Checkbox } from '@mantine/core';
import { useState } from 'react';
import { useStore } from 'zustand';
import type { ReplayState } from '../../../shared/model/replay-verdict.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { formatCount, formatDateTime } from '../../ui/format.ts';
import { InstanceBadge } from '../../ui/instance-badge.tsx';
import { MeaningMark } from '../../ui/meaning-mark.tsx';
import { rove } from '../../ui/rove.ts';
import { toggled } from '../../ui/toggled.ts';
import { replayOutcome } from '../replay-words.ts';
import { useReplay } from '../replay-model.ts';
import shared from '../replay.module.css';
import { headline } from '../verdict/verdict-head.tsx';
import { CompareView } from './compare-view.tsx';
import { comparedPair } from './compared-pair.ts';
import styles from './history.module.css';

const KINDS: Readonly<Record<ReplayState['wish']['kind'], string>> = {
  replay: 'Replay',
  prove: 'Proof',
  eras: 'Both eras',
};

interface RowProps {
  readonly replay: ReplayState;
  readonly marked: boolean;
  readonly onMark: () => void;
}

function Row({ replay, marked, onMark }: RowProps) {
  const { show } = useReplay();
  const { title, meaning } = replayOutcome(replay);
  const started = formatDateTime(replay.startedAt).slice(0, 19);
  return (
    <tr>
      <td>
        <Checkbox
          size="xs"
          aria-label={`Compare the replay of ${started}`}
          checked={marked}
          onChange={onMark}
        />
      </td>
      <th scope="row">
        <button
          type="button"
          className={shared.link}
          data-stop
          onClick={() => {
            show(replay.id);
          }}
        >
          {started}
        </button>
      </th>
      <td>{KINDS[replay.wish.kind]}</td>
      <td>{replay.recording.name}</td>
      <td>
        <span className={shared.inline}>
          {replay.instances.map(({ id, name }) => (
            <InstanceBadge key={id} instanceId={id} name={name} showName={false} />
          ))}
        </span>
      </td>
      <td className={styles.number}>{formatCount(replay.steps)}</td>
      <td className={styles.number}>{formatCount(replay.runs.length)}</td>
      <td>
        <span className={shared.inline}>
          <MeaningMark meaning={meaning} size={13} /> {title}
        </span>
      </td>
      <td className={styles.says} data-tip={headline(replay)}>
        {headline(replay)}
      </td>
    </tr>
  );
}

interface TableProps {
  readonly replays: readonly ReplayState[];
  readonly marked: ReadonlySet<string>;
  readonly onMark: (id: string) => void;
}

function Table({ replays, marked, onMark }: TableProps) {
  return (
    <div className={styles.scroller} onKeyDown={rove}>
      <table className={styles.table} aria-label="Earlier replays">
        <thead>
          <tr>
            <th scope="col" aria-label="Compare" />
            <th scope="col">Started</th>
            <th scope="col">What</th>
            <th scope="col">Recording</th>
            <th scope="col">Instances</th>
            <th scope="col" className={styles.number}>
              Steps
            </th>
            <th scope="col" className={styles.number}>
              Runs
            </th>
            <th scope="col">Outcome</th>
            <th scope="col">Verdict</th>
          </tr>
        </thead>
        <tbody>
          {replays.map((replay) => (
            <Row
              key={replay.id}
              replay={replay}
              marked={marked.has(replay.id)}
              onMark={() => {
                onMark(replay.id);
              }}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Replays of this and earlier runs of Hopscope, those among them that were cut off; two can be held against each other. */
export function History() {
  const { replays: store, setUp } = useReplay();
  const { replays, listed, problem } = useStore(store);
  const [marked, setMarked] = useState<ReadonlySet<string>>(new Set());
  const [compared, setCompared] = useState<readonly [string, string]>();
  const pair = comparedPair(replays, marked);
  if (compared) {
    return (
      <CompareView
        left={replays.find(({ id }) => id === compared[0])}
        right={replays.find(({ id }) => id === compared[1])}
        onClose={() => {
          setCompared(undefined);
        }}
      />
    );
  }
  return (
    <div className={shared.step}>
      {problem !== undefined && (
        <p className={shared.problem} role="alert">
          <MeaningMark meaning="fault" /> <span>Earlier replays could not be listed: {problem}</span>
        </p>
      )}
      {listed && replays.length === 0 ? (
        <EmptyState
          title="No replay yet"
          action={
            <Button variant="filled" onClick={setUp}>
              Set up a replay
            </Button>
          }
        >
          Every replay is kept in the workspace, also one that was cut off: with what it had by then.
        </EmptyState>
      ) : (
        <>
          <div className={shared.bar}>
            <span className={shared.muted} role="status">
              {pair.ok ? 'Two replays of one recording: they can be held against each other.' : pair.why}
            </span>
            <span className={shared.gap} />
            <Button
              disabled={!pair.ok}
              onClick={() => {
                if (pair.ok) setCompared(pair.ids);
              }}
            >
              Compare the two
            </Button>
          </div>
          <Table
            replays={replays}
            marked={marked}
            onMark={(id) => {
              setMarked((before) => toggled(before, id));
            }}
          />
        </>
      )}
    </div>
  );
}
