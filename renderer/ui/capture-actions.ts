import type { CaptureSummary } from '../../shared/model/capture.ts';
import { downloadCapture, saveBlob, uploadCapture } from '../bridge/transfer.ts';
import type { AppContextValue } from './app-context.ts';
import { formatSize } from './format.ts';

/** What can be done with captures as files. Each says by a notice what came of it. */
export interface CaptureActions {
  readonly startRecording: () => Promise<void>;
  readonly openPath: (path: string) => Promise<void>;
  readonly upload: (file: File) => Promise<void>;
  readonly saveCopyTo: (capture: CaptureSummary, path: string) => Promise<void>;
  readonly downloadCopy: (capture: CaptureSummary) => Promise<void>;
  readonly close: (capture: CaptureSummary) => Promise<void>;
}

export function captureActions(
  { bridge, notify }: Pick<AppContextValue, 'bridge' | 'notify'>,
  show: (captureId: string) => void,
): CaptureActions {
  const openPath = async (path: string): Promise<void> => {
    const opened = await bridge.invoke('capture.open', { path });
    if (opened.ok) show(opened.value.id);
    else notify('fault', opened.error.message);
  };
  return {
    openPath,
    startRecording: async () => {
      const started = await bridge.invoke('capture.new', {});
      if (started.ok) show(started.value.id);
      else notify('fault', started.error.message);
    },
    upload: async (file) => {
      notify('note', `Reading ${file.name}, ${formatSize(file.size)}…`);
      const sent = await uploadCapture(file);
      if (sent.ok) await openPath(sent.value.path);
      else notify('fault', sent.error.message);
    },
    saveCopyTo: async (capture, path) => {
      const saved = await bridge.invoke('capture.saveCopy', { captureId: capture.id, path });
      if (saved.ok)
        notify('note', `Saved a copy of ${capture.name}, ${formatSize(saved.value.bytes)}, as ${path}.`);
      else notify('fault', saved.error.message);
    },
    downloadCopy: async (capture) => {
      const copy = await downloadCapture(capture.id);
      if (copy.ok) saveBlob(copy.value.name, copy.value.blob);
      else notify('fault', copy.error.message);
    },
    close: async (capture) => {
      const closed = await bridge.invoke('capture.close', { captureId: capture.id });
      if (closed.ok) notify('note', `Closed ${capture.name}. It is complete in ${capture.path}.`);
      else notify('fault', closed.error.message);
    },
  };
}
