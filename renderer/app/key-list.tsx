import { ActionIcon, Kbd } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useStore } from 'zustand';
import type { CommandRegistry } from './command-registry.ts';
import { DEFAULT_KEYS } from './key-map.ts';
import { keyLabel, keysOf } from './key-press.ts';
import styles from './key-list.module.css';
import { IS_MAC } from './platform.ts';

interface KeyListProps {
  readonly registry: CommandRegistry;
  readonly onClose: () => void;
}

/** All keys that work on this screen, by group; a pane at the right edge, so that the screen stays in use. */
export function KeyList({ registry, onClose }: KeyListProps) {
  const commands = useStore(registry, (state) => state.commands);
  const groups = Map.groupBy(
    commands.filter((command) => keysOf(command, DEFAULT_KEYS).length > 0),
    (command) => command.group,
  );
  return (
    <aside className={styles.pane} aria-label="Keys">
      <header className={styles.head}>
        <h2 className={styles.title}>Keys</h2>
        <ActionIcon aria-label="Close the list of keys" data-tip="Close (Esc)" onClick={onClose}>
          <IconX size={14} />
        </ActionIcon>
      </header>
      <div className={styles.groups}>
        {[...groups].map(([group, members]) => (
          <section key={group} aria-label={group}>
            <h3 className={styles.group}>{group}</h3>
            <dl className={styles.list}>
              {members.map((command) => (
                <div key={command.id} className={styles.line}>
                  <dt>{command.title}</dt>
                  <dd className={styles.keys}>
                    {keysOf(command, DEFAULT_KEYS).map((keys) => (
                      <Kbd key={keys}>{keyLabel(keys, IS_MAC)}</Kbd>
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
        <p className={styles.note}>
          Letters are silent while you type in a field. Commands without a key, such as New recording or the
          colours, are in the list of all commands: <Kbd>{keyLabel('Mod+K', IS_MAC)}</Kbd>
        </p>
      </div>
    </aside>
  );
}
