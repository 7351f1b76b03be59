import { useComputedColorScheme } from '@mantine/core';
import { useEffect, useLayoutEffect, useRef, useState, type KeyboardEvent, type RefObject } from 'react';
import styles from './code-editor.module.css';
import { useEditorNotes } from './editor-notes.ts';
import type { AnchoredNote } from './json-notes.ts';
import type * as MonacoSetupModule from './monaco-setup.ts';

type MonacoSetup = typeof MonacoSetupModule;
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

let loading: Promise<MonacoSetup> | undefined;
let models = 0;

/** Monaco is large: it is fetched when the first editor is shown. */
function loadMonaco(): Promise<MonacoSetup> {
  loading ??= import('./monaco-setup.ts');
  return loading;
}

/** Keys that belong to the window even while the editor has the focus. */
function isWindowKey(event: KeyboardEvent): boolean {
  return (
    (event.metaKey || event.ctrlKey) && !event.shiftKey && !event.altKey && ['Enter', 'k'].includes(event.key)
  );
}

/** Monaco would take these as its own: the wrapper hands them to the window instead. */
function passToWindow(event: KeyboardEvent<HTMLDivElement>): void {
  if (!isWindowKey(event)) return;
  event.preventDefault();
  event.stopPropagation();
  const { key, code, ctrlKey, metaKey } = event;
  const copy = new window.KeyboardEvent('keydown', {
    key,
    code,
    ctrlKey,
    metaKey,
    bubbles: true,
    cancelable: true,
  });
  event.currentTarget.parentElement?.dispatchEvent(copy);
}

function optionsFor(
  setup: MonacoSetup,
  props: CodeEditorProps,
): Parameters<MonacoSetup['monaco']['editor']['create']>[1] {
  return {
    readOnly: props.readOnly === true,
    domReadOnly: props.readOnly === true,
    ariaLabel: props.ariaLabel,
    theme: setup.THEMES.dark,
    automaticLayout: true,
    minimap: { enabled: false },
    fontFamily: getComputedStyle(document.documentElement).getPropertyValue(
      '--mantine-font-family-monospace',
    ),
    fontSize: 12,
    lineHeight: 18,
    lineNumbersMinChars: 3,
    lineDecorationsWidth: 8,
    glyphMargin: false,
    folding: true,
    padding: { top: 6, bottom: 6 },
    scrollBeyondLastLine: false,
    overviewRulerLanes: 0,
    hideCursorInOverviewRuler: true,
    renderLineHighlight: props.readOnly === true ? 'none' : 'line',
    renderLineHighlightOnlyWhenFocus: true,
    scrollbar: { verticalScrollbarSize: 10, horizontalScrollbarSize: 10, alwaysConsumeMouseWheel: false },
    fixedOverflowWidgets: true,
    tabSize: 2,
    stickyScroll: { enabled: false },
    guides: { indentation: false },
    bracketPairColorization: { enabled: false },
    links: false,
    contextmenu: false,
    // The body on the wire: what looks alike must not be hidden, and what is long must be reachable.
    unicodeHighlight: { ambiguousCharacters: true, invisibleCharacters: true },
    wordWrap: props.language === 'plaintext' ? 'on' : 'off',
    quickSuggestions: { other: true, strings: true, comments: false },
    accessibilitySupport: 'auto',
    tabFocusMode: false,
    // Also where nothing can be edited: what is wrong with a body that came is what it is read for.
    renderValidationDecorations: 'on',
  };
}

interface LoadedMonaco {
  readonly setup: MonacoSetup | undefined;
  /** Why it could not be loaded. */
  readonly problem: string | undefined;
}

function useMonaco(): LoadedMonaco {
  const [loaded, setLoaded] = useState<LoadedMonaco>({ setup: undefined, problem: undefined });
  useEffect(() => {
    let shown = true;
    loadMonaco().then(
      (setup) => {
        if (shown) setLoaded({ setup, problem: undefined });
      },
      (error: unknown) => {
        // Tried again by the next editor: the network may have been away for a moment.
        loading = undefined;
        const problem = error instanceof Error ? error.message : String(error);
        if (shown) setLoaded({ setup: undefined, problem });
      },
    );
    return () => {
      shown = false;
    };
  }, []);
  return loaded;
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
