import { useId, useState } from 'react';
import type { JsonValue } from '../../../shared/model/draft.ts';
import { formatCounted } from '../format.ts';
import { SchemaForm } from '../schema-form/schema-form.tsx';
import styles from './answer-panel.module.css';
import { PlainSentence } from './plain-sentence.tsx';

interface ElicitationContentProps {
  readonly schema: JsonValue | undefined;
  readonly content: JsonValue | undefined;
  readonly onChange: (content: JsonValue) => void;
}

/**
 * What is filled in for an elicitation in form mode. What does not fit the schema is said, and can be sent.
 * Source: https://modelcontextprotocol.io/specification/2026-07-28/client/elicitation#requested-schema
 */
export function ElicitationContent({ schema, content, onChange }: ElicitationContentProps) {
  const idPrefix = useId();
  const [problems, setProblems] = useState(0);
  if (schema === undefined) {
    return (
      <PlainSentence meaning="warning">The server sent no schema: write the content as JSON.</PlainSentence>
    );
  }
  return (
    <div className={styles.content}>
      <SchemaForm
        schema={schema}
        value={content}
        idPrefix={idPrefix}
        onChange={onChange}
        onValid={(validation) => {
          setProblems(validation.problems.length);
        }}
      />
      {problems > 0 && (
        <PlainSentence meaning="note">
          {formatCounted(problems, 'problem')} with the schema. It can be sent all the same.
        </PlainSentence>
      )}
    </div>
  );
}
