import { ActionIcon, SegmentedControl } from '@mantine/core';
import { IconRestore, IconWand } from '@tabler/icons-react';
import { useEffect, useMemo, useState } from 'react';
import type { JsonValue } from '../../shared/model/draft.ts';
import { CodeEditor } from '../ui/code-editor.tsx';
import { readRemembered, remember } from '../ui/remembered.ts';
import { SchemaForm } from '../ui/schema-form/schema-form.tsx';
import { formText, isUsableSchema } from './arguments-form.ts';
import styles from './arguments-column.module.css';
import { Column, Fold, Sentence } from './column.tsx';
import { CompletedFields } from './completed-fields.tsx';
import { useComposer, useComposerActions } from './composer-context.ts';
import { optionCount, selectEntry, selectSubject, selectText, type ComposerState } from './composer-state.ts';
import { parseText, prettyJson } from '../ui/json-text.ts';
import { firstInexact } from './inexact-numbers.ts';
import { isJsonObject } from '../../shared/model/json.ts';
import { methodShape } from './methods.ts';
import { OptionsForm } from './options-form.tsx';
import { selectSchema } from './composer-state.ts';
import { useProblems } from './use-problems.ts';

/** The same object for the same tool, so that the editor is not given a new schema at each keystroke. */
function useSchema(): JsonValue {
  const method = useComposer((state) => state.method);
  const entry = useComposer((state) => selectEntry(state)?.entry);
  const state = useComposer((own) => own);
  // Nothing else of the state decides the schema.
  // eslint-disable-next-line react-hooks/exhaustive-deps -- `state` changes at each keystroke, its schema does not
  return useMemo(() => selectSchema(state) as JsonValue, [method, entry]);
}

function selectUntouched(state: ComposerState): boolean {
  return state.texts[`${state.method} ${selectSubject(state)}`] === undefined;
}

/** What the text of the editor is worth, as a sentence. */
function faultOf(text: string, what: string): string | undefined {
  if (text.trim() === '') return undefined;
  const parsed = parseText(text);
  if (!parsed.ok) {
    const place = `line ${String(parsed.line)}, column ${String(parsed.column)}`;
    return `Not JSON at ${place}: ${parsed.reason}. It cannot be sent like this.`;
  }
  return isJsonObject(parsed.value)
    ? undefined
    : `${what} must be a JSON object {…}. It cannot be sent like this.`;
}

type View = 'form' | 'json';

const VIEW_KEY = 'composer.arguments-view';

function isView(stored: unknown): View | undefined {
  return stored === 'form' || stored === 'json' ? stored : undefined;
}

/**
 * Which of the two is on screen. Somebody who writes into the editor because there is no form for the text keeps the
 * editor, also once the text would do: it must not vanish between two key presses.
 */
function useView(offered: boolean, readable: boolean, place: string) {
  const [wanted, setWanted] = useState<View>(() => readRemembered(VIEW_KEY, isView, 'form'));
  const [writtenAt, setWrittenAt] = useState<string>();
  const wantsForm = offered && wanted === 'form';
  const shown: View = wantsForm && readable && writtenAt !== place ? 'form' : 'json';
  return {
    shown,
    wantsForm,
    choose(view: View): void {
      setWanted(view);
      setWrittenAt(undefined);
      remember(VIEW_KEY, view);
    },
    wrote(): void {
      setWrittenAt(place);
    },
  };
}

/** The text as a value; the same value for the text that the form wrote last, so that little is drawn anew. */
function useFormText(what: string) {
  const text = useComposer(selectText);
  const { setText } = useComposerActions();
  const [written, setWritten] = useState<{ readonly text: string; readonly value: JsonValue }>();
  const read = useMemo(() => formText(text, what), [text, what]);
  return {
    read: written?.text === text && read.ok ? { ok: true as const, value: written.value } : read,
    write: (value: JsonValue): void => {
      const next = prettyJson(value);
      setWritten({ text: next, value });
      setText(next);
    },
  };
}

interface NotesProps {
  readonly text: string;
  readonly what: string;
  readonly noForm: string | undefined;
}

