import { SegmentedControl } from '@mantine/core';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { CopyState, RunOutput as Output } from '../../../shared/model/run.ts';
import { useApp } from '../../ui/app-context.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import styles from '../gateway.module.css';
import { ProblemLine } from '../problem-line.tsx';

const EVERY_MS = 1000;

interface LoadedOutput {
  readonly output?: Output;
  readonly problem?: string;
}

/** What a copy has written so far, asked for again while it is shown. */
function useOutput(id: string, index: number): LoadedOutput {
  const { bridge } = useApp();
  const [loaded, setLoaded] = useState<LoadedOutput>({});
  useEffect(() => {
    let ended = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const load = async (): Promise<void> => {
      const answer = await bridge.invoke('run.output', { id, index });
      if (ended) return;
      setLoaded(answer.ok ? { output: answer.value } : { problem: answer.error.message });
      timer = setTimeout(() => void load(), EVERY_MS);
    };
    void load();
    return () => {
      ended = true;
      clearTimeout(timer);
    };
  }, [bridge, id, index]);
  return loaded;
}

/** The last output of one copy; its end stays in view while it grows, unless somebody scrolled up. */
export function RunOutput({ id, copy }: { readonly id: string; readonly copy: CopyState }) {
  const { output, problem } = useOutput(id, copy.index);
  const [stream, setStream] = useState<'stdout' | 'stderr'>('stderr');
  const box = useRef<HTMLPreElement>(null);
  const follows = useRef(true);
  const text = output?.[stream] ?? '';
  useLayoutEffect(() => {
    if (box.current && follows.current) box.current.scrollTop = box.current.scrollHeight;
  }, [text, stream]);
  return (
    <section className={styles.panel} aria-label={`Output of ${copy.name}`}>
      <div className={styles.fields}>
        <SegmentedControl
          aria-label="Stream"
          data={['stderr', 'stdout']}
          value={stream}
          onChange={(value) => {
            follows.current = true;
            setStream(value === 'stdout' ? 'stdout' : 'stderr');
          }}
        />
        <span className={styles.muted}>
          {copy.name}
          {output?.isTail === true && ', the end of it: what came before is gone'}
        </span>
        <span className={styles.gap} />
        <CopyButton text={text} what={`${stream} of ${copy.name}`} />
      </div>
      <ProblemLine message={problem} />
      <pre
        ref={box}
        className={styles.code}
        tabIndex={0}
        aria-label={`${stream} of ${copy.name}`}
        onScroll={(event) => {
          const { scrollTop, scrollHeight, clientHeight } = event.currentTarget;
          follows.current = scrollTop + clientHeight >= scrollHeight - 8;
        }}
      >
        {text === '' ? 'Nothing yet.' : text}
      </pre>
    </section>
  );
}
