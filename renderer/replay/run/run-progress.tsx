import { Button, Progress } from '@mantine/core';
import { IconPlayerStop } from '@tabler/icons-react';
import { useState } from 'react';
import type { RunSummary } from '../../../shared/model/replay-run.ts';
import type { ReplayState } from '../../../shared/model/replay-verdict.ts';
import { useApp } from '../../ui/app-context.ts';
import { formatCount, formatCounted, formatSpan } from '../../ui/format.ts';
import { MeaningMark } from '../../ui/meaning-mark.tsx';
import { useNow } from '../../ui/use-now.ts';
import { choiceWords, missingWords, paceWords, replayOutcome, replayTitle } from '../replay-words.ts';
import { useReplay } from '../replay-model.ts';
import shared from '../replay.module.css';
import { GRID_ROW_CLASS, GridCell, GridHead, VirtualGrid } from '../../ui/virtual-grid.tsx';
import styles from './run.module.css';

const TICK_MS = 500;

const PURPOSES: Readonly<Record<RunSummary['purpose'], string>> = {
  replay: 'replay',
  battery: 'battery',
  witness: 'witness',
};

function CancelButton({ id }: { readonly id: string }) {
  const { cancel } = useReplay();
  const { notify } = useApp();
  const [asked, setAsked] = useState(false);
  return (
    <Button
      leftSection={<IconPlayerStop size={14} />}
      loading={asked}
      loaderProps={{ type: 'dots' }}
      onClick={() => {
        setAsked(true);
        void cancel(id).then((problem) => {
          setAsked(false);
          if (problem !== undefined) notify('fault', `It was not cancelled: ${problem}`);
        });
      }}
    >
      Cancel
    </Button>
  );
}

function runState(run: RunSummary): {
  readonly words: string;
  readonly meaning: 'fine' | 'warning' | 'note';
} {
  if (run.state === 'running') return { words: 'running', meaning: 'note' };
  return run.state === 'done'
    ? { words: 'done', meaning: 'fine' }
    : { words: 'incomplete', meaning: 'warning' };
}

/** All runs of a replay: what each did, and whether all that was planned was sent. */
export function RunsTable({ replay: { runs, instances } }: { readonly replay: ReplayState }) {
  const [active, setActive] = useState(-1);
  return (
    <VirtualGrid
      label="Runs"
      count={runs.length}
      columns="48px 84px minmax(150px, 1fr) 116px 108px minmax(160px, 2fr)"
      width={720}
      head={
        <>
          <GridHead end>Run</GridHead>
          <GridHead>For</GridHead>
          <GridHead>Schedule</GridHead>
          <GridHead>State</GridHead>
          <GridHead end>Answered</GridHead>
          <GridHead>What it did</GridHead>
        </>
      }
      active={active}
      onActive={setActive}
      row={(index, props) => {
        const run = runs[index];
        if (!run) return null;
        const { words, meaning } = runState(run);
        const missing = missingWords(run);
        const says = [run.problem, missing, run.says]
          .filter((part) => part !== undefined && part !== '')
          .join('; ');
        return (
          <div key={index} {...props} className={GRID_ROW_CLASS}>
            <GridCell end muted>
              {run.run}
            </GridCell>
            <GridCell muted>{PURPOSES[run.purpose]}</GridCell>
            <GridCell>
              <span>{choiceWords(run.choice, instances)}</span>
            </GridCell>
            <GridCell>
              <MeaningMark meaning={meaning} size={13} /> {words}
            </GridCell>
            <GridCell end>
              {formatCount(run.counts.answered)} / {formatCount(run.planned)}
            </GridCell>
            <GridCell muted tip={says}>
              <span>{says}</span>
            </GridCell>
          </div>
        );
      }}
    />
  );
}

/** How far a replay is, or how far it came. */
export function RunProgress({ replay }: { readonly replay: ReplayState }) {
  const { setUp, goTo } = useReplay();
  const isRunning = replay.state === 'running';
  const now = useNow(isRunning ? TICK_MS : undefined);
  const { title, meaning } = replayOutcome(replay);
  const lasted = (replay.endedAt ?? Math.max(now, replay.startedAt)) - replay.startedAt;
  const share = replay.planned === 0 ? 0 : (100 * replay.done) / replay.planned;
  return (
    <section className={styles.progress} aria-label="Progress of the replay">
      <div className={styles.progressHead}>
        <div className={styles.progressTitle}>
          <h2>{replayTitle(replay)}</h2>
          <span className={shared.muted}>
            {formatCounted(replay.steps - replay.held, 'step')} of {replay.recording.name}
            {replay.held > 0 && `, ${formatCount(replay.held)} held`}, {paceWords(replay.wish.pace)}
          </span>
        </div>
        {isRunning ? (
          <CancelButton id={replay.id} />
        ) : (
          <>
            <Button onClick={setUp}>Set up another</Button>
            <Button
              variant="filled"
              onClick={() => {
                goTo('verdict');
              }}
            >
              Show the verdict
            </Button>
          </>
        )}
      </div>
      <Progress value={share} size="md" aria-label="Requests that are over" animated={isRunning} />
      <p className={styles.doing} role="status">
        {!isRunning && <MeaningMark meaning={meaning} />}
        <b>{isRunning ? replay.doing : title}</b>
        <span className={shared.muted}>
          {formatCount(replay.done)} of {formatCounted(replay.planned, 'request')} in{' '}
          {formatCounted(replay.runs.length, 'run')}, {formatSpan(lasted)}
        </span>
      </p>
      {replay.problem !== undefined && (
        <p className={styles.startProblem} role="alert">
          <MeaningMark meaning="warning" /> <span>{replay.problem}</span>
        </p>
      )}
      <RunsTable replay={replay} />
    </section>
  );
}
