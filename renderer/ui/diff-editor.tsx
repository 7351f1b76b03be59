import { useComputedColorScheme } from '@mantine/core';
import { useEffect, useRef, useState, type RefObject } from 'react';
import styles from './code-editor.module.css';
import { useEditorNotes } from './editor-notes.ts';
import type { AnchoredNote } from './json-notes.ts';
import { commonOptions, passToWindow, useMonaco, type MonacoSetup } from './use-monaco.ts';

type DiffEditorOf = ReturnType<MonacoSetup['monaco']['editor']['createDiffEditor']>;

/** One side: its text, what is to be said of parts of it, and the offset to scroll to. */
export interface DiffSide {
  readonly text: string;
  readonly language: 'json' | 'plaintext';
  readonly notes: readonly AnchoredNote[];
  readonly reveal?: number;
  readonly ariaLabel: string;
}

interface DiffEditorProps {
  readonly left: DiffSide;
  readonly right: DiffSide;
  /** Which side is well is known, and it stands left: green and red. Otherwise neither colour says anything of a side. */
  readonly judged?: boolean;
}

let models = 0;

type DiffOptions = NonNullable<Parameters<MonacoSetup['monaco']['editor']['createDiffEditor']>[1]>;

function optionsFor(setup: MonacoSetup): DiffOptions {
  return {
    ...commonOptions(setup),
    readOnly: true,
    domReadOnly: true,
    originalEditable: false,
    renderLineHighlight: 'none',
    renderValidationDecorations: 'on',
    useInlineViewWhenSpaceIsLimited: false,
    renderMarginRevertIcon: false,
    renderGutterMenu: false,
    renderOverviewRuler: false,
    // What is alike and long is folded, so that what differs is in view.
    hideUnchangedRegions: { enabled: true, contextLineCount: 6, minimumLineCount: 8 },
    // A tool may sort the members of its answer as it likes; white space is never on the wire.
    ignoreTrimWhitespace: true,
  };
}

/** The editor with a model for each side, whose texts follow `left` and `right`. */
function useDiff(
  setup: MonacoSetup | undefined,
  host: RefObject<HTMLDivElement | null>,
  left: DiffSide,
  right: DiffSide,
): DiffEditorOf | undefined {
  const [editor, setEditor] = useState<DiffEditorOf>();
  useEffect(() => {
    const element = host.current;
    if (!setup || !element) return undefined;
    const { monaco } = setup;
    models += 1;
    const model = (side: string) =>
      monaco.editor.createModel(
        '',
        'json',
        monaco.Uri.parse(`hopscope://diff/${String(models)}-${side}.json`),
      );
    const pair = { original: model('left'), modified: model('right') };
    const created = monaco.editor.createDiffEditor(element, optionsFor(setup));
    created.setModel(pair);
    // eslint-disable-next-line react-hooks/set-state-in-effect -- the editor belongs to this effect's lifetime
    setEditor(created);
    return () => {
      setEditor(undefined);
      created.dispose();
      pair.original.dispose();
      pair.modified.dispose();
    };
  }, [setup, host]);
  useEffect(() => {
    const pair = editor?.getModel();
    if (!pair) return;
    const show = (
      model: typeof pair.original,
      { text, language }: Pick<DiffSide, 'text' | 'language'>,
    ): void => {
      setup?.monaco.editor.setModelLanguage(model, language);
      if (model.getValue() !== text) model.setValue(text);
    };
    show(pair.original, { text: left.text, language: left.language });
    show(pair.modified, { text: right.text, language: right.language });
  }, [setup, editor, left.text, left.language, right.text, right.language]);
  return editor;
}

/** Two JSON texts side by side with what differs marked. Until Monaco is there, they stand there as they are. */
export function DiffEditor({ left, right, judged = false }: DiffEditorProps) {
  const scheme = useComputedColorScheme('dark');
  const host = useRef<HTMLDivElement>(null);
  const { setup, problem } = useMonaco();
  const editor = useDiff(setup, host, left, right);
  const [diffed, setDiffed] = useState(0);
  useEffect(() => {
    // Folding what is alike moves the lines: only after it is known what differs can be scrolled there.
    const listening = editor?.onDidUpdateDiff(() => {
      setDiffed((count) => count + 1);
    });
    return () => listening?.dispose();
  }, [editor]);
  const ready = diffed > 0 ? editor : undefined;
  useEditorNotes(setup, ready?.getOriginalEditor(), { notes: left.notes, reveal: left.reveal });
  useEditorNotes(setup, ready?.getModifiedEditor(), { notes: right.notes, reveal: right.reveal });
  useEffect(() => {
    editor?.getOriginalEditor().updateOptions({ ariaLabel: left.ariaLabel });
    editor?.getModifiedEditor().updateOptions({ ariaLabel: right.ariaLabel });
  }, [editor, left.ariaLabel, right.ariaLabel]);
  useEffect(() => {
    setup?.monaco.editor.setTheme(setup.THEMES[scheme]);
  }, [setup, scheme, editor]);
  return (
    <div
      className={styles.editor}
      onKeyDownCapture={passToWindow}
      data-ready={diffed > 0}
      data-judged={judged}
    >
      {editor === undefined && (
        <div
          className={styles.pair}
          title={problem && `The editor could not be loaded (${problem}): plain text instead.`}
        >
          <pre aria-label={left.ariaLabel}>{left.text}</pre>
          <pre aria-label={right.ariaLabel}>{right.text}</pre>
        </div>
      )}
      <div ref={host} className={styles.host} />
    </div>
  );
}
