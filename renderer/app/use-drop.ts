import { useEffect } from 'react';
import type { CaptureActions } from '../ui/capture-actions.ts';

/** Recordings among what is dragged or dropped. */
export function droppedCaptures(files: Iterable<File>): readonly File[] {
  return [...files].filter(({ name }) => /\.hopscope$/i.test(name));
}

/**
 * Files that are dropped anywhere in the window are opened, as far as they are recordings; a part of a screen that takes
 * files itself comes first. Without this the browser would leave the page for the file.
 */
export function useDrop(
  files: Pick<CaptureActions, 'openFiles'>,
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
      else notify('note', 'Nothing was opened: recordings have names that end with .hopscope.');
    };
    window.addEventListener('dragover', over);
    window.addEventListener('drop', drop);
    return () => {
      window.removeEventListener('dragover', over);
      window.removeEventListener('drop', drop);
    };
  }, [files, notify]);
}
