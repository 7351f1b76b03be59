import { ActionIcon, Button, TextInput } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { FieldGroup } from './field-group.tsx';
import styles from './fleet.module.css';
import type { NameValue } from './instance-form.ts';

interface NameValueRowsProps {
  readonly title: string;
  /** One of them, for labels: "header". */
  readonly what: string;
  readonly rows: readonly NameValue[];
  /** Examples, shown in empty fields. */
  readonly examples: NameValue;
  readonly onChange: (rows: readonly NameValue[]) => void;
}

/** Names with values, one a row: headers, or variables of an environment. */
export function NameValueRows({ title, what, rows, examples, onChange }: NameValueRowsProps) {
  const change = (index: number, part: Partial<NameValue>): void => {
    onChange(rows.map((row, place) => (place === index ? { ...row, ...part } : row)));
  };
  return (
    <FieldGroup title={title}>
      {rows.map((row, index) => (
        <div key={index} className={styles.headerRow}>
          <TextInput
            aria-label={`Name of ${what} ${String(index + 1)}`}
            placeholder={examples.name}
            value={row.name}
            spellCheck={false}
            classNames={{ input: styles.wireInput }}
            onChange={(event) => {
              change(index, { name: event.currentTarget.value });
            }}
          />
          <TextInput
            aria-label={`Value of ${what} ${String(index + 1)}`}
            placeholder={examples.value}
            value={row.value}
            spellCheck={false}
            classNames={{ input: styles.wireInput }}
            onChange={(event) => {
              change(index, { value: event.currentTarget.value });
            }}
          />
          <ActionIcon
            aria-label={`Remove ${what} ${String(index + 1)}`}
            onClick={() => {
              onChange(rows.filter((_row, place) => place !== index));
            }}
          >
            <IconX size={14} />
          </ActionIcon>
        </div>
      ))}
      <Button
        size="compact-xs"
        variant="subtle"
        leftSection={<IconPlus size={12} />}
        className={styles.start}
        onClick={() => {
          onChange([...rows, { name: '', value: '' }]);
        }}
      >
        Add a {what}
      </Button>
      <p className={styles.hint}>
        <code>{'${NAME}'}</code> in a value is filled from the environment variable NAME, so that no secret
        gets into the workspace’s files.
      </p>
    </FieldGroup>
  );
}
