import { SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import type { ClientSnippet } from '../../../shared/model/client-snippets.ts';
import { CopyButton } from '../copy-button.tsx';
import { MeaningMark } from '../meaning-mark.tsx';
import { readRemembered, remember } from '../remembered.ts';
import styles from './snippet-list.module.css';

/** The client that was chosen last: somebody who uses Cursor wants that one the next time, too. */
const REMEMBERED = 'snippets.client';

/** Ready-made texts, one a client. */
export function SnippetList({ snippets }: { readonly snippets: readonly ClientSnippet[] }) {
  const [chosen, setChosen] = useState(() =>
    readRemembered(REMEMBERED, (stored) => (typeof stored === 'string' ? stored : undefined), ''),
  );
  const shown = snippets.find(({ id }) => id === chosen) ?? snippets[0];
  if (!shown) return null;
  return (
    <div className={styles.snippets}>
      <SegmentedControl
        className={styles.clients}
        aria-label="Client"
        data={snippets.map(({ id, title }) => ({ value: id, label: title }))}
        value={shown.id}
        onChange={(value) => {
          setChosen(value);
          remember(REMEMBERED, value);
        }}
      />
      <div className={styles.where}>
        <span>{shown.where}</span>
        <CopyButton text={shown.text} what={`text for ${shown.title}`} />
      </div>
      <pre className={styles.text} tabIndex={0} aria-label={`Text for ${shown.title}`}>
        {shown.text}
      </pre>
      {shown.note !== undefined && (
        <p className={styles.note}>
          <MeaningMark meaning="note" size={13} /> <span>{shown.note}</span>
        </p>
      )}
    </div>
  );
}
