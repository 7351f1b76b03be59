import { ActionIcon, TextInput } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import type { FocusEvent, ReactNode } from 'react';
import { MeaningMark } from '../meaning-mark.tsx';
import styles from './schema-form.module.css';

export interface RowProps {
  /** JSON Pointer of the value. */
  readonly pointer: string;
  readonly label: string;
  /** Of the control, so that the label leads to it; absent where there are several. */
  readonly controlId?: string;
  readonly required: boolean;
  readonly description?: string;
  /** The header that carries this value. */
  readonly header?: string;
  /** Sentences: what is wrong. */
  readonly problem?: string;
  /** A sentence: what should be known. */
  readonly note?: string;
  /** A key that can be renamed: of a member that the schema does not name. */
  readonly onRename?: (event: FocusEvent<HTMLInputElement>) => void;
  /** Leaves the value out; absent where there is none. */
  readonly onClear?: () => void;
  readonly clearLabel?: string;
  /** Beside the label. */
  readonly tools?: ReactNode;
  /** Several controls below the label, instead of one beside it. */
  readonly block?: boolean;
  readonly deprecated?: boolean;
  readonly children?: ReactNode;
}

/** Ids of the texts that belong to a control. */
export function aboutIds(controlId: string): { readonly text: string; readonly problem: string } {
  return { text: `${controlId}-about`, problem: `${controlId}-problem` };
}

function Label({ label, controlId, required, onRename, deprecated }: RowProps) {
  if (onRename) {
    return (
      <TextInput
        className={styles.key}
        aria-label={`Name of ${label}`}
        key={label}
        defaultValue={label}
        onBlur={onRename}
        spellCheck={false}
      />
    );
  }
  const text = (
    <>
      <span className={styles.name}>{label}</span>
      {required && (
        <span className={styles.required} data-tip="Required">
          required
        </span>
      )}
      {deprecated === true && <span className={styles.optional}>deprecated</span>}
    </>
  );
  return controlId === undefined ? (
    <span className={styles.label}>{text}</span>
  ) : (
    <label className={styles.label} htmlFor={controlId}>
      {text}
    </label>
  );
}

function Texts({ description, header, problem, note, controlId }: RowProps) {
  const ids = controlId === undefined ? undefined : aboutIds(controlId);
  return (
    <>
      {problem !== undefined && problem !== '' && (
        <p className={styles.problem} {...(ids && { id: ids.problem })}>
          <MeaningMark meaning="fault" size={12} />
          <span>{problem}</span>
        </p>
      )}
      {note !== undefined && (
        <p className={styles.note}>
          <MeaningMark meaning="note" size={12} />
          <span>{note}</span>
        </p>
      )}
      {header !== undefined && (
        <p className={styles.about}>
          Also sent as the header <code>{header}</code>
        </p>
      )}
      {description !== undefined && description !== '' && (
        <p className={styles.about} {...(ids && { id: ids.text })}>
          {description}
        </p>
      )}
    </>
  );
}

/** One place of the value: its name, its control, and what there is to say about both. */
export function Row(props: RowProps) {
  const { pointer, label, onClear, clearLabel = 'Leave out', tools, block = false, children } = props;
  const clear = onClear && (
    <ActionIcon
      aria-label={`${clearLabel}: ${label}`}
      data-tip={clearLabel}
      className={styles.clear}
      onClick={onClear}
    >
      <IconX size={13} />
    </ActionIcon>
  );
  if (block) {
    return (
      <div className={styles.block} role="group" aria-label={label} data-field={pointer}>
        <div className={styles.blockHead}>
          <Label {...props} />
          {tools}
          {clear}
        </div>
        <div className={styles.texts}>
          <Texts {...props} />
        </div>
        {children !== undefined && <div className={styles.inner}>{children}</div>}
      </div>
    );
  }
  return (
    <div className={styles.row} data-field={pointer}>
      <Label {...props} />
      <div className={styles.side}>
        <div className={styles.control}>
          <div className={styles.grow}>{children}</div>
          {tools}
          {clear}
        </div>
        <Texts {...props} />
      </div>
    </div>
  );
}
