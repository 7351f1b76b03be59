import { Button, Menu } from '@mantine/core';
import { IconChevronDown, IconDownload } from '@tabler/icons-react';
import { useState } from 'react';
import type { ReplayReport } from '../../../shared/model/replay-run.ts';
import type { ReplayState } from '../../../shared/model/replay-verdict.ts';
import { saveBlob } from '../../bridge/transfer.ts';
import { useApp } from '../../ui/app-context.ts';
import { formatCount, formatCounted, formatDateTime, formatSpan } from '../../ui/format.ts';
import { MeaningMark } from '../../ui/meaning-mark.tsx';
import { findingGroups, findingSentence } from '../../../shared/model/replay-findings.ts';
import { SEVERITY_MEANING } from '../../ui/palette.ts';
import { isViolation, replayOutcome, replayTitle } from '../replay-words.ts';
import { useReplay } from '../replay-model.ts';
import { reportName } from './report-name.ts';
import styles from './verdict.module.css';

const NOTES_AT_ONCE = 3;

const REPORTS: readonly { readonly format: ReplayReport; readonly label: string; readonly type: string }[] = [
  { format: 'html', label: 'One HTML file', type: 'text/html;charset=utf-8' },
  { format: 'md', label: 'Markdown, for a pull request', type: 'text/markdown;charset=utf-8' },
  { format: 'junit', label: 'JUnit XML, for a build', type: 'application/xml;charset=utf-8' },
  { format: 'json', label: 'JSON', type: 'application/json;charset=utf-8' },
];

/** Saves what came of a replay as a file. */
function SaveReport({ replay }: { readonly replay: ReplayState }) {
  const { bridge, notify } = useApp();
  const [making, setMaking] = useState(false);
  const save = async (format: ReplayReport, type: string): Promise<void> => {
    setMaking(true);
    const made = await bridge.invoke('replay.report', { id: replay.id, format });
    setMaking(false);
    if (made.ok) saveBlob(reportName(replay, format), new Blob([made.value.text], { type }));
    else notify('fault', `The report was not made: ${made.error.message}`);
  };
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button
          leftSection={<IconDownload size={14} />}
          rightSection={<IconChevronDown size={12} />}
          loading={making}
          loaderProps={{ type: 'dots' }}
        >
          Save a report
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {REPORTS.map(({ format, label, type }) => (
          <Menu.Item key={format} onClick={() => void save(format, type)}>
            {label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

function Notes({ notes }: { readonly notes: readonly string[] }) {
  const [all, setAll] = useState(false);
  if (notes.length === 0) return null;
  const shown = all ? notes : notes.slice(0, NOTES_AT_ONCE);
  return (
    <ul className={styles.notes} aria-label="What else should be known">
      {shown.map((note) => (
        <li key={note}>{note}</li>
      ))}
      {shown.length < notes.length && (
        <li>
          <Button
            size="compact-xs"
            variant="subtle"
            onClick={() => {
              setAll(true);
            }}
          >
            {formatCount(notes.length - shown.length)} more
          </Button>
        </li>
      )}
    </ul>
  );
}

function tellsWhatIsMissing({ wish, verdict }: ReplayState): boolean {
  return verdict !== undefined && (wish.kind === 'prove' || verdict.verdict === 'incomplete');
}

/** What is said in large type where there is no verdict (yet). Pure. */
export function headline(replay: ReplayState): string {
  const { verdict, eras, state, problem, doing } = replay;
  // Who has cancelled it hears that first, unless something was proved by then.
  if (verdict && (state !== 'cancelled' || isViolation(verdict))) return verdict.says;
  if (eras && state !== 'cancelled') return eras.says;
  switch (state) {
    case 'running':
      return doing === '' ? 'It is being sent.' : doing;
    case 'failed':
      return `It could not be done: ${problem ?? 'no reason was given.'}`;
    case 'cancelled':
      return 'Cancelled before there was a verdict. What had come by then is below.';
    case 'incomplete':
      return `Incomplete: ${problem ?? 'it ended before all was sent. What had come by then is below.'}`;
    case 'done':
      return 'All was sent.';
  }
}

/** What the rules have found on the server's side, in a sentence, as far as it is not all well. */
function Broken({ replay, onFindings }: VerdictHeadProps) {
  const { verdict, instances } = replay;
  const broken = findingGroups(verdict?.findings ?? [], instances).filter(
    ({ is }) => is === 'everywhere' || is === 'somewhere',
  );
  return broken.map((group) => (
    <p key={group.is} className={styles.broken}>
      <MeaningMark meaning={SEVERITY_MEANING[group.findings[0]?.severity ?? 'note']} size={14} />
      <button type="button" className={styles.sentence} onClick={onFindings}>
        {findingSentence(group)}
      </button>
    </p>
  ));
}

interface VerdictHeadProps {
  readonly replay: ReplayState;
  /** Shows what the rules found. */
  readonly onFindings: () => void;
}

/** The verdict, as a sentence in large type. */
export function VerdictHead({ replay, onFindings }: VerdictHeadProps) {
  const { setUp, goTo } = useReplay();
  const { meaning } = replayOutcome(replay);
  const { verdict, problem } = replay;
  const says = headline(replay);
  const notes = [
    // A proof's verdict tells itself what is missing, and so does one that is none.
    ...(problem !== undefined && !says.includes(problem) && !tellsWhatIsMissing(replay) ? [problem] : []),
    ...(verdict && says !== verdict.says ? [verdict.says] : []),
    ...(verdict?.notes ?? []),
  ];
  return (
    <section className={styles.head} aria-label="Verdict">
      <span className={styles.mark}>
        <MeaningMark meaning={meaning} size={26} />
      </span>
      <div className={styles.words}>
        <h2 className={styles.says}>{says}</h2>
        <p className={styles.facts}>
          {replayTitle(replay)}: {formatCounted(replay.steps, 'step')} of {replay.recording.name},{' '}
          {formatCounted(replay.runs.length, 'run')}, {formatCounted(replay.done, 'request')},{' '}
          {formatDateTime(replay.startedAt).slice(0, 19)}
          {replay.endedAt !== undefined && `, ${formatSpan(replay.endedAt - replay.startedAt)}`}
          {replay.wish.seed !== undefined && `, seed ${String(replay.wish.seed)}`}
        </p>
        <Broken replay={replay} onFindings={onFindings} />
        <Notes notes={notes} />
      </div>
      <div className={styles.actions}>
        {replay.state === 'running' ? (
          <Button
            onClick={() => {
              goTo('run');
            }}
          >
            Show the progress
          </Button>
        ) : (
          <>
            <SaveReport replay={replay} />
            <Button onClick={setUp}>Set up another</Button>
          </>
        )}
      </div>
    </section>
  );
}
