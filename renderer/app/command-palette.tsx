import { Kbd } from '@mantine/core';
import { useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { useStore } from 'zustand';
import type { AppCommand } from '../ui/app-context.ts';
import styles from './command-palette.module.css';
import type { CommandRegistry } from './command-registry.ts';
import { DEFAULT_KEYS } from './key-map.ts';
import { keyLabel, keysOf } from './key-press.ts';
import { searchCommands } from './palette-search.ts';
import { IS_MAC } from './platform.ts';

interface CommandPaletteProps {
  readonly registry: CommandRegistry;
  readonly onClose: () => void;
}

interface EntryProps {
  readonly command: AppCommand;
  readonly selected: boolean;
  readonly onRun: () => void;
  readonly onPoint: () => void;
}

function Entry({ command, selected, onRun, onPoint }: EntryProps) {
  const [key] = keysOf(command, DEFAULT_KEYS);
  return (
    <div
      id={`palette-${command.id}`}
      className={styles.entry}
      role="option"
      aria-selected={selected}
      ref={(element) => {
        if (selected) element?.scrollIntoView({ block: 'nearest' });
      }}
      onMouseMove={onPoint}
      onClick={onRun}
    >
      <span className={styles.group}>{command.group}</span>
      <span className={styles.title}>{command.title}</span>
      {key !== undefined && <Kbd>{keyLabel(key, IS_MAC)}</Kbd>}
    </div>
  );
}

/** Every command by its name: type, choose with the arrows, Enter runs it. */
export function CommandPalette({ registry, onClose }: CommandPaletteProps) {
  const commands = useStore(registry, (state) => state.commands);
  const [typed, setTyped] = useState('');
  const [index, setIndex] = useState(0);
  const before = useRef(document.activeElement);
  const found = useMemo(() => searchCommands(commands, typed), [commands, typed]);
  const at = Math.min(index, Math.max(found.length - 1, 0));
  const close = (): void => {
    onClose();
    if (before.current instanceof HTMLElement) before.current.focus();
  };
  const run = (command: AppCommand | undefined): void => {
    if (!command) return;
    close();
    command.run();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const moves: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 };
    const move = moves[event.key];
    if (move !== undefined) setIndex(Math.min(Math.max(at + move, 0), found.length - 1));
    else if (event.key === 'Enter') run(found[at]);
    else if (event.key === 'Escape') close();
    else if (event.key !== 'Tab') return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div className={styles.veil} onMouseDown={close}>
      <div
        className={styles.palette}
        role="dialog"
        aria-modal="true"
        aria-label="Command palette"
        onMouseDown={(event) => {
          event.stopPropagation();
        }}
        onKeyDown={onKeyDown}
      >
        <input
          className={styles.field}
          autoFocus
          placeholder="Type a command"
          aria-label="Command"
          role="combobox"
          aria-expanded="true"
          aria-controls="palette-list"
          aria-activedescendant={found[at] && `palette-${found[at].id}`}
          value={typed}
          onChange={(event) => {
            setTyped(event.target.value);
            setIndex(0);
          }}
        />
        <div id="palette-list" className={styles.list} role="listbox" aria-label="Commands">
          {found.map((command, place) => (
            <Entry
              key={command.id}
              command={command}
              selected={place === at}
              onRun={() => {
                run(command);
              }}
              onPoint={() => {
                if (place !== at) setIndex(place);
              }}
            />
          ))}
          {found.length === 0 && <p className={styles.none}>No command is called “{typed}”.</p>}
        </div>
      </div>
    </div>
  );
}
