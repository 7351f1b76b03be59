import { Button, NativeSelect, Switch } from '@mantine/core';
import { useStore } from 'zustand';
import { DialogFrame } from '../dialog-frame.tsx';
import { MeaningMark } from '../meaning-mark.tsx';
import { FoundSecrets, RedactionProgressBar } from './found-secrets.tsx';
import type { SaveCopyQuestion, SaveCopyStore } from './save-copy-store.ts';
import styles from './save-copy.module.css';
import { FORMAT_LABELS, SAVE_FORMATS, type SaveFormat } from './save-formats.ts';

interface PartProps {
  readonly question: SaveCopyQuestion;
  readonly store: SaveCopyStore;
}

/** In which format, and what of the capture. */
function Choices({ question, store }: PartProps) {
  const { format, scopes, scope, saving } = question;
  return (
    <div className={styles.choices}>
      <NativeSelect
        size="xs"
        label="Format"
        value={format}
        disabled={saving}
        data={SAVE_FORMATS.map((value) => ({ value, label: FORMAT_LABELS[value] }))}
        onChange={(event) => {
          store.setFormat(event.currentTarget.value as SaveFormat);
        }}
      />
      {format === 'hopscope' ? (
        <NativeSelect size="xs" label="Exchanges" disabled data={['All: a recording is saved whole']} />
      ) : (
        <NativeSelect
          size="xs"
          label="Exchanges"
          value={String(scope)}
          disabled={saving || scopes.length < 2}
          data={scopes.map(({ label }, index) => ({ value: String(index), label }))}
          onChange={(event) => {
            store.setScope(Number(event.currentTarget.value));
          }}
        />
      )}
    </div>
  );
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
  const { capture, format, redact, saving, problem } = question;
  return (
    <DialogFrame
      title={format === 'hopscope' ? `Save a copy of ${capture.name}` : `Export ${capture.name}`}
      width={760}
      onCancel={store.cancel}
      foot={
        <>
          <Button onClick={store.cancel}>Cancel</Button>
          <Button variant="filled" loading={saving} onClick={() => void store.save()}>
            Save…
          </Button>
        </>
      }
    >
      <div className={styles.body}>
        <Choices question={question} store={store} />
        <Switch
          checked={redact}
          disabled={saving}
          label="Replace secrets by placeholders"
          description={
            format === 'hopscope'
              ? 'Each becomes a text of the same length, the same one everywhere. The copy still replays, compares and proves, but cannot log in.'
              : 'Each becomes a text of the same length, the same one everywhere: what belongs together can be told, and nobody can log in with it.'
          }
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
    </DialogFrame>
  );
}

/** Asks how a copy is to be saved: in which format, what of it, and without secrets, unless the person wants them in it. */
export function SaveCopyDialog({ store }: { readonly store: SaveCopyStore }) {
  const question = useStore(store, (state) => state.question);
  return question ? <Question key={question.capture.id} question={question} store={store} /> : null;
}
