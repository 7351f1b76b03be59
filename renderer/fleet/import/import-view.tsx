import { Button, Textarea } from '@mantine/core';
import { IconArrowLeft, IconFileImport } from '@tabler/icons-react';
import { useEffect, useRef, useState, type ClipboardEvent, type DragEvent } from 'react';
import { useStore } from 'zustand';
import { MeaningMark } from '../../ui/meaning-mark.tsx';
import { ImportEntries } from './import-entries.tsx';
import type { ImportStore } from './import-store.ts';
import styles from './import.module.css';

const PASTED = 'pasted text';

interface ImportProps {
  readonly store: ImportStore;
}

/** A file by the picker of the browser or the desktop: only its text is read, so both are the same. */
function FileButton({ store }: ImportProps) {
  const input = useRef<HTMLInputElement>(null);
  const reading = useStore(store, (state) => state.reading);
  return (
    <>
      <input
        ref={input}
        type="file"
        hidden
        accept=".json,.jsonc,.txt,application/json"
        aria-label="Configuration file"
        onChange={(event) => {
          const file = event.currentTarget.files?.[0];
          // So that the same file can be chosen again after it was changed.
          if (file) void store.actions.readFile(file);
          event.currentTarget.value = '';
        }}
      />
      <Button
        variant="filled"
        autoFocus
        leftSection={<IconFileImport size={14} />}
        loading={reading}
        onClick={() => input.current?.click()}
      >
        Choose a file…
      </Button>
    </>
  );
}

/** Where a configuration is given: chosen, dropped, or pasted. */
function Source({ store }: ImportProps) {
  const text = useStore(store, (state) => state.text);
  const reading = useStore(store, (state) => state.reading);
  const { setText, read } = store.actions;
  return (
    <>
      <div className={styles.drop}>
        <FileButton store={store} />
        <p>
          or drop it anywhere here. Known are the files of Claude Desktop (
          <code>claude_desktop_config.json</code>
          ), Claude Code (<code>.mcp.json</code>), VS Code (<code>.vscode/mcp.json</code>, its settings) and
          Cursor (<code>.cursor/mcp.json</code>); comments in them are fine.
        </p>
      </div>
      <form
        className={styles.paste}
        onSubmit={(event) => {
          event.preventDefault();
          void read(PASTED, text);
        }}
      >
        <Textarea
          size="xs"
          label="Or paste what is in it"
          autosize
          minRows={6}
          maxRows={16}
          value={text}
          placeholder={'{ "mcpServers": { "files": { "command": "npx", "args": ["…"] } } }'}
          spellCheck={false}
          classNames={{ input: styles.mono }}
          onChange={(event) => {
            setText(event.currentTarget.value);
          }}
        />
        <Button type="submit" loading={reading} disabled={text.trim() === ''}>
          Look at it
        </Button>
      </form>
    </>
  );
}

/** Takes what is dropped or pasted anywhere on the view, but in the field for it. */
function useGiven(store: ImportStore) {
  const [over, setOver] = useState(false);
  const { read, readFile, setText } = store.actions;
  const take = (data: DataTransfer): boolean => {
    const [file] = data.files;
    const text = data.getData('text/plain');
    if (file) void readFile(file);
    else if (text.trim() === '') return false;
    else {
      setText(text);
      void read(PASTED, text);
    }
    return true;
  };
  return {
    over,
    handlers: {
      onDragOver: (event: DragEvent) => {
        event.preventDefault();
        setOver(true);
      },
      onDragLeave: (event: DragEvent) => {
        const inside =
          event.relatedTarget instanceof Node && event.currentTarget.contains(event.relatedTarget);
        if (!inside) setOver(false);
      },
      onDrop: (event: DragEvent) => {
        event.preventDefault();
        setOver(false);
        if (!store.getState().adding) take(event.dataTransfer);
      },
      onPaste: (event: ClipboardEvent) => {
        const inField = event.target instanceof HTMLTextAreaElement && event.clipboardData.files.length === 0;
        if (inField || store.getState().adding) return;
        if (take(event.clipboardData)) event.preventDefault();
      },
    },
  };
}

/** Another client's configuration: what it holds is shown before anything is added. */
export function ImportView({ store }: ImportProps) {
  const looked = useStore(store, (state) => state.looked);
  const problem = useStore(store, (state) => state.problem);
  const adding = useStore(store, (state) => state.adding);
  const view = useRef<HTMLElement>(null);
  const { over, handlers } = useGiven(store);
  const hasEntries = looked !== undefined;
  useEffect(() => {
    // The button that had the focus is gone, and what is pasted goes to where the focus is.
    if (hasEntries) view.current?.focus();
  }, [hasEntries]);
  return (
    <section
      ref={view}
      className={styles.view}
      aria-label="Import configuration"
      data-over={over || undefined}
      tabIndex={-1}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || adding) return;
        event.stopPropagation();
        store.actions.close();
      }}
      {...handlers}
    >
      <div className={styles.head}>
        <Button
          size="compact-xs"
          variant="subtle"
          leftSection={<IconArrowLeft size={12} />}
          disabled={adding}
          onClick={store.actions.close}
        >
          Instances
        </Button>
        <h1>Import configuration</h1>
        <span className={styles.muted}>Nothing is added or started by looking at it</span>
      </div>
      {problem !== undefined && (
        <p className={styles.problem} role="alert">
          <MeaningMark meaning="fault" /> {problem}
        </p>
      )}
      {looked ? <ImportEntries store={store} looked={looked} /> : <Source store={store} />}
    </section>
  );
}
