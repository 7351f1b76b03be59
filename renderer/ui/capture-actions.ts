import type { CaptureSummary } from '../../shared/model/capture.ts';
import { exportName, type ExportFormat, type ImportedFile } from '../../shared/model/file-transfer.ts';
import { downloadExport, saveBlob, uploadCapture } from '../bridge/transfer.ts';
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
  /** The capture, or the exchanges with these numbers, in another format; to where the person chooses. */
  readonly exportAs: (
    capture: CaptureSummary,
    format: ExportFormat,
    numbers?: readonly number[],
  ) => Promise<void>;
  /** Of text that was pasted: curl commands, a HAR. */
  readonly importText: (text: string) => Promise<void>;
  readonly close: (capture: CaptureSummary) => Promise<void>;
}

function transferId(): string {
  return `page-${crypto.randomUUID()}`;
}

function isTroubled({ unreadable, problem }: ImportedFile): boolean {
  return unreadable > 0 || problem !== undefined;
}

export function captureActions(
  { bridge, notify, desktop, saveCopy }: Pick<AppContextValue, 'bridge' | 'notify' | 'desktop' | 'saveCopy'>,
  show: (captureId: string) => void,
): CaptureActions {
  /** A capture is opened as it is; of a file of another program a recording is made. */
  const bring = async (
    wish: { readonly paths: readonly string[] } | { readonly text: string },
  ): Promise<string | undefined> => {
    const brought = await bridge.invoke('transfer.import', { id: transferId(), ...wish });
    if (!brought.ok) {
      notify(brought.error.code === 'CANCELLED' ? 'note' : 'fault', brought.error.message);
      return undefined;
    }
    const { files, says, capture } = brought.value;
    if (files.length > 0) notify(files.some(isTroubled) ? 'warning' : 'note', says);
    return capture?.id;
  };
  const open = (path: string): Promise<string | undefined> => bring({ paths: [path] });
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
    exportAs: (capture, format, numbers) =>
      exportTo({ bridge, notify, ...(desktop && { desktop }) }, capture, format, numbers),
    importText: async (text) => {
      const id = await bring({ text });
      if (id !== undefined) show(id);
    },
    startRecording: async () => {
      const started = await bridge.invoke('capture.new', {});
      if (started.ok) show(started.value.id);
      else notify('fault', started.error.message);
    },
    choose: async () => {
      if (!desktop) {
        await openFiles(await pickFiles('.hopscope,.har,.jsonl,.json,.sh,.txt'));
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

async function exportTo(
  { bridge, notify, desktop }: Pick<AppContextValue, 'bridge' | 'notify' | 'desktop'>,
  capture: CaptureSummary,
  format: ExportFormat,
  numbers?: readonly number[],
): Promise<void> {
  const name = exportName(capture.name, format);
  const wish = { captureId: capture.id, format, ...(numbers && { numbers }) };
  if (!desktop) {
    const file = await downloadExport(wish);
    if (!file.ok) notify('fault', file.error.message);
    else {
      saveBlob(name, file.value.blob);
      if (file.value.notes !== '') notify('note', file.value.notes);
    }
    return;
  }
  const chosen = await desktop.call('dialog.save', { name });
  if (!chosen.ok) notify('fault', chosen.error.message);
  else if (chosen.value) {
    const { path, replace } = chosen.value;
    const written = await bridge.invoke('transfer.export', { id: transferId(), ...wish, path, replace });
    if (written.ok) notify('note', [`Written: ${written.value.path}.`, ...written.value.notes].join(' '));
    else notify('fault', written.error.message);
  }
}
