import { dirname, resolve } from 'node:path';
import { AppError } from '../app-error.ts';
import type { ByteSide } from '../../shared/bridge/bridge.ts';
import type { CaptureSummary } from '../../shared/model/capture.ts';
import type { ExchangeDetail, ExchangeRef, Row, StreamEvent } from '../../shared/model/exchange.ts';
import type { RedactionReport } from '../../shared/model/redaction.ts';
import type { Captures, CapturesOptions, RecordingRedaction, SalvageOptions } from './captures-contract.ts';
import { createFeed, type Feed } from './feed.ts';
import { identity } from './file-header.ts';
import { IN_MEMORY, OpenCapture } from './open-capture.ts';
import type { Recording } from './recorder.ts';
import { claimFile, isAutomaticName, removeFile } from './recordings-directory.ts';
import { reopenUnclosed } from './reopen-unclosed.ts';
import { salvageBeside, salvagedSentence, type Salvaged } from './salvage/salvage-beside.ts';
import { saveCopy } from './save-copy.ts';
import type { AskedQueries, QueryInput, QueryOutput } from './store-messages.ts';
import { openStore } from './store.ts';
import { watchLiveFiles } from './watch-live-files.ts';
import { createSummaryTicker, type SummaryTicker } from './summary-ticker.ts';

export type { Captures, CapturesOptions } from './captures-contract.ts';

/** Opens what a crash left, and starts recording. Rejects with AppError only where `file` cannot be recorded into. */
export async function createCaptures(options: CapturesOptions): Promise<Captures> {
  const captures = new OpenCaptures(options);
  await captures.start(options.file);
  return captures;
}

function redactionOf({ redaction }: CapturesOptions): { readonly redaction?: RecordingRedaction } {
  const now = redaction?.();
  return now ? { redaction: now } : {};
}

class OpenCaptures implements Captures {
  readonly #options: CapturesOptions;
  readonly #clock: () => number;
  readonly #feed: Feed;
  readonly #ticker: SummaryTicker;
  readonly #open = new Map<string, OpenCapture>();
  /** By the file's identity, so that one file is one capture under whatever path. */
  readonly #files = new Map<string, Promise<OpenCapture>>();
  /** By capture id: opening such a file again has to wait. */
  readonly #closing = new Map<string, Promise<void>>();
  #current: { readonly capture: OpenCapture; readonly recording: Recording } | undefined;
  #stopLooking: () => void = () => undefined;
  /** Changes of the recording come one after the other. */
  #turn: Promise<unknown> = Promise.resolve();

