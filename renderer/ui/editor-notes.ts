import { useEffect } from 'react';
import styles from './code-editor.module.css';
import type { AnchoredNote } from './json-notes.ts';
import type * as MonacoSetupModule from './monaco-setup.ts';
import type { Meaning } from './palette.ts';

type MonacoSetup = typeof MonacoSetupModule;
type Editor = ReturnType<MonacoSetup['monaco']['editor']['create']>;

/** A piece of a text by its offsets. */
export interface TextRange {
  readonly start: number;
  readonly end: number;
}

/**
 * What of a text is underlined for a note: a value as it is; of an object or a list only the line on which it begins,
 * which has its name. Pure.
 */
export function underlined(text: string, { start, end, isContainer }: AnchoredNote): TextRange {
  if (!isContainer) return { start, end };
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const lineEnd = text.indexOf('\n', start);
  const indent = /^\s*/.exec(text.slice(lineStart, start))?.[0].length ?? 0;
  // Where all stands on one line, such as a short list, its line would be everything.
  const last = lineEnd === -1 ? end : Math.min(lineEnd, end);
  return { start: lineStart + indent, end: last };
}

const SEVERITY = { fault: 'Error', warning: 'Warning', note: 'Info', fine: 'Hint' } as const;

/** Sign in the margin: its form differs, too. */
function marginClass(meaning: Meaning): string {
  return `${styles.margin ?? ''} ${styles[meaning] ?? ''}`;
}

/** Underlines what the notes are about in the editor, the text on hover, a sign in the margin; and scrolls to `reveal`. */
export function useEditorNotes(
  setup: MonacoSetup | undefined,
  editor: Editor | undefined,
  { notes, reveal }: { readonly notes: readonly AnchoredNote[]; readonly reveal: number | undefined },
): void {
  useEffect(() => {
    const model = editor?.getModel();
    if (!setup || !editor || !model) return undefined;
    const { monaco } = setup;
    const text = model.getValue();
    const placed = notes.map((note) => {
      const { start, end } = underlined(text, note);
      const range = monaco.Range.fromPositions(model.getPositionAt(start), model.getPositionAt(end));
      return { note, range };
    });
    monaco.editor.setModelMarkers(
      model,
      'findings',
      placed.map(({ note, range }) => ({
        startLineNumber: range.startLineNumber,
        startColumn: range.startColumn,
        endLineNumber: range.endLineNumber,
        endColumn: range.endColumn,
        severity: monaco.MarkerSeverity[SEVERITY[note.meaning]],
        message: note.text,
      })),
    );
    const signs = editor.createDecorationsCollection(
      placed.map(({ note, range }) => ({
        range: monaco.Range.fromPositions(range.getStartPosition()),
        options: { linesDecorationsClassName: marginClass(note.meaning) },
      })),
    );
    return () => {
      signs.clear();
      if (!model.isDisposed()) monaco.editor.setModelMarkers(model, 'findings', []);
    };
  }, [setup, editor, notes]);
  useEffect(() => {
    const model = editor?.getModel();
    if (!editor || !model || reveal === undefined) return;
    const position = model.getPositionAt(reveal);
    editor.setPosition(position);
    editor.revealPositionInCenter(position);
  }, [editor, reveal]);
}
