import type { BridgeError, Result } from '../../shared/bridge/result.ts';
import type { CaptureSummary } from '../../shared/model/capture.ts';
import type { ImportedFile } from '../../shared/model/file-transfer.ts';
import type { RedactionRules } from '../../shared/model/redaction.ts';
import { uploadCapture } from '../bridge/transfer.ts';
import type { AppContextValue } from './app-context.ts';
import { pickFiles } from './pick-files.ts';
import type { SaveWish } from './save-copy/save-copy-store.ts';
import type { OwnTransfer } from './transfers/transfers-store.ts';

/** What can be done with captures as files. Each says by a notice what came of it. */
export interface CaptureActions {
  readonly startRecording: () => Promise<void>;
  /** Saves the workspace's rules, with which a new recording begins where they say something else of recordings; it is shown. */
  readonly redactRecording: (rules: RedactionRules) => Promise<void>;
  /** Lets a person choose: by the system's dialog on the desktop, by upload on the web host. */
  readonly choose: () => Promise<void>;
  /** One after the other; the last one is shown, and two are held against each other. */
  readonly openPaths: (paths: readonly string[]) => Promise<void>;
  /** Files that were dropped or chosen in the page. */
  readonly openFiles: (files: readonly File[]) => Promise<void>;
  /** Asks first, in which format and what of it: by default the copy is without secrets. */
  readonly saveCopy: (capture: CaptureSummary, wish?: SaveWish) => void;
  /** Of text that was pasted: curl commands, a HAR. */
  readonly importText: (text: string) => Promise<void>;
  /** Reads what can be read of a damaged one into a new one. */
  readonly salvage: (capture: CaptureSummary) => Promise<void>;
  readonly close: (capture: CaptureSummary) => Promise<void>;
}

type Parts = Pick<AppContextValue, 'bridge' | 'notify' | 'desktop' | 'saveCopy' | 'transfers' | 'go'>;

function isTroubled({ unreadable, problem }: ImportedFile): boolean {
  return unreadable > 0 || problem !== undefined;
}

type Wish = { readonly paths: readonly string[]; readonly salvage?: true } | { readonly text: string };

/** Where a page gets what it opens: a path, or bytes that have to be sent first. */
type Source =
  { readonly kind: 'path'; readonly path: string } | { readonly kind: 'file'; readonly file: File };

function nameOf(source: Source): string {
  return source.kind === 'file' ? source.file.name : (source.path.split(/[\\/]/).at(-1) ?? source.path);
}

async function upload(transfer: OwnTransfer, file: File): Promise<Result<{ readonly path: string }>> {
  transfer.step('upload');
  const onProgress = (done: number, total: number): void => {
    transfer.progress(done, total);
  };
  return uploadCapture(file, { signal: transfer.signal, onProgress });
}

export function captureActions(parts: Parts, show: (captureId: string) => void): CaptureActions {
  const { bridge, notify, desktop, saveCopy, transfers, go } = parts;
  /** What is damaged can be salvaged: that makes a new file, so it is offered and not just done. */
  const tellFailed = ({ code, message, details }: BridgeError, source?: Source): void => {
    const run = (from: Source) => (): void => void openAll([from], true);
    if (source && details?.['damaged'] === true)
      notify('fault', message, { label: 'Salvage what can be read', run: run(source) });
    else notify(code === 'CANCELLED' ? 'note' : 'fault', message);
  };
  /** A capture is opened as it is; of a file of another program a recording is made. */
  const bring = async (transfer: OwnTransfer, wish: Wish): Promise<Result<string | undefined>> => {
    transfer.step('import');
    const brought = await bridge.invoke('transfer.import', { id: transfer.id, ...wish });
    if (!brought.ok) return brought;
    const { files, says, capture, salvaged } = brought.value;
    if (salvaged || files.length > 0) notify(salvaged || files.some(isTroubled) ? 'warning' : 'note', says);
    return { ok: true, value: capture?.id };
  };
  const open = async (source: Source, salvage?: true): Promise<string | undefined> => {
    const transfer = transfers.begin('import', nameOf(source));
    try {
      const at =
        source.kind === 'path' ? { ok: true as const, value: source } : await upload(transfer, source.file);
      const opened = at.ok
        ? await bring(transfer, { paths: [at.value.path], ...(salvage && { salvage }) })
        : at;
      if (opened.ok) return opened.value;
      tellFailed(opened.error, source);
      return undefined;
    } finally {
      transfer.end();
    }
  };
  const openAll = async (sources: readonly Source[], salvage?: true): Promise<void> => {
    const opened: string[] = [];
    for (const source of sources) {
      const captureId = await open(source, salvage);
      if (captureId !== undefined) opened.push(captureId);
    }
    const [left, right] = opened;
    const last = opened.at(-1);
    if (last !== undefined) show(last);
    if (sources.length === 2 && left !== undefined && right !== undefined && left !== right) {
      go({ screen: 'captures', compare: { left, right } });
    }
  };
  const openPaths = (paths: readonly string[]): Promise<void> =>
    openAll(paths.map((path) => ({ kind: 'path', path })));
  const openFiles = (files: readonly File[]): Promise<void> =>
    openAll(
      files.flatMap((file): Source[] => {
        if (!desktop) return [{ kind: 'file', file }];
        // A file that was made up in the page lies nowhere.
        const path = desktop.pathOf(file);
        return path === '' ? [] : [{ kind: 'path', path }];
      }),
    );
  return {
    ...recordingActions(parts, show),
    openPaths,
    openFiles,
    importText: async (text) => {
      const transfer = transfers.begin('import', 'pasted text');
      const brought = await bring(transfer, { text });
      transfer.end();
      if (!brought.ok) tellFailed(brought.error);
      else if (brought.value !== undefined) show(brought.value);
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
    salvage: ({ path }) => openAll([{ kind: 'path', path }], true),
  };
}

function recordingActions(
  { bridge, notify }: Pick<Parts, 'bridge' | 'notify'>,
  show: (captureId: string) => void,
): Pick<CaptureActions, 'startRecording' | 'redactRecording' | 'close'> {
  return {
    redactRecording: (rules) => redactRecording({ bridge, notify }, rules, show),
    startRecording: async () => {
      const started = await bridge.invoke('capture.new', {});
      if (started.ok) show(started.value.id);
      else notify('fault', started.error.message);
    },
    close: async (capture) => {
      const closed = await bridge.invoke('capture.close', { captureId: capture.id });
      if (closed.ok) notify('note', `Closed ${capture.name}. It is complete in ${capture.path}.`);
      else notify('fault', closed.error.message);
    },
  };
}

async function redactRecording(
  { bridge, notify }: Pick<Parts, 'bridge' | 'notify'>,
  rules: RedactionRules,
  show: (captureId: string) => void,
): Promise<void> {
  const saved = await bridge.invoke('redaction.save', rules);
  if (!saved.ok) {
    notify('fault', saved.error.message);
    return;
  }
  const list = await bridge.invoke('capture.list', null);
  const begun = list.ok ? list.value.find(({ recording }) => recording) : undefined;
  if (!begun) return;
  show(begun.id);
  notify(
    'note',
    rules.whileRecording
      ? `${begun.name} has begun: secrets are replaced before they are written to it.`
      : `${begun.name} has begun: it keeps what is needed to send again, secrets among it.`,
  );
}
