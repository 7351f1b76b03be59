import { ActionIcon, Button, TextInput } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import type { Root } from '../../../shared/model/input.ts';
import styles from './client-forms.module.css';

interface RootsFormProps {
  readonly value: readonly Root[];
  readonly onChange: (value: readonly Root[]) => void;
}

/** The URI and the name; a name that is empty is left out. */
function rootOf(uri: string, name: string): Root {
  return { uri, ...(name !== '' && { name }) };
}

/**
 * A list of roots, each a URI and a name.
 * Source: https://modelcontextprotocol.io/specification/2026-07-28/client/roots
 */
export function RootsForm({ value, onChange }: RootsFormProps) {
  const replace = (index: number, root: Root): void => {
    onChange(value.map((own, at) => (at === index ? root : own)));
  };
  return (
    <div className={styles.form} role="group" aria-label="Roots">
      {value.length === 0 && <p className={styles.note}>No root.</p>}
      {value.map((root, index) => (
        <div key={index} className={styles.named} role="group" aria-label={`Root ${index + 1}`}>
          <TextInput
            aria-label="URI of the root"
            placeholder="file:///home/me/project"
            value={root.uri}
            spellCheck={false}
            autoComplete="off"
            classNames={{ input: styles.mono }}
            onChange={(event) => {
              replace(index, rootOf(event.currentTarget.value, root.name ?? ''));
            }}
          />
          <TextInput
            aria-label="Name of the root"
            placeholder="no name"
            value={root.name ?? ''}
            autoComplete="off"
            onChange={(event) => {
              replace(index, rootOf(root.uri, event.currentTarget.value));
            }}
          />
          <ActionIcon
            aria-label={`Remove root ${index + 1}`}
            data-tip="Remove the root"
            onClick={() => {
              onChange(value.filter((_, at) => at !== index));
            }}
          >
            <IconX size={14} />
          </ActionIcon>
          {root.uri !== '' && !root.uri.startsWith('file://') && (
            <p className={styles.odd}>The specification wants a URI that starts with file://.</p>
          )}
        </div>
      ))}
      <div>
        <Button
          size="compact-xs"
          variant="subtle"
          leftSection={<IconPlus size={12} />}
          onClick={() => {
            onChange([...value, { uri: 'file:///' }]);
          }}
        >
          Add a root
        </Button>
      </div>
    </div>
  );
}
