import { Button, Checkbox, TagsInput, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { CaptureLabels, LibraryEntry } from '../../shared/model/capture-library.ts';
import { REDACTED_SENTENCES } from '../../shared/model/redacted-words.ts';
import { CopyButton } from '../ui/copy-button.tsx';
import { formatCount, formatDateTime, formatSize } from '../ui/format.ts';
import { MeaningMark } from '../ui/meaning-mark.tsx';
import styles from './captures.module.css';
import type { Done } from './library-store.ts';

interface EntryDetailProps {
  readonly entry: LibraryEntry;
  readonly onOpen: () => void;
  readonly onExport: () => void;
  readonly onServe: () => void;
  readonly onRemove: () => void;
  readonly onDescribe: (labels: CaptureLabels) => Promise<Done>;
}

function labelsOf({ title, note, tags, pinned }: LibraryEntry): CaptureLabels {
  return { title, note, tags, pinned };
}

function Facts({ entry }: { readonly entry: LibraryEntry }) {
  return (
    <dl className={styles.facts}>
      <dt>File</dt>
      <dd>
        <code>{entry.path}</code> <CopyButton text={entry.path} what="path of the capture" />
      </dd>
      <dt>Changed</dt>
      <dd>{formatDateTime(entry.changedAt).slice(0, 19)}</dd>
      <dt>Size</dt>
      <dd>
        {formatSize(entry.bytes)}
        {entry.exchanges !== undefined && `, ${formatCount(entry.exchanges)} exchanges`}
      </dd>
      {entry.redacted && (
        <>
          <dt>Secrets</dt>
          <dd>{REDACTED_SENTENCES[entry.redacted]}</dd>
        </>
      )}
    </dl>
  );
}

interface FieldsProps {
  readonly labels: CaptureLabels;
  readonly onEdit: (labels: CaptureLabels) => void;
  /** At once, where there is nothing to type. */
  readonly onPin: (labels: CaptureLabels) => void;
}

function Fields({ labels, onEdit, onPin }: FieldsProps) {
  return (
    <>
      <Checkbox
        label="Pinned: retention leaves it alone"
        checked={labels.pinned}
        onChange={(event) => {
          onPin({ ...labels, pinned: event.currentTarget.checked });
        }}
      />
      <TextInput
        label="Name"
        description="Empty: it goes by its file’s name."
        value={labels.title}
        onChange={(event) => {
          onEdit({ ...labels, title: event.currentTarget.value });
        }}
      />
      <Textarea
        label="Note"
        autosize
        minRows={2}
        maxRows={10}
        value={labels.note}
        onChange={(event) => {
          onEdit({ ...labels, note: event.currentTarget.value });
        }}
      />
      <TagsInput
        label="Tags"
        value={[...labels.tags]}
        onChange={(tags) => {
          onEdit({ ...labels, tags });
        }}
      />
    </>
  );
}

/** What a person says of one capture, and what can be done with it. */
export function EntryDetail({ entry, onOpen, onExport, onServe, onRemove, onDescribe }: EntryDetailProps) {
  const [edited, setEdited] = useState<CaptureLabels>();
  // What was clicked shows at once, not only when the file has it.
  const [pinning, setPinning] = useState<boolean>();
  const [problem, setProblem] = useState<string>();
  const known = edited ?? labelsOf(entry);
  const labels = pinning === undefined ? known : { ...known, pinned: pinning };
  const canOpen = entry.problem === undefined;
  const save = async (next: CaptureLabels): Promise<void> => {
    const done = await onDescribe(next);
    setProblem(done.ok ? undefined : done.says);
    // What was typed meanwhile is not saved yet.
    if (done.ok) setEdited((now) => (now === next ? undefined : now));
  };
  const pin = async (next: CaptureLabels): Promise<void> => {
    setPinning(next.pinned);
    setEdited((now) => now && next);
    await save(next);
    setPinning(undefined);
  };
  return (
    <section className={styles.detail} aria-label={`About ${entry.name}`}>
      <div className={styles.bar}>
        <h2 className={`${styles.title ?? ''} ${styles.cut ?? ''}`}>{entry.title || entry.name}</h2>
        <span className={styles.gap} />
        <Button variant="filled" disabled={!canOpen} onClick={onOpen}>
          {entry.open ? 'Show' : 'Open'}
        </Button>
        <Button disabled={!canOpen} onClick={onExport}>
          Export…
        </Button>
        <Button
          disabled={!canOpen || entry.exchanges === 0}
          data-tip="A server that answers as the recorded one did"
          onClick={onServe}
        >
          Serve…
        </Button>
        <Button
          disabled={entry.open}
          data-tip={entry.open ? 'It is open: close it first' : undefined}
          onClick={onRemove}
        >
          Move to the trash…
        </Button>
      </div>
      <div className={styles.scroll} role="region" aria-label="Labels of the capture" tabIndex={0}>
        {entry.problem !== undefined && (
          <p className={styles.problem} role="alert">
            <MeaningMark meaning="fault" /> <span>{entry.problem}</span>
          </p>
        )}
        <Facts entry={entry} />
        {canOpen && (
          <div className={styles.fields}>
            <Fields labels={labels} onEdit={setEdited} onPin={(next) => void pin(next)} />
            {edited && (
              <div className={styles.line}>
                <Button variant="filled" onClick={() => void save(edited)}>
                  Save
                </Button>
                <Button
                  onClick={() => {
                    setEdited(undefined);
                    setProblem(undefined);
                  }}
                >
                  Undo
                </Button>
              </div>
            )}
            {problem !== undefined && (
              <p role="alert">
                <MeaningMark meaning="fault" /> {problem}
              </p>
            )}
          </div>
        )}
      </div>
    </section>
  );
}
