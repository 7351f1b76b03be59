import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import styles from './path-form.module.css';

interface PathFormProps {
  readonly label: string;
  readonly button: string;
  readonly initial: string;
  readonly onPath: (path: string) => void;
  readonly onCancel: () => void;
}

/** Asks for a path where the program opens and saves files by path. */
export function PathForm({ label, button, initial, onPath, onCancel }: PathFormProps) {
  const [path, setPath] = useState(initial);
  return (
    <form
      className={styles.form}
      aria-label={label}
      onSubmit={(event) => {
        event.preventDefault();
        if (path.trim() !== '') onPath(path.trim());
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        onCancel();
      }}
    >
      <TextInput
        autoFocus
        className={styles.path}
        aria-label={label}
        placeholder={label}
        value={path}
        onChange={(event) => {
          setPath(event.currentTarget.value);
        }}
      />
      <Button type="submit" variant="filled">
        {button}
      </Button>
      <Button onClick={onCancel}>Cancel</Button>
    </form>
  );
}