/** What is to be said below the arguments; nothing takes no room. */
function Notes({ text, what, noForm }: NotesProps) {
  const method = useComposer((state) => state.method);
  const fault = faultOf(text, what);
  const unfilled =
    method === 'resources/read' ? (/\{[^}"]+\}/.exec(text.split('"uri"')[1] ?? '')?.[0] ?? '') : '';
  const inexact = useMemo(() => (fault === undefined ? firstInexact(text) : undefined), [fault, text]);
  if (fault === undefined && unfilled === '' && noForm === undefined && !inexact) return null;
  return (
    <div className={styles.fault}>
      {noForm !== undefined && <Sentence meaning="note">{noForm}</Sentence>}
      {fault !== undefined && <Sentence meaning="fault">{fault}</Sentence>}
      {unfilled !== '' && fault === undefined && (
        <Sentence meaning="note">Put a value in place of {unfilled} in the URI.</Sentence>
      )}
      {inexact && (
        <Sentence meaning="warning">
          {inexact.text} in line {inexact.line} is sent as {inexact.becomes}: a number keeps no more digits.
        </Sentence>
      )}
    </div>
  );
}

function Tools({ text, what }: { readonly text: string; readonly what: string }) {
  const untouched = useComposer(selectUntouched);
  const { setText, resetText } = useComposerActions();
  return (
    <>
      <ActionIcon
        aria-label="Format"
        data-tip="Format"
        disabled={faultOf(text, what) !== undefined || firstInexact(text) !== undefined}
        onClick={() => {
          const parsed = parseText(text);
          if (parsed.ok) setText(prettyJson(parsed.value));
        }}
      >
        <IconWand size={14} />
      </ActionIcon>
      <ActionIcon
        aria-label="Start again from the schema"
        data-tip="Start again from the schema"
        disabled={untouched}
        onClick={resetText}
      >
        <IconRestore size={14} />
      </ActionIcon>
    </>
  );
}

/** The second column: the arguments by form or as JSON, and the options of the request. */
export function ArgumentsColumn() {
  const method = useComposer((state) => state.method);
  const subject = useComposer(selectSubject);
  const text = useComposer(selectText);
  const options = useComposer((state) => state.options);
  const schema = useSchema();
  const { setText, setArgumentProblems } = useComposerActions();
  const shape = methodShape(method);
  const what = shape.edits === 'arguments' ? 'Arguments' : 'Parameters';
  const { read, write } = useFormText(what);
  // Prompts and templates have fields of their own above, which the server completes.
  const offered = method === 'tools/call' && isUsableSchema(schema);
  const view = useView(offered, read.ok, `${method} ${subject}`);
  const { problems } = useProblems(schema, read.ok && offered ? read.value : undefined);
  const count = problems.length;
  useEffect(() => {
    setArgumentProblems(count);
  }, [count, setArgumentProblems]);
  const set = optionCount(options);
  return (
    <Column
      title={what}
      about={subject === '' || shape.edits === 'params' ? undefined : <code>{subject}</code>}
      tools={
        <>
          {offered && (
            <SegmentedControl
              aria-label="How the arguments are edited"
              data={[
                { value: 'form', label: 'Form' },
                { value: 'json', label: 'JSON' },
              ]}
              value={view.shown}
              onChange={(next) => {
                view.choose(isView(next) ?? 'form');
              }}
            />
          )}
          <Tools text={text} what={what} />
        </>
      }
    >
      <CompletedFields />
      {view.shown === 'form' && read.ok ? (
        <div className={styles.formPane}>
          <SchemaForm
            key={`${method} ${subject}`}
            schema={schema}
            value={read.value}
            onChange={write}
            idPrefix="arguments"
            paramHeaders
          />
        </div>
      ) : (
        <CodeEditor
          language="json"
          value={text}
          schema={schema}
          onChange={(next) => {
            view.wrote();
            setText(next);
          }}
          ariaLabel={what}
        />
      )}
      <Notes text={text} what={what} noForm={view.wantsForm && !read.ok ? read.reason : undefined} />
      <Fold title="Options" name="options" {...(set > 0 && { note: `${String(set)} set` })}>
        <OptionsForm />
      </Fold>
    </Column>
  );
}
