import { Button, Checkbox } from '@mantine/core';
import { useStore } from 'zustand';
import type { ImportEntry } from '../../../shared/model/import-preview.ts';
import { MeaningMark } from '../../ui/meaning-mark.tsx';
import { addable, toAdd, type ImportOutcome, type ImportStore, type LookedAt } from './import-store.ts';
import { foundSentence, headerNames, outcomeSentence } from './import-words.ts';
import styles from './import.module.css';

/** The exact command or address, and what else would be kept. */
function What({ entry }: { readonly entry: ImportEntry }) {
  const { instance, commandLine } = entry;
  const line = commandLine ?? instance?.url;
  const headers = headerNames(instance);
  return (
    <>
      {line !== undefined && line !== '' && <code className={styles.line}>{line}</code>}
      {instance?.stdio?.cwd !== undefined && (
        <p className={styles.more}>
          Started in <code>{instance.stdio.cwd}</code>
        </p>
      )}
      {headers !== '' && <p className={styles.more}>Sends {headers}</p>}
    </>
  );
}

function Outcome({ outcome }: { readonly outcome: ImportOutcome | undefined }) {
  if (outcome?.state === 'added') {
    return (
      <p className={styles.note}>
        <MeaningMark meaning="fine" /> Added.
      </p>
    );
  }
  if (outcome?.state === 'adding') return <p className={styles.more}>Adding …</p>;
  if (outcome?.state !== 'failed') return null;
  return (
    <p className={styles.note} role="alert">
      <MeaningMark meaning="fault" /> It was not added. {outcome.message}
    </p>
  );
}

interface EntryProps {
  readonly entry: ImportEntry;
  readonly chosen: boolean;
  readonly outcome: ImportOutcome | undefined;
  readonly disabled: boolean;
  readonly onChoose: (chosen: boolean) => void;
}

function Entry({ entry, chosen, outcome, disabled, onChoose }: EntryProps) {
  const { name, instance, notes, problem } = entry;
  const label = instance?.name ?? name;
  const kind = entry.commandLine !== undefined ? 'command' : instance ? 'URL' : undefined;
  return (
    <li className={styles.entry} aria-label={label}>
      <Checkbox
        size="xs"
        aria-label={`Add ${label}`}
        checked={chosen && outcome?.state !== 'added'}
        disabled={disabled || outcome?.state === 'added'}
        onChange={(event) => {
          onChoose(event.currentTarget.checked);
        }}
      />
      <div className={styles.entryBody}>
        <p className={styles.entryHead}>
          <b>{label}</b>
          {kind !== undefined && <span className={styles.tag}>{kind}</span>}
        </p>
        <What entry={entry} />
        {problem !== undefined && (
          <p className={styles.note}>
            <MeaningMark meaning="fault" /> It cannot be added. {problem}
          </p>
        )}
        {notes.map((note) => (
          <p key={note} className={styles.note}>
            <MeaningMark meaning="warning" /> {note}
          </p>
        ))}
        <Outcome outcome={outcome} />
      </div>
    </li>
  );
}

function Foot({ store, looked }: { readonly store: ImportStore; readonly looked: LookedAt }) {
  const adding = useStore(store, (state) => state.adding);
  const stopping = useStore(store, (state) => state.stopping);
  const { addChosen, another, close, stop } = store.actions;
  const count = toAdd(looked).length;
  const done = outcomeSentence(looked.outcomes);
  const isAllAdded = looked.outcomes.size > 0 && addable(looked).length === 0;
  return (
    <div className={styles.foot}>
      {isAllAdded ? (
        <Button variant="filled" onClick={close}>
          Show the instances
        </Button>
      ) : (
        <Button variant="filled" loading={adding} disabled={count === 0} onClick={() => void addChosen()}>
          Add {count} selected
        </Button>
      )}
      {adding ? (
        <Button disabled={stopping} onClick={stop}>
          Stop
        </Button>
      ) : (
        <Button onClick={another}>Another configuration</Button>
      )}
      <span className={styles.status} role="status">
        {done || 'A command that is added is not started: Hopscope asks before it first starts one.'}
      </span>
    </div>
  );
}

/** Every server of the configuration, with what would be added and what is to be known of it. */
export function ImportEntries({ store, looked }: { readonly store: ImportStore; readonly looked: LookedAt }) {
  const adding = useStore(store, (state) => state.adding);
  const { choose, chooseAll } = store.actions;
  const possible = addable(looked);
  const chosen = toAdd(looked).length;
  return (
    <>
      <div className={styles.found}>
        {possible.length > 0 && (
          <Checkbox
            size="xs"
            label="All"
            aria-label="Add all that can be added"
            disabled={adding}
            checked={chosen === possible.length}
            indeterminate={chosen > 0 && chosen < possible.length}
            onChange={(event) => {
              chooseAll(event.currentTarget.checked);
            }}
          />
        )}
        <p>{foundSentence(looked)}</p>
      </div>
      <ul className={styles.entries} aria-label="Servers of the configuration" tabIndex={0}>
        {looked.preview.entries.map((entry, place) => (
          <Entry
            key={place}
            entry={entry}
            chosen={looked.chosen.has(place)}
            outcome={looked.outcomes.get(place)}
            disabled={adding || !possible.includes(place)}
            onChoose={(isChosen) => {
              choose(place, isChosen);
            }}
          />
        ))}
      </ul>
      <Foot store={store} looked={looked} />
    </>
  );
}
