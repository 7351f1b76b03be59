import { ActionIcon } from '@mantine/core';
import { IconRestore, IconWand } from '@tabler/icons-react';
import { useMemo } from 'react';
import { CodeEditor } from '../ui/code-editor.tsx';
import styles from './arguments-column.module.css';
import { Column, Fold, Sentence } from './column.tsx';
import { CompletedFields } from './completed-fields.tsx';
import { useComposer, useComposerActions } from './composer-context.ts';
import { optionCount, selectEntry, selectSubject, selectText, type ComposerState } from './composer-state.ts';
import { parseText, prettyJson } from '../ui/json-text.ts';
import { isJsonObject } from '../../shared/model/json.ts';
import { methodShape } from './methods.ts';
import { OptionsForm } from './options-form.tsx';
import { selectSchema } from './composer-state.ts';

/** The same object for the same tool, so that the editor is not given a new schema at each keystroke. */
function useSchema(): unknown {
  const method = useComposer((state) => state.method);
  const entry = useComposer((state) => selectEntry(state)?.entry);
  const state = useComposer((own) => own);
  // Nothing else of the state decides the schema.
  // eslint-disable-next-line react-hooks/exhaustive-deps -- `state` changes at each keystroke, its schema does not
  return useMemo(() => selectSchema(state), [method, entry]);
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

/** The second column: the arguments as JSON, and the options of the request. */
export function ArgumentsColumn() {
  const method = useComposer((state) => state.method);
  const subject = useComposer(selectSubject);
  const text = useComposer(selectText);
  const untouched = useComposer(selectUntouched);
  const options = useComposer((state) => state.options);
  const schema = useSchema();
  const { setText, resetText } = useComposerActions();
  const shape = methodShape(method);
  const what = shape.edits === 'arguments' ? 'Arguments' : 'Parameters';
  const fault = faultOf(text, what);
  const unfilled =
    method === 'resources/read' ? (/\{[^}"]+\}/.exec(text.split('"uri"')[1] ?? '')?.[0] ?? '') : '';
  const set = optionCount(options);
  return (
    <Column
      title={what}
      about={subject === '' || shape.edits === 'params' ? undefined : <code>{subject}</code>}
      tools={
        <>
          <ActionIcon
            aria-label="Format"
            data-tip="Format"
            disabled={fault !== undefined}
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
      }
    >
      <CompletedFields />
      <CodeEditor language="json" value={text} schema={schema} onChange={setText} ariaLabel={what} />
      {(fault !== undefined || unfilled !== '') && (
        <div className={styles.fault}>
          {fault === undefined ? (
            <Sentence meaning="note">Put a value in place of {unfilled} in the URI.</Sentence>
          ) : (
            <Sentence meaning="fault">{fault}</Sentence>
          )}
        </div>
      )}
      <Fold title="Options" name="options" {...(set > 0 && { note: `${String(set)} set` })}>
        <OptionsForm />
      </Fold>
    </Column>
  );
}
