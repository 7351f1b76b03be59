import { useEffect, useState, type KeyboardEvent } from 'react';
import type * as MonacoSetupModule from './monaco-setup.ts';

export type MonacoSetup = typeof MonacoSetupModule;

let loading: Promise<MonacoSetup> | undefined;

/** Monaco is large: it is fetched when the first editor is shown. */
function loadMonaco(): Promise<MonacoSetup> {
  loading ??= import('./monaco-setup.ts');
  return loading;
}

export interface LoadedMonaco {
  readonly setup: MonacoSetup | undefined;
  /** Why it could not be loaded. */
  readonly problem: string | undefined;
}

/** Monaco, once it is there. */
export function useMonaco(): LoadedMonaco {
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

/** Keys that belong to the window even while the editor has the focus. */
function isWindowKey(event: KeyboardEvent): boolean {
  return (
    (event.metaKey || event.ctrlKey) && !event.shiftKey && !event.altKey && ['Enter', 'k'].includes(event.key)
  );
}

/** Monaco would take these as its own: the wrapper hands them to the window instead. */
export function passToWindow(event: KeyboardEvent<HTMLDivElement>): void {
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

/** How every editor looks and behaves, whatever it shows. */
export function commonOptions(
  setup: MonacoSetup,
): NonNullable<Parameters<MonacoSetup['monaco']['editor']['create']>[1]> {
  return {
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
    accessibilitySupport: 'auto',
    tabFocusMode: false,
  };
}
