import { ActionIcon, Button, Popover, TextInput } from '@mantine/core';
import { IconBookmark, IconPencil, IconTrash } from '@tabler/icons-react';
import { useWindowEvent } from '@mantine/hooks';
import { useEffect, useRef, useState, type SyntheticEvent } from 'react';
import { parseFilter } from '../../shared/filter/parse.ts';
import type { SavedFilter } from '../../shared/model/workspace.ts';
import { useApp, useEngine } from '../ui/app-context.ts';
import styles from './saved-filters.module.css';

const NONE: readonly SavedFilter[] = [];

interface NameFormProps {
  readonly label: string;
  readonly start: string;
  /** Takes the cursor as soon as it is there. */
  readonly focuses?: boolean;
  readonly onName: (name: string) => Promise<boolean>;
}

/** Asks for a filter's name. */
function NameForm({ label, start, focuses = false, onName }: NameFormProps) {
  const [name, setName] = useState(start);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (focuses) field.current?.select();
  }, [focuses]);
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    if (name.trim() === '') return;
    void onName(name).then((done) => {
      if (done) setName('');
    });
  };
  return (
    <form className={styles.form} onSubmit={submit}>
      <TextInput
        ref={field}
        size="xs"
        aria-label={label}
        placeholder={label}
        value={name}
        onChange={(event) => {
          setName(event.currentTarget.value);
        }}
      />
      <Button type="submit" size="xs" disabled={name.trim() === ''}>
        Save
      </Button>
    </form>
  );
}

interface SavedRowProps {
  readonly filter: SavedFilter;
  readonly onApply: () => void;
  readonly onRename: (name: string) => Promise<boolean>;
  readonly onRemove: () => void;
}

function SavedRow({ filter, onApply, onRename, onRemove }: SavedRowProps) {
  const [renaming, setRenaming] = useState(false);
  if (renaming) {
    return (
      <li>
        <NameForm
          label={`New name of ${filter.name}`}
          start={filter.name}
          focuses
          onName={async (name) => {
            const done = await onRename(name);
            if (done) setRenaming(false);
            return done;
          }}
        />
      </li>
    );
  }
  return (
    <li className={styles.row}>
      <button type="button" className={styles.apply} onClick={onApply} data-tip={filter.text}>
        <span className={styles.name}>{filter.name}</span>
        <code className={styles.text}>{filter.text}</code>
      </button>
      <ActionIcon
        aria-label={`Rename ${filter.name}`}
        data-tip="Rename"
        onClick={() => {
          setRenaming(true);
        }}
      >
        <IconPencil size={14} />
      </ActionIcon>
      <ActionIcon aria-label={`Delete ${filter.name}`} data-tip="Delete" onClick={onRemove}>
        <IconTrash size={14} />
      </ActionIcon>
    </li>
  );
}

interface SavedFiltersProps {
  /** What stands in the field. */
  readonly text: string;
  readonly onApply: (text: string) => void;
}

/** Filters that were given a name: they are kept in the workspace, and the command line takes them as `--filter @name`. */
export function SavedFilters({ text, onApply }: SavedFiltersProps) {
  const { bridge, notify } = useApp();
  const filters = useEngine((state) => state.workspace?.filters) ?? NONE;
  const [opened, setOpened] = useState(false);
  const reading = parseFilter(text);
  const canSave = reading.ok && reading.filter.kind !== 'all';
  // What had the focus may be gone: a name that was given, a filter that was deleted.
  useWindowEvent('keydown', ({ key }) => {
    if (key === 'Escape' && opened) setOpened(false);
  });
  const save = async (filter: Omit<SavedFilter, 'id'> & { readonly id?: string }): Promise<boolean> => {
    const saved = await bridge.invoke('filter.save', filter);
    if (!saved.ok) notify('fault', saved.error.message);
    return saved.ok;
  };
  const remove = async ({ id, ...filter }: SavedFilter): Promise<void> => {
    const removed = await bridge.invoke('filter.remove', { id });
    if (removed.ok) notify('note', `The filter ${filter.name} was deleted: ${filter.text}`);
    else notify('fault', removed.error.message);
  };
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-end" width={340} trapFocus returnFocus>
      <Popover.Target>
        <button
          type="button"
          className={styles.open}
          aria-label="Saved filters"
          data-tip="Saved filters"
          aria-expanded={opened}
          onClick={() => {
            setOpened(!opened);
          }}
        >
          <IconBookmark size={14} />
        </button>
      </Popover.Target>
      <Popover.Dropdown aria-label="Saved filters" className={styles.dropdown}>
        {filters.length === 0 ? (
          <p className={styles.none}>No filter is saved yet. They are kept in the workspace.</p>
        ) : (
          <ul className={styles.list}>
            {filters.map((filter) => (
              <SavedRow
                key={filter.id}
                filter={filter}
                onApply={() => {
                  onApply(filter.text);
                  setOpened(false);
                }}
                onRename={(name) => save({ ...filter, name })}
                onRemove={() => void remove(filter)}
              />
            ))}
          </ul>
        )}
        {canSave ? (
          <NameForm
            label="Name of the filter that is typed"
            start=""
            onName={(name) => save({ name, text })}
          />
        ) : (
          <p className={styles.none}>Type a filter to save it here.</p>
        )}
      </Popover.Dropdown>
    </Popover>
  );
}
