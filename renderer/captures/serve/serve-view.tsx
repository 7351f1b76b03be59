import { Button } from '@mantine/core';
import { useEffect, useMemo } from 'react';
import { useStore } from 'zustand';
import { useApp, useEngine } from '../../ui/app-context.ts';
import { MeaningMark } from '../../ui/meaning-mark.tsx';
import { mockOf } from '../../ui/mock-of.ts';
import styles from '../captures.module.css';
import { ServeFields } from './serve-fields.tsx';
import { createServeStore } from './serve-store.ts';
import { ServedMock } from './served-mock.tsx';

interface ServeViewProps {
  /** Of an open capture. */
  readonly captureId: string;
  readonly onClose: () => void;
}

/** A recording as a server that answers as the recorded one did: how, where, and what it was asked. */
export function ServeView({ captureId, onClose }: ServeViewProps) {
  const { bridge, go } = useApp();
  const store = useMemo(() => createServeStore(bridge, captureId), [bridge, captureId]);
  const problem = useStore(store, (state) => state.problem);
  const capture = useEngine((state) => state.captures.find(({ id }) => id === captureId));
  const mock = useEngine((state) => mockOf(state.mocks, captureId));
  useEffect(() => store.follow(), [store]);
  const name = capture?.name ?? 'a closed capture';
  return (
    <div className={styles.step}>
      <div className={styles.bar}>
        <h1 className={`${styles.title ?? ''} ${styles.cut ?? ''}`}>Serve {name}</h1>
        <span className={styles.gap} />
        <Button
          disabled={!capture}
          onClick={() => {
            go({ screen: 'traffic', captureId });
          }}
        >
          Show in Traffic
        </Button>
        <Button onClick={onClose}>All captures</Button>
      </div>
      {problem && (
        <p className={styles.problem} role="alert">
          <MeaningMark meaning="fault" /> <span>{problem.message}</span>
        </p>
      )}
      {capture && mock?.running !== true && <ServeFields store={store} />}
      {!capture && (
        <p className={styles.note} role="status">
          <MeaningMark meaning="note" />
          <span>
            This capture was closed, and what is closed is not served. Open it again among the captures.
          </span>
        </p>
      )}
      {mock && <ServedMock key={mock.id} mock={mock} name={name} store={store} />}
    </div>
  );
}
