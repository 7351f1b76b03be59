import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useState } from 'react';
import type { NoiseEntry } from '../../../shared/model/replay-run.ts';
import type { ReplayState } from '../../../shared/model/replay-verdict.ts';
import { saveBlob } from '../../bridge/transfer.ts';
import { useApp } from '../../ui/app-context.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { formatCounted } from '../../ui/format.ts';
import shared from '../replay.module.css';
import styles from './verdict.module.css';

function Entries({ entries, label }: { readonly entries: readonly NoiseEntry[]; readonly label: string }) {
  if (entries.length === 0) return null;
  return (
    <table className={styles.noise} aria-label={label}>
      <thead>
        <tr>
          <th scope="col">Request</th>
          <th scope="col">Place</th>
          <th scope="col">What was seen</th>
          <th scope="col">Since</th>
        </tr>
      </thead>
      <tbody>
        {entries.map((entry) => (
          <tr key={`${entry.method} ${entry.name ?? ''} ${entry.pointer}`}>
            <td className={shared.wire}>
              {entry.method} {entry.name ?? ''}
            </td>
            <td className={shared.wire}>{entry.pointer}</td>
            <td>{entry.evidence}</td>
            <td className={shared.muted}>{entry.since}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** What varies by itself: learnt in this replay, and known entries that did not vary any more. */
export function NoisePanel({ replay }: { readonly replay: ReplayState }) {
  const { bridge, notify } = useApp();
  const [making, setMaking] = useState(false);
  const entries = replay.learned?.entries ?? [];
  const quiet = replay.learned?.quiet ?? [];
  const save = async (): Promise<void> => {
    setMaking(true);
    const made = await bridge.invoke('replay.noise', { id: replay.id });
    setMaking(false);
    if (made.ok) saveBlob('noise.txt', new Blob([made.value.text], { type: 'text/plain;charset=utf-8' }));
    else notify('fault', `The noise file was not made: ${made.error.message}`);
  };
  if (entries.length === 0 && quiet.length === 0) {
    return (
      <EmptyState title="No noise was learnt">
        What varies on one and the same instance, such as times and ids, is found by sending the same twice.
        It will be listed here, and can be kept in a file.
      </EmptyState>
    );
  }
  return (
    <div className={styles.noisePanel}>
      <p className={styles.noiseLead}>
        <span>
          {formatCounted(entries.length, 'place varies', 'places vary')} on one and the same instance. Kept in
          a file beside your tests, {entries.length === 1 ? 'it is' : 'they are'} known from the first run on.
        </span>
        <Button
          leftSection={<IconDownload size={14} />}
          loading={making}
          loaderProps={{ type: 'dots' }}
          onClick={() => void save()}
        >
          Save the noise file
        </Button>
      </p>
      <Entries entries={entries} label="Noise that was learnt" />
      {quiet.length > 0 && (
        <>
          <p className={styles.noiseLead}>
            <span>
              {formatCounted(quiet.length, 'known entry', 'known entries')} did not vary any more: the file
              can do without.
            </span>
          </p>
          <Entries entries={quiet} label="Known noise that did not vary" />
        </>
      )}
    </div>
  );
}
