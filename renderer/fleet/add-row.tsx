import { Button, SegmentedControl, TextInput } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import type { Instance } from '../../shared/model/instance.ts';
import { MeaningMark } from '../ui/meaning-mark.tsx';
import { useFleet, useFleetActions } from './fleet-context.ts';
import type { Adding } from './fleet-store.ts';
import styles from './fleet.module.css';
import { KINDS } from './instance-editor.tsx';
import { SplitCommand } from './stdio-fields.tsx';

const FIELDS: Readonly<
  Record<
    Adding['kind'],
    { readonly key: 'url' | 'commandLine'; readonly label: string; readonly example: string }
  >
> = {
  http: { key: 'url', label: 'URL of the instance', example: 'http://127.0.0.1:3000/mcp' },
  stdio: {
    key: 'commandLine',
    label: 'Command line of the instance',
    example: 'npx -y @modelcontextprotocol/server-everything',
  },
};

/** Adds an instance by its URL, or by the command line that starts it. */
export function AddRow({
  instances,
  focus,
}: {
  readonly instances: readonly Instance[];
  /** Puts the cursor into the field, again for each new object. */
  readonly focus?: object;
}) {
  const adding = useFleet((state) => state.adding);
  const problem = useFleet((state) => state.addProblem);
  const busy = useFleet((state) => state.busy);
  const { setAdding, add } = useFleetActions();
  const way = useRef<HTMLInputElement>(null);
  const { key, label, example } = FIELDS[adding.kind];
  useEffect(() => {
    if (focus) way.current?.focus();
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
        <SegmentedControl
          aria-label="Added by"
          value={adding.kind}
          data={[...KINDS]}
          onChange={(value) => {
            const kind = KINDS.find((known) => known.value === value);
            if (kind) setAdding({ kind: kind.value });
          }}
        />
        <TextInput
          ref={way}
          className={styles.addUrl}
          aria-label={label}
          aria-invalid={problem !== undefined && problem.field !== 'name'}
          placeholder={example}
          value={adding[key]}
          spellCheck={false}
          autoComplete="off"
          onChange={(event) => {
            setAdding({ [key]: event.currentTarget.value });
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
          disabled={adding[key].trim() === ''}
        >
          Add
        </Button>
      </div>
      {problem ? (
        <p className={styles.problem} role="alert">
          <MeaningMark meaning="fault" /> {problem.message}
        </p>
      ) : (
        adding.kind === 'stdio' && <SplitCommand commandLine={adding.commandLine} />
      )}
    </form>
  );
}
