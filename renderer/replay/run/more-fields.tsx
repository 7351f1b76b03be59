import { Button, Textarea } from '@mantine/core';
import { IconFileUpload } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { useStore } from 'zustand';
import { useApp } from '../../ui/app-context.ts';
import { formatCounted } from '../../ui/format.ts';
import { MeaningMark } from '../../ui/meaning-mark.tsx';
import { useReplay } from '../replay-model.ts';
import { FormField } from './form-field.tsx';
import { noiseProblem } from './noise-problem.ts';
import styles from './run.module.css';

function Noise() {
  const { bridge } = useApp();
  const { setup, change } = useReplay();
  const noise = useStore(setup, ({ form }) => form.noise);
  const [problem, setProblem] = useState<string>();
  const input = useRef<HTMLInputElement>(null);
  const load = async (file: File): Promise<void> => {
    const read = await bridge.invoke('replay.readNoise', { text: await file.text() });
    if (!read.ok) {
      setProblem(`${file.name} was not read: ${read.error.message}`);
      return;
    }
    const { entries, problems } = read.value;
    if (problems.length === 0) change({ noise: { file: file.name, entries } });
    setProblem(noiseProblem(file.name, problems));
  };
  return (
    <div>
      <div className={styles.buttons}>
        <Button
          size="compact-sm"
          leftSection={<IconFileUpload size={12} />}
          onClick={() => {
            input.current?.click();
          }}
        >
          Known noise from a file…
        </Button>
        {noise && (
          <>
            <span>
              {noise.file}: {formatCounted(noise.entries.length, 'entry', 'entries')}
            </span>
            <Button
              size="compact-sm"
              variant="subtle"
              onClick={() => {
                setup.setState(({ form }) => {
                  const { noise: _, ...rest } = form;
                  return { form: rest };
                });
              }}
            >
              Leave it out
            </Button>
          </>
        )}
      </div>
      <input
        ref={input}
        type="file"
        accept=".txt,text/plain"
        hidden
        aria-label="Noise file"
        onChange={(event) => {
          const file = event.currentTarget.files?.[0];
          event.currentTarget.value = '';
          if (file) void load(file);
        }}
      />
      {problem !== undefined && (
        <p className={styles.startProblem} role="alert">
          <MeaningMark meaning="fault" /> <span>{problem}</span>
        </p>
      )}
    </div>
  );
}

/** What is seldom needed. */
export function MoreFields() {
  const { setup, change } = useReplay();
  const unordered = useStore(setup, ({ form }) => form.unordered);
  const isBad = useStore(setup, ({ problem }) => problem?.field === 'unordered');
  return (
    <details className={styles.more}>
      <summary>More: waiting, lists that are sets, known noise</summary>
      <div className={styles.moreBody}>
        <div className={styles.fields}>
          <FormField field="timeout" label="Longest wait, s" placeholder="30" />
        </div>
        <Textarea
          size="xs"
          label="Lists whose order says nothing, one a line"
          placeholder={'tools/call search_catalog /result/structuredContent/hits'}
          classNames={{ input: styles.wireInput ?? '' }}
          autosize
          minRows={2}
          spellCheck={false}
          value={unordered}
          error={isBad}
          onChange={(event) => {
            change({ unordered: event.currentTarget.value });
          }}
        />
        <Noise />
      </div>
    </details>
  );
}
