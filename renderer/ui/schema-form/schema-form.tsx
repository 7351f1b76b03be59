import { Component, lazy, Suspense, useState, type ReactNode } from 'react';
import type { JsonValue } from '../../../shared/model/draft.ts';
import { CodeEditor } from '../code-editor.tsx';
import { MeaningMark } from '../meaning-mark.tsx';
import type { SchemaFormProps } from './form-props.ts';
import styles from './schema-form.module.css';

/** The library is large: it is fetched when the first form is shown. */
const FormBody = lazy(async () => ({ default: (await import('./form-body.tsx')).FormBody }));

interface GuardProps {
  readonly fallback: (reason: string) => ReactNode;
  readonly children: ReactNode;
}

/** Whatever a schema does to the form, the value stays within reach. */
class Guard extends Component<GuardProps, { readonly reason: string | undefined }> {
  override state: { readonly reason: string | undefined } = { reason: undefined };

  static getDerivedStateFromError(error: unknown): { readonly reason: string } {
    return { reason: error instanceof Error ? error.message : String(error) };
  }

  override render(): ReactNode {
    const { reason } = this.state;
    return reason === undefined ? this.props.children : this.props.fallback(reason);
  }
}

function pretty(value: JsonValue | undefined): string {
  return value === undefined ? '' : JSON.stringify(value, null, 2);
}

/** The value as JSON, where there can be no form. */
function JsonInstead({ reason, ...props }: SchemaFormProps & { readonly reason: string }) {
  const { schema, value, onChange, readOnly = false } = props;
  const [text, setText] = useState(() => pretty(value));
  return (
    <div className={styles.instead}>
      <p className={styles.note}>
        <MeaningMark meaning="note" size={12} />
        <span>There is no form for this schema ({reason}). Write the value as JSON.</span>
      </p>
      <CodeEditor
        language="json"
        ariaLabel="Value"
        height={200}
        readOnly={readOnly}
        value={text}
        schema={schema}
        onChange={(next) => {
          setText(next);
          try {
            onChange(JSON.parse(next) as JsonValue);
          } catch {
            // The editor underlines what is not JSON; the last value that was stays.
          }
        }}
      />
    </div>
  );
}

/**
 * A form for a value that a JSON Schema 2020-12 describes: a tool's arguments, an elicitation. Every value can be shown
 * and is kept: what no control fits is edited as JSON. A schema that cannot be used gives the JSON editor, never a fault.
 *
 * Source: https://modelcontextprotocol.io/specification/2026-07-28/client/elicitation#requested-schema
 */
export function SchemaForm(props: SchemaFormProps) {
  const { schema } = props;
  if (typeof schema !== 'object' || schema === null || Array.isArray(schema)) {
    return <JsonInstead {...props} reason="it is no object" />;
  }
  return (
    <Guard fallback={(reason) => <JsonInstead {...props} reason={reason} />}>
      <Suspense fallback={<p className={styles.loading}>Loading the form…</p>}>
        <FormBody {...props} />
      </Suspense>
    </Guard>
  );
}
