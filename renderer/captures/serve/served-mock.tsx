import { Button } from '@mantine/core';
import { IconPlayerStop, IconPlugConnected } from '@tabler/icons-react';
import { useState } from 'react';
import { useStore } from 'zustand';
import { urlSnippets } from '../../../shared/model/client-snippets.ts';
import type { MockState } from '../../../shared/model/mock.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import { MeaningMark } from '../../ui/meaning-mark.tsx';
import { SnippetList } from '../../ui/snippets/snippet-list.tsx';
import { AskedGrid } from './asked-grid.tsx';
import type { ServeStore } from './serve-store.ts';
import { countsWords, servedWords } from './serve-words.ts';
import styles from './serve.module.css';

interface ServedMockProps {
  readonly mock: MockState;
  /** Of the recording. */
  readonly name: string;
  readonly store: ServeStore;
}

function Address({
  mock,
  store,
  open,
  onToggle,
}: Omit<ServedMockProps, 'name'> & {
  readonly open: boolean;
  readonly onToggle: () => void;
}) {
  const busy = useStore(store, (state) => state.busy);
  if (!mock.running) {
    return (
      <div className={styles.line}>
        <span className={styles.state} role="status">
          It is not served any more. What it was asked at {mock.url}:
        </span>
      </div>
    );
  }
  return (
    <div className={styles.line}>
      <Button
        leftSection={<IconPlayerStop size={14} />}
        loading={busy === 'stop'}
        onClick={() => void store.stop(mock.id)}
      >
        Stop
      </Button>
      <span className={styles.state} role="status">
        <MeaningMark meaning="fine" size={13} /> serving at
      </span>
      <code className={styles.address}>{mock.url}</code>
      <CopyButton text={mock.url} what="address of the mock" />
      <span className={styles.gap} />
      <Button
        size="compact-xs"
        variant="subtle"
        leftSection={<IconPlugConnected size={12} />}
        aria-expanded={open}
        onClick={onToggle}
      >
        Connect a client
      </Button>
    </div>
  );
}

/** A recording that is served, or was: where, how, and what it was asked. */
export function ServedMock({ mock, name, store }: ServedMockProps) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <section className={styles.served} aria-label="The served recording">
        <Address
          {...{ mock, store, open }}
          onToggle={() => {
            setOpen((was) => !was);
          }}
        />
        {mock.running && <p className={styles.hint}>{servedWords(mock)}</p>}
        {mock.running &&
          mock.notes.map((note) => (
            <p key={note} className={styles.warning}>
              <MeaningMark meaning="note" size={13} /> <span>{note}</span>
            </p>
          ))}
        {mock.listensBeyondLoopback && mock.running && (
          <p className={styles.warning} role="note">
            <MeaningMark meaning="warning" />
            <span>It listens beyond this machine: whoever reaches it gets what is in the recording.</span>
          </p>
        )}
        {open && mock.running && (
          <div className={styles.clients} role="region" aria-label="Texts for clients">
            <SnippetList
              snippets={urlSnippets({ name: `${name.replace(/\.hopscope$/, '')} mock`, url: mock.url })}
            />
          </div>
        )}
        <p className={styles.counts} role="status" aria-label="Requests">
          {countsWords(mock.counts)}
        </p>
      </section>
      <AskedGrid mock={mock} />
    </>
  );
}
