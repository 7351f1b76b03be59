import { ActionIcon, Button, Textarea, TextInput } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import type { JsonObject, JsonValue } from '../../../shared/model/draft.ts';
import { parseObject, prettyJson } from '../json-text.ts';
import styles from './client-forms.module.css';
import { namedParts, oddExtensionId, withNamedPart } from './declare-capability.ts';

interface NamedPartProps {
  readonly what: string;
  readonly id: string;
  readonly settings: JsonValue;
  readonly taken: ReadonlySet<string>;
  readonly onChange: (part: readonly [string, JsonValue] | undefined) => void;
}

/** One id with its settings. What is no JSON yet stays here as it is written, and is not taken over. */
function NamedPart({ what, id, settings, taken, onChange }: NamedPartProps) {
  const [ownId, setOwnId] = useState(id);
  const [text, setText] = useState(() => prettyJson(settings));
  const parsed = parseObject(text, 'Settings');
  const clash = ownId !== id && taken.has(ownId);
  const take = (nextId: string, nextText: string): void => {
    const next = parseObject(nextText, '');
    if (next.ok && nextId.trim() !== '' && (nextId === id || !taken.has(nextId)))
      onChange([nextId, next.value]);
  };
  const odd = clash ? 'This id is declared already.' : oddExtensionId(ownId);
  return (
    <div className={styles.named} role="group" aria-label={`${what} ${ownId}`.trim()}>
      <TextInput
        aria-label={`Id of the ${what}`}
        placeholder="com.example/thing"
        value={ownId}
        error={clash}
        spellCheck={false}
        autoComplete="off"
        classNames={{ input: styles.mono }}
        onChange={(event) => {
          setOwnId(event.currentTarget.value);
          take(event.currentTarget.value, text);
        }}
      />
      <Textarea
        aria-label={`Settings of the ${what}`}
        size="xs"
        autosize
        minRows={1}
        maxRows={6}
        value={text}
        error={parsed.ok ? undefined : `${parsed.problem} The last good settings hold.`}
        spellCheck={false}
        classNames={{ input: styles.mono }}
        onChange={(event) => {
          setText(event.currentTarget.value);
          take(ownId, event.currentTarget.value);
        }}
      />
      <ActionIcon
        aria-label={`Remove the ${what} ${ownId}`.trim()}
        data-tip={`Remove the ${what}`}
        onClick={() => {
          onChange(undefined);
        }}
      >
        <IconX size={14} />
      </ActionIcon>
      {odd !== undefined && ownId !== '' && <p className={styles.odd}>{odd}</p>}
    </div>
  );
}

/** An id to begin with that is not declared yet. */
function freeId(what: string, taken: ReadonlySet<string>): string {
  const base = `com.example/${what.replaceAll(' ', '-')}`;
  for (let number = 1; ; number += 1) {
    const id = number === 1 ? base : `${base}-${String(number)}`;
    if (!taken.has(id)) return id;
  }
}

interface NamedPartsProps {
  readonly group: 'extensions' | 'experimental';
  readonly title: string;
  /** One of them, for labels. */
  readonly what: string;
  readonly capabilities: JsonObject;
  readonly onChange: (capabilities: JsonObject) => void;
}

/** Extensions or experimental capabilities: any id with any settings. */
export function NamedParts({ group, title, what, capabilities, onChange }: NamedPartsProps) {
  const parts = namedParts(capabilities, group);
  const taken = new Set(parts.map(([id]) => id));
  return (
    <div className={styles.group} role="group" aria-label={title}>
      <div className={styles.groupHead}>
        <span>{title}</span>
        {parts.length === 0 && <span>none</span>}
        <Button
          size="compact-xs"
          variant="subtle"
          leftSection={<IconPlus size={12} />}
          onClick={() => {
            onChange(withNamedPart(capabilities, group, parts.length, [freeId(what, taken), {}]));
          }}
        >
          Add
        </Button>
      </div>
      {parts.map(([id, settings], index) => (
        // By place, so that the field keeps the focus while its id is written; all anew where one came or went.
        <NamedPart
          key={`${index} of ${parts.length}`}
          what={what}
          id={id}
          settings={settings}
          taken={taken}
          onChange={(part) => {
            onChange(withNamedPart(capabilities, group, index, part));
          }}
        />
      ))}
    </div>
  );
}
