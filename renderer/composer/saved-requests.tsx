import { ActionIcon, Button, TextInput } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import type { SavedRequest } from '../../shared/model/workspace.ts';
import { useApp, useEngine } from '../ui/app-context.ts';
import { Fold } from './column.tsx';
import { composeDraft } from './compose-draft.ts';
import { useComposer, useComposerActions } from './composer-context.ts';
import styles from './what-column.module.css';

const NONE: readonly SavedRequest[] = [];

/** Requests that were given a name: save, load, remove. */
export function SavedRequests() {
  const requests = useEngine((state) => state.workspace?.requests) ?? NONE;
  const state = useComposer((own) => own);
  const { loadDraft } = useComposerActions();
  const { bridge, notify } = useApp();
  const [name, setName] = useState('');
  const composed = composeDraft(state);
  const trimmed = name.trim();
  const existing = requests.find((request) => request.name === trimmed);

  const save = async (): Promise<void> => {
    if (!composed.ok || trimmed === '') return;
    const saved = await bridge.invoke('request.save', {
      ...(existing && { id: existing.id }),
      name: trimmed,
      draft: composed.draft,
    });
    if (saved.ok) setName('');
    else notify('fault', saved.error.message);
  };
  const remove = async (id: string): Promise<void> => {
    const removed = await bridge.invoke('request.remove', { id });
    if (!removed.ok) notify('fault', removed.error.message);
  };
  return (
    <Fold title="Saved requests" name="saved" {...(requests.length > 0 && { note: String(requests.length) })}>
      <form
        className={styles.save}
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <TextInput
          size="xs"
          aria-label="Name of the saved request"
          placeholder="Name this request"
          value={name}
          onChange={(event) => {
            setName(event.currentTarget.value);
          }}
        />
        <Button size="xs" variant="default" type="submit" disabled={trimmed === '' || !composed.ok}>
          {existing ? 'Replace' : 'Save'}
        </Button>
      </form>
      {!composed.ok && trimmed !== '' && <p className={styles.hint}>{composed.problems[0]}</p>}
      <ul className={styles.saved} aria-label="Saved requests">
        {requests.map((request) => (
          <li key={request.id}>
            <button
              type="button"
              aria-label={`Load ${request.name}`}
              onClick={() => {
                loadDraft(request.draft);
              }}
            >
              <span>{request.name}</span>
              <span className={styles.savedMethod}>{request.draft.method}</span>
            </button>
            <ActionIcon
              aria-label={`Remove ${request.name}`}
              data-tip={`Remove ${request.name}`}
              onClick={() => void remove(request.id)}
            >
              <IconTrash size={14} />
            </ActionIcon>
          </li>
        ))}
      </ul>
    </Fold>
  );
}
