import { Button, TextInput } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import type { Instance } from '../../shared/model/instance.ts';
import { MeaningMark } from '../ui/meaning-mark.tsx';
import { useFleet, useFleetActions } from './fleet-context.ts';
import styles from './fleet.module.css';

/** Adds an instance by its URL. */
export function AddRow({
  instances,
  focus,
}: {
  readonly instances: readonly Instance[];
  readonly focus: boolean;
}) {
  const adding = useFleet((state) => state.adding);
  const problem = useFleet((state) => state.addProblem);
  const busy = useFleet((state) => state.busy);
  const { setAdding, add } = useFleetActions();
  const url = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (focus) url.current?.focus();
  }, [focus]);
  return (
    <form
      className={styles.add}
      aria-label="Add an instance"
      onSubmit={(event) => {
        event.preventDefault();
        void add(instances.map((instance) => instance.name));
      }}
    >
      <div className={styles.addFields}>
        <TextInput
          ref={url}
          className={styles.addUrl}
          aria-label="URL of the instance"
          aria-invalid={problem?.field === 'url'}
          placeholder="http://127.0.0.1:3000/mcp"
          value={adding.url}
          spellCheck={false}
          autoComplete="off"
          onChange={(event) => {
            setAdding({ url: event.currentTarget.value });
          }}
        />
        <TextInput
          className={styles.addName}
          aria-label="Name of the instance"
          aria-invalid={problem?.field === 'name'}
          placeholder="Name (optional)"
          value={adding.name}
          autoComplete="off"
          onChange={(event) => {
            setAdding({ name: event.currentTarget.value });
          }}
        />
        <Button
          type="submit"
          variant="filled"
          leftSection={<IconPlus size={14} />}
          loading={busy}
          disabled={adding.url.trim() === ''}
        >
          Add
        </Button>
      </div>
      {problem && (
        <p className={styles.problem} role="alert">
          <MeaningMark meaning="fault" /> {problem.message}
        </p>
      )}
    </form>
  );
}
