import { Textarea } from '@mantine/core';
import { useState } from 'react';
import type { JsonValue } from '../../../shared/model/draft.ts';
import { describedBy, type ControlProps } from './controls.tsx';
import styles from './schema-form.module.css';

function pretty(value: JsonValue | undefined): string {
  return value === undefined ? '' : JSON.stringify(value, null, 2);
}

/** Undefined for empty text; `problem` where it is not JSON. */
function read(text: string): { readonly value?: JsonValue; readonly problem?: string } {
  if (text.trim() === '') return {};
  try {
    return { value: JSON.parse(text) as JsonValue };
  } catch {
    return {
      problem: 'Not JSON yet: the last value that was JSON is what will be sent. Text needs "quotes".',
    };
  }
}

/** Any value, as JSON: where the schema does not say what it is, and where the value is not what the schema says. */
export function JsonControl(props: ControlProps) {
  const { id, label, required, value, onChange, placeholder, readOnly, invalid } = props;
  const [text, setText] = useState(() => pretty(value));
  const own = read(text);
  // The user's own spelling, until another value comes from outside.
  const [seen, setSeen] = useState(value);
  if (seen !== value) {
    setSeen(value);
    if (own.problem !== undefined || pretty(own.value) !== pretty(value)) setText(pretty(value));
  }
  return (
    <>
      <Textarea
        id={id}
        aria-label={label}
        aria-required={required}
        size="xs"
        rows={1}
        classNames={{ input: `${styles.text ?? ''} ${styles.mono ?? ''}` }}
        placeholder={placeholder === '' ? 'JSON' : placeholder}
        error={invalid || own.problem !== undefined}
        ref={describedBy(id)}
        readOnly={readOnly}
        spellCheck={false}
        value={text}
        onChange={({ currentTarget }) => {
          setText(currentTarget.value);
          const next = read(currentTarget.value);
          if (next.problem === undefined) onChange(next.value);
        }}
      />
      {own.problem !== undefined && <p className={styles.problem}>{own.problem}</p>}
    </>
  );
}
