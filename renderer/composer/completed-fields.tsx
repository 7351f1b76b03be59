import { Autocomplete, Loader } from '@mantine/core';
import { useId, useMemo, useState } from 'react';
import { isJsonObject } from '../../shared/model/json.ts';
import { useEngine } from '../ui/app-context.ts';
import { parseText, prettyJson } from '../ui/json-text.ts';
import { completableEntry, type ArgumentField, type CompletableEntry } from './argument-fields.ts';
import { Sentence } from './column.tsx';
import styles from './completed-fields.module.css';
import { useComposer, useComposerActions } from './composer-context.ts';
import { selectEntry, selectText } from './composer-state.ts';
import { useCompletion, type CompletionState } from './use-completion.ts';
import { expandTemplate } from './uri-template.ts';

/** Whether the server says that it completes; undefined where nobody has asked it yet. */
function useCompletes(instanceId: string | undefined): boolean | undefined {
  return useEngine((state) => {
    const capabilities = instanceId === undefined ? undefined : state.health.get(instanceId)?.capabilities;
    return capabilities && capabilities['completions'] !== undefined;
  });
}

interface FieldProps {
  readonly field: ArgumentField;
  readonly value: string;
  readonly completion: CompletionState;
  readonly disabled: boolean;
  readonly onChange: (value: string) => void;
  readonly onAsk: (value: string) => void;
}

/** "5 of 40" where the server has more than it says. */
function moreWords({ completion }: CompletionState): string | undefined {
  if (!completion?.hasMore) return undefined;
  const { values, total } = completion;
  return total === undefined
    ? `The first ${values.length}; type to narrow them down.`
    : `${values.length} of ${total}; type to narrow them down.`;
}

function Field({ field, value, completion, disabled, onChange, onAsk }: FieldProps) {
  const id = useId();
  const own = completion.name === field.name;
  const values = own ? (completion.completion?.values ?? []) : [];
  const note = own ? (completion.problem ?? moreWords(completion)) : undefined;
  return (
    <>
      <label htmlFor={id} data-tip={field.description}>
        {field.name}
        {field.required && <span aria-hidden="true"> *</span>}
      </label>
      <div>
        <Autocomplete
          id={id}
          size="xs"
          role="combobox"
          value={value}
          data={[...new Set(values)]}
          // What the server proposes is what fits; it alone knows why.
          filter={({ options }) => options}
          disabled={disabled}
          {...(field.required && { required: true })}
          placeholder={field.description ?? ''}
          spellCheck={false}
          autoComplete="off"
          comboboxProps={{ transitionProps: { duration: 0 } }}
          maxDropdownHeight={220}
          classNames={{ input: styles.mono, option: styles.mono }}
          rightSection={own && completion.asking ? <Loader size={12} /> : null}
          onFocus={() => {
            onAsk(value);
          }}
          onChange={(next) => {
            onChange(next);
            onAsk(next);
          }}
        />
        {note !== undefined && <p className={styles.note}>{note}</p>}
      </div>
    </>
  );
}

/** The values in the editor's text: those of a prompt stand there; those of a template are only here. */
function textValues(text: string): Readonly<Record<string, string>> | undefined {
  const parsed = parseText(text.trim() === '' ? '{}' : text);
  if (!parsed.ok || !isJsonObject(parsed.value)) return undefined;
  return Object.fromEntries(
    Object.entries(parsed.value).flatMap(([name, value]) =>
      typeof value === 'string' ? [[name, value] as const] : [],
    ),
  );
}

function Fields({ entry, method }: { readonly entry: CompletableEntry; readonly method: string }) {
  const { ref, fields } = entry;
  const instanceId = useComposer((state) => state.instanceIds[0]);
  const text = useComposer(selectText);
  const { setText } = useComposerActions();
  const completes = useCompletes(instanceId);
  const completion = useCompletion(instanceId, ref);
  const [variables, setVariables] = useState<Readonly<Record<string, string>>>({});
  const inText = textValues(text);
  const values = ref.type === 'ref/prompt' ? (inText ?? {}) : variables;
  const change = (name: string, value: string): void => {
    const parsed = parseText(text.trim() === '' ? '{}' : text);
    if (!parsed.ok || !isJsonObject(parsed.value)) return;
    const { [name]: _before, ...others } = parsed.value;
    const optional = value === '' && fields.find((field) => field.name === name)?.required === false;
    if (ref.type === 'ref/prompt') {
      setText(prettyJson(optional ? others : { ...parsed.value, [name]: value }));
      return;
    }
    const next = { ...variables, [name]: value };
    setVariables(next);
    setText(prettyJson({ ...parsed.value, uri: expandTemplate(ref.uri, next) }));
  };
  return (
    <div
      className={styles.fields}
      role="group"
      aria-label={ref.type === 'ref/prompt' ? 'Arguments of the prompt' : 'Variables of the template'}
      data-method={method}
    >
      <div className={styles.grid}>
        {fields.map((field) => (
          <Field
            key={field.name}
            field={field}
            value={values[field.name] ?? ''}
            completion={completion}
            disabled={inText === undefined}
            onChange={(value) => {
              change(field.name, value);
            }}
            onAsk={(value) => {
              if (completes === false) return;
              const context = Object.fromEntries(
                fields.flatMap(({ name }) => {
                  const filled = values[name] ?? '';
                  return name === field.name || filled === '' ? [] : [[name, filled] as const];
                }),
              );
              completion.ask({ name: field.name, value, context });
            }}
          />
        ))}
      </div>
      {inText === undefined && (
        <Sentence meaning="note">The text below is no JSON object: make it one to fill it in here.</Sentence>
      )}
      {completes === false && <p className={styles.note}>This server proposes no values.</p>}
    </div>
  );
}

/** One field for each argument of a prompt or variable of a template, with what the server proposes for it. */
export function CompletedFields() {
  const method = useComposer((state) => state.method);
  const kind = useComposer((state) => selectEntry(state)?.kind);
  const picked = useComposer((state) => selectEntry(state)?.entry);
  const entry = useMemo(
    () => (kind && picked ? completableEntry(method, { kind, entry: picked }) : undefined),
    [method, kind, picked],
  );
  if (!entry || !picked) return null;
  return <Fields key={`${method} ${picked.name}`} entry={entry} method={method} />;
}
