import type { CaptureSummary } from '../../shared/model/capture.ts';
import { uploadCapture } from '../bridge/transfer.ts';
import type { AppContextValue } from './app-context.ts';
import { formatSize } from './format.ts';
import { pickFiles } from './pick-files.ts';

/** What can be done with captures as files. Each says by a notice what came of it. */
export interface CaptureActions {
  readonly startRecording: () => Promise<void>;
  /** Lets a person choose: by the system's dialog on the desktop, by upload on the web host. */
  readonly choose: () => Promise<void>;
  /** One after the other; the last one is shown. */
  readonly openPaths: (paths: readonly string[]) => Promise<void>;
  /** Files that were dropped or chosen in the page. */
  readonly openFiles: (files: readonly File[]) => Promise<void>;
  /** Asks first: by default the copy is without secrets. */
  readonly saveCopy: (capture: CaptureSummary) => void;
  readonly close: (capture: CaptureSummary) => Promise<void>;
}

export function captureActions(
  { bridge, notify, desktop, saveCopy }: Pick<AppContextValue, 'bridge' | 'notify' | 'desktop' | 'saveCopy'>,
  show: (captureId: string) => void,
): CaptureActions {
  const open = async (path: string): Promise<string | undefined> => {
    const opened = await bridge.invoke('capture.open', { path });
    if (opened.ok) return opened.value.id;
    notify('fault', opened.error.message);
    return undefined;
  };
  const openPaths = async (paths: readonly string[]): Promise<void> => {
    let last: string | undefined;
    for (const path of paths) last = (await open(path)) ?? last;
    if (last !== undefined) show(last);
  };
  const uploaded = async (file: File): Promise<string | undefined> => {
    notify('note', `Reading ${file.name}, ${formatSize(file.size)}…`);
    const sent = await uploadCapture(file);
    if (sent.ok) return sent.value.path;
    notify('fault', sent.error.message);
    return undefined;
  };
  const openFiles = async (files: readonly File[]): Promise<void> => {
    const paths: string[] = [];
    for (const file of files) {
      // A file that was made up in the page lies nowhere.
      const path = desktop ? desktop.pathOf(file) || undefined : await uploaded(file);
      if (path !== undefined) paths.push(path);
    }
    await openPaths(paths);
  };
  return {
    openPaths,
    openFiles,
    startRecording: async () => {
      const started = await bridge.invoke('capture.new', {});
      if (started.ok) show(started.value.id);
      else notify('fault', started.error.message);
    },
    choose: async () => {
      if (!desktop) {
        await openFiles(await pickFiles('.hopscope'));
        return;
      }
      const chosen = await desktop.call('dialog.open', null);
      if (chosen.ok) await openPaths(chosen.value.paths);
      else notify('fault', chosen.error.message);
    },
    saveCopy,
    close: async (capture) => {
      const closed = await bridge.invoke('capture.close', { captureId: capture.id });
      if (closed.ok) notify('note', `Closed ${capture.name}. It is complete in ${capture.path}.`);
      else notify('fault', closed.error.message);
    },
  };
}
