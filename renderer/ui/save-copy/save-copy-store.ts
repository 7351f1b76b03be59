import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Bridge } from '../../../shared/bridge/bridge.ts';
import type { Desktop } from '../../../shared/bridge/desktop.ts';
import type { BridgeError } from '../../../shared/bridge/result.ts';
import type { CaptureSummary } from '../../../shared/model/capture.ts';
import type { RedactionReport } from '../../../shared/model/redaction.ts';
import { downloadCapture, saveBlob } from '../../bridge/transfer.ts';
import { formatSize } from '../format.ts';
import { replacedSentence } from './redaction-words.ts';

/** What the dialog asks and shows. */
export interface SaveCopyQuestion {
  readonly capture: CaptureSummary;
  /** Secrets become placeholders. */
  readonly redact: boolean;
  /** What would be replaced; absent while that is not known. */
  readonly report?: RedactionReport;
  /** Exchanges looked at, of so many; 0 while nothing is known yet. */
  readonly progress: { readonly done: number; readonly total: number };
  readonly saving: boolean;
  /** Why something did not work: a sentence. */
  readonly problem?: string;
}

export interface SaveCopyState {
  readonly question: SaveCopyQuestion | undefined;
}

export interface SaveCopyStore extends StoreApi<SaveCopyState> {
  /** Opens the dialog, with redaction on, and looks for what would be replaced. */
  readonly ask: (capture: CaptureSummary) => void;
  readonly setRedact: (redact: boolean) => void;
  /** Where the person chooses: by the system's dialog on the desktop, by download on the web host. */
  readonly save: () => Promise<void>;
  /** Stops what is under way, and closes the dialog where nothing is being saved. */
  readonly cancel: () => void;
}

export interface SaveCopyParts {
  readonly bridge: Bridge;
  readonly desktop?: Desktop;
  readonly notify: (level: 'note' | 'fault', message: string) => void;
}

/** Saves copies of captures, by default without the secrets that are in them. */
export function createSaveCopy(parts: SaveCopyParts): SaveCopyStore {
  return new SaveCopy(parts).store();
}

const NOTHING_YET = { done: 0, total: 0 };

class SaveCopy {
  readonly #parts: SaveCopyParts;
  readonly #store = createStore<SaveCopyState>(() => ({ question: undefined }));
  #jobs = 0;
  /** What runs in the engine for this dialog. */
  #job: string | undefined;
  #download: AbortController | undefined;

  constructor(parts: SaveCopyParts) {
    this.#parts = parts;
    parts.bridge.on('redaction', ({ job, done, total }) => {
      if (job === this.#job) this.#change({ progress: { done, total } });
    });
  }

  store(): SaveCopyStore {
    return Object.assign(this.#store, {
      ask: (capture: CaptureSummary) => void this.#ask(capture),
      setRedact: (redact: boolean) => {
        this.#change({ redact });
      },
      save: () => this.#save(),
      cancel: () => {
        this.#cancel();
      },
    });
  }

  async #ask(capture: CaptureSummary): Promise<void> {
    if (this.#store.getState().question?.saving) return;
    this.#stop();
    this.#store.setState({ question: { capture, redact: true, progress: NOTHING_YET, saving: false } });
    const job = this.#begin();
    const found = await this.#parts.bridge.invoke('redaction.preview', { captureId: capture.id, job });
    if (job !== this.#job) return;
    this.#job = undefined;
    if (found.ok) this.#change({ report: found.value });
    else this.#fail(found.error);
  }

  async #save(): Promise<void> {
    const { question } = this.#store.getState();
    if (!question || question.saving) return;
    const { desktop } = this.#parts;
    const target = desktop ? await this.#chooseTarget(desktop, question.capture) : undefined;
    if (desktop && !target) return;
    this.#stop();
    this.#change({ saving: true, progress: NOTHING_YET });
    const error = target
      ? await this.#saveTo(question, target.path, target.replace)
      : await this.#downloadCopy(question);
    this.#job = undefined;
    this.#download = undefined;
    if (error) this.#fail(error);
    else this.#store.setState({ question: undefined });
  }

  async #chooseTarget(
    desktop: Desktop,
    capture: CaptureSummary,
  ): Promise<{ readonly path: string; readonly replace: boolean } | undefined> {
    const name = capture.name.replace(/(\.hopscope)?$/, ' copy.hopscope');
    const chosen = await desktop.call('dialog.save', { name });
    if (chosen.ok) return chosen.value ?? undefined;
    this.#fail(chosen.error);
    return undefined;
  }

  async #saveTo(
    question: SaveCopyQuestion,
    path: string,
    replace: boolean,
  ): Promise<BridgeError | undefined> {
    const { bridge, notify } = this.#parts;
    const { id: captureId, name } = question.capture;
    if (!question.redact) {
      const saved = await bridge.invoke('capture.saveCopy', { captureId, path, replace });
      if (!saved.ok) return saved.error;
      notify(
        'note',
        `Saved a copy of ${name}, ${formatSize(saved.value.bytes)}, as ${path}. It holds what was sent, secrets too.`,
      );
      return undefined;
    }
    const job = this.#begin();
    const saved = await bridge.invoke('redaction.saveCopy', { captureId, path, replace, job });
    if (!saved.ok) return saved.error;
    const { bytes, report } = saved.value;
    notify('note', `Saved a copy of ${name}, ${formatSize(bytes)}, as ${path}. ${replacedSentence(report)}`);
    return undefined;
  }

  async #downloadCopy({ capture, redact, report }: SaveCopyQuestion): Promise<BridgeError | undefined> {
    this.#download = new AbortController();
    const job = redact ? this.#begin() : undefined;
    const copy = await downloadCapture(capture.id, {
      signal: this.#download.signal,
      ...(job !== undefined && { job }),
    });
    if (!copy.ok) return copy.error;
    saveBlob(copy.value.name, copy.value.blob);
    if (redact && report)
      this.#parts.notify('note', `${copy.value.name} is downloaded. ${replacedSentence(report)}`);
    return undefined;
  }

  #cancel(): void {
    const { question } = this.#store.getState();
    this.#stop();
    if (!question?.saving) this.#store.setState({ question: undefined });
  }

  #begin(): string {
    this.#jobs += 1;
    this.#job = `save-copy-${String(Date.now())}-${String(this.#jobs)}`;
    return this.#job;
  }

  #stop(): void {
    this.#download?.abort();
    if (this.#job === undefined) return;
    void this.#parts.bridge.invoke('redaction.cancel', { job: this.#job });
    this.#job = undefined;
  }

  #fail({ code, message }: BridgeError): void {
    if (code === 'CANCELLED') this.#store.setState({ question: undefined });
    else this.#change({ problem: message, saving: false });
  }

  #change(part: Partial<SaveCopyQuestion>): void {
    this.#store.setState(({ question }) => ({ question: question && { ...question, ...part } }));
  }
}
