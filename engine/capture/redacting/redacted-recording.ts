import type { Row } from '../../../shared/model/exchange.ts';
import { AppError } from '../../app-error.ts';
import type { OwnedRecording } from '../record-exchange.ts';
import type { ExchangeStart, OwnedRecorder } from '../recorder.ts';
import type { UseCount } from '../use-count.ts';
import { GivenRecorder } from './given-recorder.ts';
import { BatchWriter, type Batch, type LiveTask, type Redacted, type Told } from './redaction-batch.ts';
import type { OpenRedactionLink, RedactionLink } from './redaction-link.ts';
import type { RedactionCounts } from './redaction-note.ts';
import { createRowShadow } from './row-shadow.ts';

/** A recording that redacts. What is told of it goes elsewhere and comes back: `settled` says when. */
export interface RedactingRecording extends OwnedRecording {
  readonly withoutSecrets: (json: string) => string;
  /** The same without holding up who asks. */
  readonly withoutSecretsSoon: (json: string) => Promise<string>;
  /** Resolves when all that was told by now is recorded, as far as it can be by then. */
  settled(): Promise<void>;
  /** Hands over what was told so far. */
  flush(): void;
  /** Like `end`, and nothing that was told is lost. Resolves with what was replaced, where that is known. */
  finish(): Promise<RedactionCounts | undefined>;
}

export interface RedactedRecordingOptions {
  /** Asked for each exchange. */
  readonly task: () => LiveTask;
  readonly open: OpenRedactionLink;
  /** What is on its way uses the capture. */
  readonly uses: UseCount;
  /** A sentence. */
  readonly onProblem: (message: string) => void;
}

/** What is told waits so long for more, in ms. */
const GATHER_MS = 5;
const MOST_GATHERED = 1_000;
const MOST_BYTES = 256 * 1024;
/** What comes back is recorded for so long in one go, in ms: others get their turn. */
const SLICE_MS = 8;
/** Bytes that may be on their way, or held back, at once; beyond, those of an answer are counted and not kept. */
export const MOST_ON_THE_WAY = 128 * 1024 * 1024;

/**
 * A recording to which everything goes without its secrets: they are replaced, on another thread, before anything is handed to the
 * file's writer, so that no byte of them is ever in the file or its journal. What is told of an exchange reads as what is in the
 * file.
 */
export function redactRecording(
  inner: OwnedRecording,
  options: RedactedRecordingOptions,
): RedactingRecording {
  return new RedactedRecording(inner, options);
}

class RedactedRecording implements RedactingRecording {
  readonly captureId: string;
  readonly #inner: OwnedRecording;
  readonly #options: RedactedRecordingOptions;
  readonly #shadow = createRowShadow();
  /** What is open, each in its slot. No Map: see OpenList. */
  readonly #open: (GivenRecorder | undefined)[] = [];
  readonly #free: number[] = [];
  readonly #writer = new BatchWriter<Told>();
  readonly #link: RedactionLink;
  readonly #questions = new Map<number, PromiseWithResolvers<string>>();
  readonly #waiting: { readonly id: number; readonly resolve: () => void }[] = [];
  /** Came back and is not recorded yet. */
  #back: Batch<Redacted>[] = [];
  /** Of the first of these. */
  #recorded = 0;
  /** Also while it waits for its next turn. */
  #isRecording = false;
  #task: LiveTask;
  #last: number;
  #batchId = 0;
  #settledId = 0;
  #questionId = 0;
  #timer: NodeJS.Timeout | undefined;
  #onTheWay = 0;
  #failed = false;

