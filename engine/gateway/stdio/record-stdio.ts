import { dirname } from 'node:path';
import type { Instance } from '../../../shared/model/instance.ts';
import { createCaptures, type Captures } from '../../capture/captures.ts';
import type { RecordingRedaction } from '../../capture/captures-contract.ts';
import type { Recording } from '../../capture/recorder.ts';
import type { ProcessExit } from '../../transport/child-process.ts';
import { prepareCaptures } from '../../workspace/workspace-storage.ts';
import { StdioObserver } from './observe-stdio.ts';
import { relayStdio, type Relay, type RelayOptions, type RelayTap } from './relay-stdio.ts';

export interface RecordStdioOptions extends Omit<RelayOptions, 'tap'> {
  /** The server as it is called in the capture: with its command as it may be kept. Asked once it has started. */
  readonly instance: () => Promise<Instance>;
  /** Absolute path of the workspace that gets the recording. */
  readonly workspaceDirectory: string;
  /** Absolute path of the capture to append to instead; made where it does not exist. */
  readonly captureFile?: string;
  /** How it is redacted while it is recorded; undefined: it is not. Asked once the server has started. */
  readonly redaction?: () => Promise<RecordingRedaction | undefined>;
  /** Program and version, noted in the file. */
  readonly program: string;
  /** A sentence: nothing is recorded any more, or not all. The bytes pass all the same. */
  readonly onProblem: (message: string) => void;
}

export interface RecordedStdio extends Relay {
  /** Once the recording is complete, too. Never rejects. */
  readonly closed: Promise<ProcessExit>;
}

/** What may wait to be recorded, in bytes. */
const MOST_WAITING = 64 * 1024 * 1024;
/** So long recording may keep bytes from passing, in ms. */
const SLICE_MS = 5;
/** So long what waits is recorded once the server is gone, in ms: its client waits, too. */
const LAST_SLICE_MS = 3_000;

/**
 * Stands between a client and a server on stdio: hands every byte on and records both directions and stderr. The
 * server is started at once; what passes before the capture is open is recorded then. Whatever happens to the
 * recording, the bytes pass.
 */
export function recordStdio(options: RecordStdioOptions): RecordedStdio {
  const recorder = new Recorder(options);
  const relay = relayStdio({ ...options, tap: recorder });
  return { ...relay, closed: relay.ended.then((exit) => recorder.close(exit)) };
}

/** What is to be recorded, step by step. */
type Told = (observer: StdioObserver) => Iterator<undefined, void> | undefined;

/** Gives an observer what passes, when there is time; a fault there ends the recording and nothing else. */
class Recorder implements RelayTap {
  readonly #options: RecordStdioOptions;
  readonly #opened: Promise<Captures | undefined>;
  #waiting: { readonly bytes: number; readonly told: Told }[] = [];
  #waitingBytes = 0;
  #steps: Iterator<undefined, void> | undefined;
  #slice: NodeJS.Immediate | undefined;
  #observer: StdioObserver | undefined;
  #isBroken = false;

  constructor(options: RecordStdioOptions) {
    this.#options = options;
    const startedAtMs = performance.now();
    // Behind the start of the server, which comes in this turn.
    this.#opened = Promise.resolve().then(() => this.#open(startedAtMs));
  }

  client(bytes: Uint8Array, atMs: number): void {
    this.#tell(bytes.length, (observer) => observer.client(bytes, atMs));
  }

  server(bytes: Uint8Array, atMs: number): void {
    this.#tell(bytes.length, (observer) => observer.server(bytes, atMs));
  }

  stderr(bytes: Uint8Array, atMs: number): void {
    this.#tell(bytes.length, (observer) => {
      observer.stderr(bytes, atMs);
      return undefined;
    });
  }

  clientEnd(atMs: number): void {
    this.#tell(0, (observer) => {
      observer.clientEnd(atMs);
      return undefined;
    });
  }

  async close(exit: ProcessExit): Promise<ProcessExit> {
    const atMs = performance.now();
    const captures = await this.#opened;
    clearImmediate(this.#slice);
    if (!this.#work(LAST_SLICE_MS)) this.#break('The server wrote faster than it could be recorded.');
    try {
      this.#observer?.exit(exit, atMs);
      await captures?.close();
    } catch (error) {
      this.#break(reason(error));
    }
    return exit;
  }

  async #open(startedAtMs: number): Promise<Captures | undefined> {
    const { workspaceDirectory, captureFile, program, instance, onProblem } = this.#options;
    try {
      const server = await instance();
      const redaction = await this.#options.redaction?.();
      const captures = await createCaptures({
        directory:
          captureFile === undefined ? await prepareCaptures(workspaceDirectory) : dirname(captureFile),
        ...(captureFile !== undefined && { file: captureFile }),
        program,
        reopens: false,
        shared: true,
        redaction: () => redaction,
        onRows: () => undefined,
        onSummaries: () => undefined,
        onProblem,
      });
      const recording = (): Recording => captures.recording();
      this.#observer = new StdioObserver({ instance: server, recording, startedAtMs });
      this.#soon();
      return captures;
    } catch (error) {
      this.#break(reason(error));
      return undefined;
    }
  }

  #tell(bytes: number, told: Told): void {
    if (this.#isBroken) return;
    this.#waiting.push({ bytes, told });
    this.#waitingBytes += bytes;
    if (this.#waitingBytes > MOST_WAITING) this.#break('More passed at once than could be recorded.');
    else this.#soon();
  }

  /** Behind what passes now. */
  #soon(): void {
    if (!this.#observer || this.#slice || this.#isBroken) return;
    this.#slice = setImmediate(() => {
      this.#slice = undefined;
      if (!this.#work(SLICE_MS)) this.#soon();
    });
  }

  /** For so long at most; whether nothing waits any more. */
  #work(forMs: number): boolean {
    const until = performance.now() + forMs;
    try {
      while (this.#observer && !this.#isBroken) {
        while (this.#steps) {
          if (this.#steps.next().done) this.#steps = undefined;
          else if (performance.now() > until) return false;
        }
        const next = this.#waiting.shift();
        if (!next) return true;
        this.#waitingBytes -= next.bytes;
        this.#steps = next.told(this.#observer);
      }
    } catch (error) {
      this.#break(reason(error));
    }
    return true;
  }

  #break(why: string): void {
    if (this.#isBroken) return;
    this.#isBroken = true;
    this.#waiting = [];
    this.#steps = undefined;
    this.#options.onProblem(`Nothing more is recorded: ${why}`);
  }
}

function reason(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
