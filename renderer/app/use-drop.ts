import { useEffect } from 'react';
import type { CaptureActions } from '../ui/capture-actions.ts';

/** Recordings, and files of other programs that one can be made of, among what is dragged or dropped. */
export function droppedCaptures(files: Iterable<File>): readonly File[] {
  return [...files].filter(({ name }) => /\.(?:hopscope|har|jsonl|ndjson|json|log|sh|txt|curl)$/i.test(name));
}

/** Curl commands, and JSON that may be a HAR or lines of a recording. */
export function isImportable(text: string): boolean {
  return (
    /^\s*(?:\$ )?(?:curl|printf)\s/.test(text) ||
    /^\s*(?:\{\s*"(?:log|hopscope|session_id)"|\[\s*\{)/.test(text)
  );
}

function isEditable(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    target.closest('input, textarea, [contenteditable], .monaco-editor') !== null
  );
}

/**
 * What is pasted outside of a field is imported where it is a recording of some kind. Files that are dropped anywhere in
 * the window are opened, as far as they are recordings; a part of a screen that takes
 * files itself comes first. Without this the browser would leave the page for the file.
 */
export function useDrop(
  files: Pick<CaptureActions, 'openFiles' | 'importText'>,
  notify: (level: 'note', message: string) => void,
): void {
  useEffect(() => {
    const over = (event: DragEvent): void => {
      if (event.defaultPrevented || !event.dataTransfer?.types.includes('Files')) return;
      event.preventDefault();
      event.dataTransfer.dropEffect = 'copy';
    };
    const drop = (event: DragEvent): void => {
      if (event.defaultPrevented || !event.dataTransfer?.types.includes('Files')) return;
      event.preventDefault();
      const captures = droppedCaptures(event.dataTransfer.files);
      if (captures.length > 0) void files.openFiles(captures);
      else
        notify(
          'note',
          'Nothing was opened: give a recording (.hopscope), or a HAR, JSON Lines or curl file.',
        );
    };
    const paste = (event: ClipboardEvent): void => {
      if (event.defaultPrevented || isEditable(event.target)) return;
      const text = event.clipboardData?.getData('text/plain') ?? '';
      if (!isImportable(text)) return;
      event.preventDefault();
      void files.importText(text);
    };
    window.addEventListener('paste', paste);
    window.addEventListener('dragover', over);
    window.addEventListener('drop', drop);
    return () => {
      window.removeEventListener('paste', paste);
      window.removeEventListener('dragover', over);
      window.removeEventListener('drop', drop);
    };
  }, [files, notify]);
}