  constructor(inner: OwnedRecording, options: RedactedRecordingOptions) {
    this.captureId = inner.captureId;
    this.#inner = inner;
    this.#options = options;
    this.#last = inner.count();
    this.#task = options.task();
    this.#link = options.open(this.#task, {
      onBatch: (batch) => {
        this.#back.push(batch);
        if (!this.#isRecording) this.#record();
      },
      onFailure: (reason) => {
        this.#fail(reason);
      },
    });
  }

  readonly withoutSecrets = (json: string): string => {
    if (this.#failed) throw failure();
    this.#add(['json', 0, json]);
    this.flush();
    return this.#link.answerNow();
  };

  readonly withoutSecretsSoon = (json: string): Promise<string> => this.#ask((id) => ['json', id, json]);

  begin(start: ExchangeStart): OwnedRecorder {
    this.#refresh();
    this.#last += 1;
    const slot = this.#free.pop() ?? this.#open.length;
    const recorder = new GivenRecorder(this.#last, start, {
      slot,
      shadow: this.#shadow(start),
      writer: this.#writer,
      uses: this.#options.uses,
      recording: this.#inner,
      onAdded: () => {
        this.#added();
      },
      onHeld: (bytes) => {
        this.#onTheWay += bytes;
      },
      isFull: () => this.#onTheWay > MOST_ON_THE_WAY,
      onOver: () => {
        this.#open[slot] = undefined;
        this.#free.push(slot);
      },
    });
    this.#open[slot] = recorder;
    if (this.#failed) recorder.fail();
    return recorder;
  }

  count(): number {
    return this.#last;
  }

  show(number: number): boolean {
    return this.#inner.show(number) || this.#find(number) !== undefined;
  }

  whenDone(number: number): Promise<Row> | undefined {
    const recorder = this.#find(number);
    if (!recorder) return this.#inner.whenDone(number);
    const done = recorder.done();
    this.flush();
    return done;
  }

  settled(): Promise<void> {
    this.flush();
    if (this.#settledId === this.#batchId || this.#failed) return Promise.resolve();
    const id = this.#batchId;
    return new Promise((resolve) => {
      this.#waiting.push({ id, resolve });
    });
  }

  async finish(): Promise<RedactionCounts | undefined> {
    for (const recorder of this.#open) recorder?.lose();
    const counts = await this.#ask((id) => ['counts', id]).catch(() => undefined);
    await this.settled();
    this.end();
    await this.#link.close();
    return counts === undefined ? undefined : (JSON.parse(counts) as RedactionCounts);
  }

  end(): void {
    clearTimeout(this.#timer);
    this.#inner.end();
  }

  flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#writer.size === 0) return;
    const batch = this.#writer.take(this.#batchId + 1);
    if (this.#failed) return;
    this.#batchId = batch.id;
    this.#link.post(batch);
  }

  async #ask(question: (id: number) => Told): Promise<string> {
    if (this.#failed) throw failure();
    this.#questionId += 1;
    const id = this.#questionId;
    const answer = Promise.withResolvers<string>();
    this.#questions.set(id, answer);
    this.#add(question(id));
    this.flush();
    return answer.promise;
  }

  #find(number: number): GivenRecorder | undefined {
    return this.#open.find((recorder) => recorder?.number === number);
  }

  #add(told: Told): void {
    this.#writer.add(told);
  }

  #added(): void {
    if (this.#writer.size >= MOST_GATHERED || this.#writer.weight >= MOST_BYTES) this.flush();
    else
      this.#timer ??= setTimeout(() => {
        this.flush();
      }, GATHER_MS);
  }

  /** What the workspace says now counts from here on. */
  #refresh(): void {
    const task = this.#options.task();
    if (isSame(task, this.#task)) return;
    this.#task = task;
    this.#add(['task', task]);
  }

  #record(): void {
    this.#isRecording = true;
    const until = performance.now() + SLICE_MS;
    for (let batch = this.#back[0]; batch; batch = this.#back[0]) {
      const bytes = Buffer.from(batch.bytes);
      while (this.#recorded < batch.list.length) {
        const redacted = batch.list[this.#recorded];
        this.#recorded += 1;
        if (redacted) this.#hear(redacted, bytes);
        if (performance.now() < until || this.#recorded === batch.list.length) continue;
        setImmediate(() => {
          this.#record();
        });
        return;
      }
      this.#recorded = 0;
      this.#back.shift();
      this.#settle(batch.id);
    }
    this.#isRecording = false;
  }

  #hear(redacted: Redacted, bytes: Buffer): void {
    if (redacted[0] !== 'json') {
      this.#open[redacted[1]]?.redacted(redacted, bytes);
      return;
    }
    const [, id, json] = redacted;
    this.#questions.get(id)?.resolve(json);
    this.#questions.delete(id);
  }

  #settle(id: number): void {
    this.#settledId = id;
    while (this.#waiting[0] && this.#waiting[0].id <= id) this.#waiting.shift()?.resolve();
  }

  /** Nobody can redact any more: what is on its way, and what comes, is counted and not kept. */
  #fail(reason: string): void {
    this.#failed = true;
    this.#options.onProblem(
      `Secrets cannot be replaced any more (${reason}), so of what is recorded from here on the sizes are counted, and nothing else is kept. Begin a new recording.`,
    );
    const open = this.#open.filter((recorder) => recorder !== undefined);
    for (const recorder of open.sort((one, other) => one.number - other.number)) recorder.fail();
    for (const { resolve } of this.#waiting.splice(0)) resolve();
    for (const { reject } of this.#questions.values()) reject(failure());
    this.#questions.clear();
  }
}

function failure(): AppError {
  return new AppError('INTERNAL', 'Secrets cannot be replaced any more in this recording. Begin a new one.');
}

/** The lists of a workspace's rules are never changed in place. */
function isSame({ rules, known }: LiveTask, other: LiveTask): boolean {
  return (
    rules.off === other.rules.off &&
    rules.keys === other.rules.keys &&
    rules.paths === other.rules.paths &&
    rules.patterns === other.rules.patterns &&
    rules.keep === other.rules.keep &&
    known.length === other.known.length &&
    known.every((value, index) => value === other.known[index])
  );
}
