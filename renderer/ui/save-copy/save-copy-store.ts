import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Bridge } from '../../../shared/bridge/bridge.ts';
import type { Desktop } from '../../../shared/bridge/desktop.ts';
import type { BridgeError } from '../../../shared/bridge/result.ts';
import type { CaptureSummary } from '../../../shared/model/capture.ts';
import type { RedactionReport } from '../../../shared/model/redaction.ts';
import { downloadCapture, downloadExport, saveBlob } from '../../bridge/transfer.ts';
import { formatSize } from '../format.ts';
import type { TransfersStore } from '../transfers/transfers-store.ts';
import { replacedSentence } from './redaction-words.ts';
import { savedName, type SaveFormat } from './save-formats.ts';

/** A part of a capture that can be saved. */
export interface SaveScope {
  /** "The 3 marked exchanges". */
  readonly label: string;
  /** Absent: all of it. */
  readonly numbers?: readonly number[];
}

/** How the dialog begins. */
export interface SaveWish {
  /** By default a recording. */
  readonly format?: SaveFormat;
  /** What can be chosen of it, the first one first; by default all of it. */
  readonly scopes?: readonly SaveScope[];
}

/** What the dialog asks and shows. */
export interface SaveCopyQuestion {
  readonly capture: CaptureSummary;
  readonly format: SaveFormat;
  readonly scopes: readonly SaveScope[];
  /** Index of the scope that is chosen. */
  readonly scope: number;
  /** Secrets become placeholders. */
  readonly redact: boolean;
  /** What would be replaced; absent while that is not known. */
  readonly report?: RedactionReport | undefined;
  /** Exchanges looked at, of so many; 0 while nothing is known yet. */
  readonly progress: { readonly done: number; readonly total: number };
  readonly saving: boolean;
  /** Why something did not work: a sentence. */
  readonly problem?: string | undefined;
}

export interface SaveCopyState {
  readonly question: SaveCopyQuestion | undefined;
}

export interface SaveCopyStore extends StoreApi<SaveCopyState> {
  /** Opens the dialog, with redaction on, and looks for what would be replaced. */
  readonly ask: (capture: CaptureSummary, wish?: SaveWish) => void;
  readonly setRedact: (redact: boolean) => void;
  readonly setFormat: (format: SaveFormat) => void;
  readonly setScope: (scope: number) => void;
  /** Where the person chooses: by the system's dialog on the desktop, by download on the web host. */
  readonly save: () => Promise<void>;
  /** Stops what is under way, and closes the dialog where nothing is being saved. */
  readonly cancel: () => void;
}

export interface SaveCopyParts {
  readonly bridge: Bridge;
  readonly desktop?: Desktop;
  readonly transfers: Pick<TransfersStore, 'begin'>;
  readonly notify: (level: 'note' | 'fault', message: string) => void;
}

/** Saves copies of captures, as they are or in another format, by default without the secrets that are in them. */
export function createSaveCopy(parts: SaveCopyParts): SaveCopyStore {
  return new SaveCopy(parts).store();
}

/** The numbers that are to be saved; undefined: all. A recording is saved whole. */
function numbersOf({
  format,
  scopes,
  scope,
}: Pick<SaveCopyQuestion, 'format' | 'scopes' | 'scope'>): readonly number[] | undefined {
  return format === 'hopscope' ? undefined : scopes[scope]?.numbers;
}

const NOTHING_YET = { done: 0, total: 0 };

interface Target {
  readonly path: string;
  readonly replace: boolean;
}

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
      ask: (capture: CaptureSummary, wish?: SaveWish) => {
        this.#ask(capture, wish);
      },
      setRedact: (redact: boolean) => {
        this.#change({ redact });
      },
      setFormat: (format: SaveFormat) => {
        this.#choose({ format });
      },
      setScope: (scope: number) => {
        this.#choose({ scope });
      },
      save: () => this.#save(),
      cancel: () => {
        this.#cancel();
      },
    });
  }

  #ask(
    capture: CaptureSummary,
    { format = 'hopscope', scopes = [{ label: 'All exchanges' }] }: SaveWish = {},
  ): void {
    if (this.#store.getState().question?.saving) return;
    const question = {
      capture,
      format,
      scopes,
      scope: 0,
      redact: true,
      progress: NOTHING_YET,
      saving: false,
    };
    this.#store.setState({ question });
    void this.#preview(question);
  }

  /** Another part of the capture is looked through anew. */
  #choose(part: Partial<Pick<SaveCopyQuestion, 'format' | 'scope'>>): void {
    const { question } = this.#store.getState();
    if (!question || question.saving) return;
    const chosen = { ...question, ...part };
    this.#store.setState({ question: chosen });
    if (numbersOf(chosen) !== numbersOf(question)) void this.#preview(chosen);
  }

  async #preview(question: SaveCopyQuestion): Promise<void> {
    this.#stop();
    this.#change({ report: undefined, problem: undefined, progress: NOTHING_YET });
    const job = this.#begin();
    const numbers = numbersOf(question);
    const wish = { captureId: question.capture.id, job, ...(numbers && { numbers }) };
    const found = await this.#parts.bridge.invoke('redaction.preview', wish);
    if (job !== this.#job) return;
    this.#job = undefined;
    if (found.ok) this.#change({ report: found.value });
    else this.#fail(found.error);
  }

  async #save(): Promise<void> {
    const { question } = this.#store.getState();
    if (!question || question.saving) return;
    const { desktop } = this.#parts;
    const target = desktop ? await this.#chooseTarget(desktop, question) : undefined;
    if (desktop && !target) return;
    this.#stop();
    const { format } = question;
    if (format !== 'hopscope') {
      // It goes on behind the dialog, where it shows how far it is.
      this.#store.setState({ question: undefined });
      await this.#export({ ...question, format }, target);
      return;
    }
    this.#change({ saving: true, progress: NOTHING_YET });
    const error = target ? await this.#saveTo(question, target) : await this.#downloadCopy(question);
    this.#job = undefined;
    this.#download = undefined;
    if (error) this.#fail(error);
    else this.#store.setState({ question: undefined });
  }

  async #chooseTarget(desktop: Desktop, { capture, format }: SaveCopyQuestion): Promise<Target | undefined> {
    const chosen = await desktop.call('dialog.save', { name: savedName(capture.name, format) });
    if (chosen.ok) return chosen.value ?? undefined;
    this.#fail(chosen.error);
    return undefined;
  }

  async #export(
    question: SaveCopyQuestion & { readonly format: Exclude<SaveFormat, 'hopscope'> },
    target: Target | undefined,
  ): Promise<void> {
    const { bridge, notify, transfers } = this.#parts;
    const { capture, format, redact } = question;
    const numbers = numbersOf(question);
    const name = savedName(capture.name, format);
    const transfer = transfers.begin('export', name);
    const wish = {
      id: transfer.id,
      captureId: capture.id,
      format,
      ...(numbers && { numbers }),
      ...(!redact && { withSecrets: true }),
    };
    const written = target
      ? await bridge.invoke('transfer.export', { ...wish, ...target })
      : await downloadExport(wish, transfer.signal);
    transfer.end();
    if (!written.ok) {
      const { code, message } = written.error;
      notify(code === 'CANCELLED' ? 'note' : 'fault', message);
    } else if ('blob' in written.value) {
      saveBlob(name, written.value.blob);
      notify('note', `${name} is downloaded: ${written.value.says}`);
    } else notify('note', `Written: ${written.value.path}, ${written.value.says}`);
  }

  async #saveTo(question: SaveCopyQuestion, { path, replace }: Target): Promise<BridgeError | undefined> {
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
