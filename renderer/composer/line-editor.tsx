import { useState, type KeyboardEvent } from 'react';
import styles from './preview-column.module.css';

interface LineEditorProps {
  readonly name: string;
  readonly value: string;
  /** "header" or "_meta key", for the labels of the fields. */
  readonly what: string;
  readonly nameFixed?: boolean;
  /** Says why a value cannot be taken; undefined where it can. */
  readonly check?: (value: string) => string | undefined;
  readonly onDone: (name: string, value: string) => void;
  readonly onCancel: () => void;
}

/** Name and value of one line as two fields: Enter takes them, Esc leaves everything as it was. */
export function LineEditor({
  name,
  value,
  what,
  nameFixed = false,
  check,
  onDone,
  onCancel,
}: LineEditorProps) {
  const [ownName, setOwnName] = useState(name);
  const [ownValue, setOwnValue] = useState(value);
  const problem = ownName.trim() === '' ? undefined : check?.(ownValue);
  const finish = (): void => {
    if (ownName.trim() === '') onCancel();
    else if (problem === undefined) onDone(ownName.trim(), ownValue);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey) finish();
    else if (event.key === 'Escape') onCancel();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div
      className={styles.editor}
      onKeyDown={onKeyDown}
      onBlur={(event) => {
        // Leaving the line takes what was written, as long as it can be taken.
        if (event.currentTarget.contains(event.relatedTarget)) return;
        if (ownName.trim() === '' || problem !== undefined || (ownName === name && ownValue === value))
          onCancel();
        else finish();
      }}
    >
      {nameFixed ? (
        <span className={styles.name}>{name}</span>
      ) : (
        <input
          className={styles.nameField}
          aria-label={`Name of the ${what}`}
          placeholder="Name"
          value={ownName}
          autoFocus={name === ''}
          spellCheck={false}
          onChange={(event) => {
            setOwnName(event.currentTarget.value);
          }}
        />
      )}
      <span className={styles.colon}>:</span>
      <input
        className={styles.valueField}
        aria-label={`Value of the ${what} ${name}`.trim()}
        aria-invalid={problem !== undefined}
        placeholder="value"
        value={ownValue}
        autoFocus={name !== ''}
        spellCheck={false}
        onFocus={(event) => {
          event.currentTarget.select();
        }}
        onChange={(event) => {
          setOwnValue(event.currentTarget.value);
        }}
      />
      {problem !== undefined && <span className={styles.editorProblem}>{problem}</span>}
    </div>
  );
}
