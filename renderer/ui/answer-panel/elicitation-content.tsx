import { Textarea } from '@mantine/core';
import { useState } from 'react';
import type { JsonObject, JsonValue } from '../../../shared/model/draft.ts';
import { parseObject, prettyJson } from '../json-text.ts';
import styles from './answer-panel.module.css';

interface ElicitationContentProps {
  readonly schema: JsonValue | undefined;
  readonly content: JsonObject;
  readonly onChange: (content: JsonObject) => void;
}

/** What is filled in for an elicitation in form mode. */
export function ElicitationContent({ content, onChange }: ElicitationContentProps) {
  const [text, setText] = useState(() => prettyJson(content));
  const parsed = parseObject(text, 'Content');
  return (
    <Textarea
      className={styles.content}
      aria-label="Content"
      size="xs"
      autosize
      minRows={2}
      maxRows={12}
      value={text}
      error={parsed.ok ? undefined : parsed.problem}
      classNames={{ input: styles.mono }}
      onChange={(event) => {
        setText(event.currentTarget.value);
        const next = parseObject(event.currentTarget.value, '');
        if (next.ok) onChange(next.value);
      }}
    />
  );
}
