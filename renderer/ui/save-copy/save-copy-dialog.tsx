import { Button, Switch } from '@mantine/core';
import { useEffect, useId, useRef } from 'react';
import { useStore } from 'zustand';
import { MeaningMark } from '../meaning-mark.tsx';
import { FoundSecrets, RedactionProgressBar } from './found-secrets.tsx';
import type { SaveCopyQuestion, SaveCopyStore } from './save-copy-store.ts';
import styles from './save-copy.module.css';

interface PartProps {
  readonly question: SaveCopyQuestion;
  readonly store: SaveCopyStore;
}

function Findings({ question }: Pick<PartProps, 'question'>) {
  const { report, progress, redact, saving, problem } = question;
  if (saving)
    return (
      <RedactionProgressBar
        progress={progress}
        label={redact ? 'Replacing secrets and saving…' : 'Saving…'}
      />
    );
  if (!redact)
    return (
      <p className={styles.sentence} role="status">
        <MeaningMark meaning="warning" /> The copy holds everything that was sent. Whoever gets it can use the
        tokens, passwords and cookies in it.
      </p>
    );
  if (report) return <FoundSecrets report={report} />;
  return problem === undefined ? (
    <RedactionProgressBar progress={progress} label="Looking for secrets…" />
  ) : null;
}

function Question({ question, store }: PartProps) {
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const element = dialog.current;
    element?.showModal();
    return () => {
      element?.close();
    };
  }, []);
  const { capture, redact, saving, problem } = question;
  return (
    <dialog
      ref={dialog}
      className={styles.dialog}
      aria-labelledby={`${id}-title`}
      onCancel={(event) => {
        event.preventDefault();
        store.cancel();
      }}
      onKeyDown={(event) => {
        // The keys of the screen behind it rest.
        event.stopPropagation();
      }}
    >
      <h2 id={`${id}-title`}>Save a copy of {capture.name}</h2>
      <div className={styles.body}>
        <Switch
          checked={redact}
          disabled={saving}
          label="Replace secrets by placeholders"
          description="Each becomes a text of the same length, the same one everywhere. The copy still replays, compares and proves, but cannot log in."
          onChange={(event) => {
            store.setRedact(event.currentTarget.checked);
          }}
        />
        <Findings question={question} />
        {problem !== undefined && (
          <p className={styles.sentence} role="alert">
            <MeaningMark meaning="fault" /> {problem}
          </p>
        )}
      </div>
      <div className={styles.foot}>
        <Button onClick={store.cancel}>Cancel</Button>
        <Button variant="filled" loading={saving} onClick={() => void store.save()}>
          Save…
        </Button>
      </div>
    </dialog>
  );
}

/** Asks how a copy is to be saved: without secrets, unless the person wants them in it. */
export function SaveCopyDialog({ store }: { readonly store: SaveCopyStore }) {
  const question = useStore(store, (state) => state.question);
  return question ? <Question key={question.capture.id} question={question} store={store} /> : null;
}
