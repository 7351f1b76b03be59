import { useComputedColorScheme } from '@mantine/core';
import { useEffect, useLayoutEffect, useRef, useState, type RefObject } from 'react';
import styles from './code-editor.module.css';
import { useEditorNotes } from './editor-notes.ts';
import type { AnchoredNote } from './json-notes.ts';
import { commonOptions, passToWindow, useMonaco, type MonacoSetup } from './use-monaco.ts';

type Editor = ReturnType<MonacoSetup['monaco']['editor']['create']>;

interface CodeEditorProps {
  readonly value: string;
  readonly language: 'json' | 'plaintext';
  readonly readOnly?: boolean;
  readonly onChange?: (value: string) => void;
  /** JSON Schema that the text is checked against and completed from. */
  readonly schema?: unknown;
  /** px; absent: it fills its container. */
  readonly height?: number;
  readonly ariaLabel: string;
  /** What is to be said of parts of the text; offsets into `value`. */
  readonly notes?: readonly AnchoredNote[];
  /** Offset to scroll to. */
  readonly reveal?: number;
}

const NO_NOTES: readonly AnchoredNote[] = [];

let models = 0;

function optionsFor(
  setup: MonacoSetup,
  props: CodeEditorProps,
): Parameters<MonacoSetup['monaco']['editor']['create']>[1] {
  return {
    ...commonOptions(setup),
    readOnly: props.readOnly === true,
    domReadOnly: props.readOnly === true,
    ariaLabel: props.ariaLabel,
    renderLineHighlight: props.readOnly === true ? 'none' : 'line',
    wordWrap: props.language === 'plaintext' ? 'on' : 'off',
    quickSuggestions: { other: true, strings: true, comments: false },
    // Also where nothing can be edited: what is wrong with a body that came is what it is read for.
    renderValidationDecorations: 'on',
  };
}

/** The editor in `host`, made when Monaco is there and the language known; its text follows `value`. */
function useEditor(
  setup: MonacoSetup | undefined,
  host: RefObject<HTMLDivElement | null>,
  props: CodeEditorProps,
): Editor | undefined {
  const { language, value } = props;
  const [editor, setEditor] = useState<Editor>();
  const latest = useRef(props);
  // Layout effects: they run before the next key press, so that no older text overwrites a newer one.
  useLayoutEffect(() => {
    latest.current = props;
  });
  useEffect(() => {
    const element = host.current;
    if (!setup || !element) return undefined;
    const { monaco } = setup;
    models += 1;
    const extension = language === 'json' ? 'json' : 'txt';
    const uri = monaco.Uri.parse(`hopscope://editor/${String(models)}.${extension}`);
    const model = monaco.editor.createModel(latest.current.value, language, uri);
    const created = monaco.editor.create(element, { ...optionsFor(setup, latest.current), model });
    const changed = model.onDidChangeContent(() => {
      // What came in through `value` is no change by the user.
      if (model.getValue() !== latest.current.value) latest.current.onChange?.(model.getValue());
    });
    setEditor(created);
    return () => {
      setEditor(undefined);
      changed.dispose();
      setup.setModelSchema(uri.toString(), undefined);
      created.dispose();
      model.dispose();
    };
  }, [setup, host, language]);
  useLayoutEffect(() => {
    const model = editor?.getModel();
    // Undo ends here: it must not lead back into the text of another tool.
    if (model && model.getValue() !== value) model.setValue(value);
  }, [editor, value]);
  return editor;
}

/** Text or JSON in Monaco. Until Monaco is there, the text stands in its place. */
export function CodeEditor(props: CodeEditorProps) {
  const { value, language, readOnly = false, onChange, schema, height, ariaLabel } = props;
  const scheme = useComputedColorScheme('dark');
  const host = useRef<HTMLDivElement>(null);
  const { setup, problem } = useMonaco();
  const editor = useEditor(setup, host, props);
  useEditorNotes(setup, editor, { notes: props.notes ?? NO_NOTES, reveal: props.reveal });
  useEffect(() => {
    const uri = editor?.getModel()?.uri.toString();
    if (setup && uri !== undefined && language === 'json') setup.setModelSchema(uri, schema);
  }, [setup, editor, schema, language]);
  useEffect(() => {
    editor?.updateOptions({ readOnly, domReadOnly: readOnly, ariaLabel });
  }, [editor, readOnly, ariaLabel]);
  useEffect(() => {
    setup?.monaco.editor.setTheme(setup.THEMES[scheme]);
  }, [setup, scheme, editor]);

  return (
    <div
      className={styles.editor}
      style={height === undefined ? undefined : { flex: 'none', height }}
      onKeyDownCapture={passToWindow}
      data-ready={editor !== undefined}
    >
      {editor === undefined && (
        <PlainText
          value={value}
          problem={problem}
          readOnly={readOnly}
          onChange={onChange}
          ariaLabel={ariaLabel}
        />
      )}
      <div ref={host} className={styles.host} />
    </div>
  );
}

/** Stands in for Monaco while it is on its way; where it cannot be loaded, one can still write. */
function PlainText(props: {
  readonly value: string;
  readonly problem: string | undefined;
  readonly readOnly: boolean;
  readonly onChange: ((value: string) => void) | undefined;
  readonly ariaLabel: string;
}) {
  const { value, problem, readOnly, onChange, ariaLabel } = props;
  if (problem === undefined) return <pre className={styles.waiting}>{value}</pre>;
  return (
    <textarea
      className={styles.waiting}
      value={value}
      readOnly={readOnly}
      aria-label={ariaLabel}
      title={`The editor could not be loaded (${problem}): plain text instead.`}
      onChange={(event) => onChange?.(event.currentTarget.value)}
    />
  );
}