  constructor(options: CapturesOptions) {
    this.#options = options;
    this.#clock = options.clock ?? Date.now;
    this.#ticker = createSummaryTicker(
      () => this.summaries(),
      (list) => {
        options.onSummaries(list);
      },
    );
    this.#feed = createFeed({
      onRows: (batch) => {
        this.#ticker.touch();
        options.onRows(batch);
      },
      onProblem: options.onProblem,
    });
  }

  async start(file: string | undefined): Promise<void> {
    if (file === undefined && this.#options.reopens !== false) {
      const { directory, onProblem } = this.#options;
      await reopenUnclosed({
        directory,
        clock: this.#clock,
        onProblem,
        open: (path) => this.#openFile(path, identity(path)),
        release: (capture) => this.#release(capture),
      });
    }
    await this.#record(file === undefined ? undefined : await this.#openRecording(resolve(file)));
    if (this.#options.onFollowed) this.#stopLooking = this.#followOthers(this.#options.onFollowed);
  }

  #followOthers(onFollowed: (capture: CaptureSummary) => void): () => void {
    return watchLiveFiles(this.#options.directory, {
      isKnown: (key) => this.#files.has(key),
      open: async (path, key) => {
        const capture = await this.#openFile(path, key);
        if (capture.summary().followed) onFollowed(capture.summary());
      },
    });
  }

  recording(): Recording {
    if (!this.#current) throw new AppError('INTERNAL', 'The captures were used before they were started.');
    return this.#current.recording;
  }

  newRecording(name?: string): Promise<CaptureSummary> {
    return this.#inTurn(() => this.#beginAnew(name));
  }

  async #beginAnew(name?: string): Promise<CaptureSummary> {
    const before = this.#current?.capture;
    const now = this.#clock();
    // A name that the user chose must not end up in memory unnoticed: its refusal is told.
    const capture = await this.#record(
      name === undefined
        ? undefined
        : await this.#openRecording(claimFile(this.#options.directory, name, now)),
    );
    if (before) await this.#supersede(before);
    return capture.summary();
  }

  /** Resolves when the capture is released, or is known to be in use. */
  async #supersede(capture: OpenCapture): Promise<void> {
    let released: Promise<void> | undefined;
    capture.supersede(() => {
      released = this.#release(capture);
    });
    this.#ticker.touch();
    await released;
  }

  open(path: string): Promise<CaptureSummary> {
    return this.#openByName(resolve(path));
  }

  async salvage(path: string, options: SalvageOptions = {}): Promise<Salvaged & { says: string }> {
    const full = resolve(path);
    const { directory, program = 'Hopscope' } = this.#options;
    // Two that have one file open take each other's locks away: see readFileHeader.
    const open = [...this.#open.values()].find((capture) => capture.path === full);
    if (open === this.#current?.capture && open) {
      throw new AppError('CONFLICT', `${open.name} is being recorded. Start a new recording first.`);
    }
    if (open) await this.#release(open);
    const salvaged = await salvageBeside({
      path: full,
      directory,
      program,
      now: this.#clock(),
      ...options,
      ...(options.into !== undefined && { into: resolve(options.into) }),
    });
    return { ...salvaged, says: salvagedSentence(full, salvaged) };
  }

  async #openByName(full: string): Promise<CaptureSummary> {
    for (;;) {
      const capture = await this.#openFile(full, identity(full));
      const closing = this.#closing.get(capture.id);
      if (!closing) {
        // Asked for by name, it does not go unasked.
        capture.keep();
        return capture.summary();
      }
      await closing;
    }
  }

  async saveCopy(captureId: string, path: string, replace = false): Promise<{ bytes: number }> {
    const capture = this.#find(captureId);
    if (replace && this.#files.has(identity(resolve(path)))) {
      throw new AppError('CONFLICT', `${path} is open in Hopscope. Close it first, or choose another name.`);
    }
    return { bytes: await saveCopy(path, (passing) => capture.ask('copy', { path: passing }), replace) };
  }

  async saveRedacted(
    captureId: string,
    path: string,
    asked: Pick<QueryInput<'redactedCopy'>, 'task' | 'control'> & { readonly replace?: boolean },
  ): Promise<{ bytes: number; report: RedactionReport }> {
    const capture = this.#find(captureId);
    const { program = 'Hopscope' } = this.#options;
    const kept: { report?: RedactionReport } = {};
    const { replace, ...query } = asked;
    const write = async (passing: string): Promise<void> => {
      const now = this.#clock();
      kept.report = await capture.ask('redactedCopy', { ...query, path: passing, program, now });
    };
    const bytes = await saveCopy(path, write, replace);
    if (!kept.report) throw new AppError('INTERNAL', 'A redacted copy was written without a report.');
    return { bytes, report: kept.report };
  }

  async close(captureId?: string): Promise<void> {
    if (captureId === undefined) {
      await this.#inTurn(() => this.#closeAll());
      return;
    }
    const capture = this.#find(captureId);
    if (capture !== this.#current?.capture) return this.#release(capture);
    await this.#inTurn(async () => {
      // Somebody else may have begun anew meanwhile.
      if (capture === this.#current?.capture) await this.#beginAnew();
    });
    await capture.closed;
  }

  summaries(): CaptureSummary[] {
    return [...this.#open.values()].map((capture) => capture.summary());
  }

  async rows(captureId: string, after: number, limit: number): Promise<{ rows: Row[]; total: number }> {
    return this.#find(captureId).ask('rows', { after, limit });
  }

  async detail(ref: ExchangeRef, bodyLimit: number): Promise<ExchangeDetail> {
    return this.#find(ref.captureId).detail(ref, bodyLimit);
  }

  async bytes(
    { captureId, number }: ExchangeRef,
    side: ByteSide,
    offset: number,
    limit: number,
  ): Promise<{ bytes: Uint8Array<ArrayBuffer>; total: number }> {
    return this.#find(captureId).find('bytes', { number, side, offset, limit });
  }

  async events(
    { captureId, number }: ExchangeRef,
    from: number,
    limit: number,
  ): Promise<{ events: StreamEvent[]; total: number }> {
    return this.#find(captureId).find('events', { number, from, limit });
  }

  async body(ref: ExchangeRef, side: ByteSide): Promise<Uint8Array<ArrayBuffer>> {
    return (await this.bytes(ref, side, 0, Number.MAX_SAFE_INTEGER)).bytes;
  }

  async ask<Q extends keyof AskedQueries>(
    captureId: string,
    name: Q,
    input: QueryInput<Q>,
  ): Promise<QueryOutput<Q>> {
    return this.#find(captureId).ask(name, input);
  }

  async whenDone(ref: ExchangeRef): Promise<Row> {
    return this.#find(ref.captureId).whenDone(ref.number);
  }

  #find(captureId: string): OpenCapture {
    const capture = this.#open.get(captureId);
    if (!capture) throw new AppError('NOT_FOUND', 'This capture is not open (any more).', { captureId });
    return capture;
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#turn.then(work);
    this.#turn = result.catch(() => undefined);
    return result;
  }

  /** Makes `capture`, or a new file where there is none, the one that is recorded. */
  async #record(capture?: OpenCapture): Promise<OpenCapture> {
    const { onProblem, onNotification } = this.#options;
    const next = capture ?? (await this.#openNextRecording());
    const recording = next.record({
      feed: this.#feed,
      clock: this.#clock,
      onProblem,
      ...(onNotification && { onNotification }),
      ...redactionOf(this.#options),
    });
    this.#current = { capture: next, recording };
    this.#ticker.touch();
    return next;
  }

  async #openNextRecording(): Promise<OpenCapture> {
    const { directory, onProblem } = this.#options;
    try {
      return await this.#openRecording(claimFile(directory, undefined, this.#clock()));
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      onProblem(
        `${reason} This recording is kept in memory only and is gone when Hopscope ends: save a copy of it.`,
      );
      return this.#openRecording(IN_MEMORY);
    }
  }

  async #openRecording(path: string): Promise<OpenCapture> {
    const opening = this.#start(path, 'record');
    const capture = await opening;
    if (path !== IN_MEMORY) this.#files.set(identity(path), opening);
    return capture;
  }

  #openFile(path: string, key: string): Promise<OpenCapture> {
    const known = this.#files.get(key);
    if (known) return known;
    const opening = this.#start(path, 'read');
    this.#files.set(key, opening);
    opening.catch(() => this.#files.delete(key));
    return opening;
  }

  async #start(path: string, use: 'record' | 'read'): Promise<OpenCapture> {
    const { program = 'Hopscope', judges = true, onProblem } = this.#options;
    const now = this.#clock();
    const opened: { capture?: OpenCapture } = {};
    const store = await openStore(
      {
        path,
        use,
        program,
        now,
        judges,
        ...(use === 'record' && this.#options.shared === true && { shared: true }),
      },
      {
        onProblem: (message) => {
          this.#ticker.touch();
          onProblem(message);
        },
        onFollowed: (rows) => {
          this.#ticker.touch();
          const { id } = opened.capture ?? {};
          if (id === undefined) return;
          for (const row of rows) this.#feed.changed(id, row.number, () => row);
        },
        onJudged: (news) => {
          const { capture } = opened;
          if (!capture) return;
          capture.judged(news, this.#feed);
          if (news.progress) this.#options.onJudged?.(capture.id, news.progress);
        },
      },
    );
    const { note } = store.file;
    if (note !== undefined) this.#options.onNote?.(note);
    const capture = new OpenCapture(path, store, now);
    await capture.readNote();
    opened.capture = capture;
    this.#open.set(capture.id, capture);
    this.#ticker.touch();
    return capture;
  }

  /** Closes a capture and forgets it, whatever the disk says; an automatic recording without content is removed. */
  async #release(capture: OpenCapture): Promise<void> {
    this.#open.delete(capture.id);
    const closing = this.#closeFile(capture);
    this.#closing.set(capture.id, closing);
    await closing;
    this.#closing.delete(capture.id);
    capture.tellClosed();
    this.#ticker.gone();
  }

  async #closeFile(capture: OpenCapture): Promise<void> {
    try {
      await capture.close();
      const empty = capture.exchanges === 0 && isAutomaticName(capture.name);
      if (empty && dirname(capture.path) === resolve(this.#options.directory)) removeFile(capture.path);
    } catch (error) {
      this.#options.onProblem(error instanceof Error ? error.message : String(error));
    }
    for (const [key, opened] of this.#files) {
      if ((await opened.catch(() => undefined)) === capture) this.#files.delete(key);
    }
  }

  async #closeAll(): Promise<void> {
    this.#stopLooking();
    this.#feed.flush();
    await Promise.all([...this.#open.values()].map((capture) => this.#release(capture)));
    await Promise.all(this.#closing.values());
    this.#feed.flush();
    this.#ticker.stop();
  }
}
