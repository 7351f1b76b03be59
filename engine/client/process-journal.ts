import type { ExchangeRef, Origin } from '../../shared/model/exchange.ts';
import type { Finding } from '../../shared/model/finding.ts';
import type { Era } from '../../shared/model/instance.ts';
import { formatCommandLine } from '../../shared/model/command-line.ts';
import type { ExchangeRecorder, Recording } from '../capture/recorder.ts';
import { OutputTail } from '../instances/output-tail.ts';
import type { ValidMessage } from '../protocol/judge-line.ts';
import type { TransportFailure } from '../transport/transport-failure.ts';
import type { ReadyInstance } from './channel.ts';
import { StderrLines } from './stderr-lines.ts';

/** Most bytes of stderr and of what is beside the answers that one row keeps: a server may write for days. */
const KEPT_BYTES = 64 * 1024 * 1024;
const KEPT_FINDINGS = 100;
const TAIL_BYTES = 8 * 1024;
/** So long the rest of a line of stderr is waited for, in ms. */
const PART_MS = 200;
const SHOWN_COMMAND = 200;

const STRAY_LINK =
  'https://modelcontextprotocol.io/specification/2026-07-28/basic/transports/stdio#receiving-messages';

export interface JournalOptions {
  readonly target: ReadyInstance;
  readonly era: Era;
  /** Of whoever made the process start. */
  readonly origin: Origin;
  readonly recording: () => Recording;
  /** `performance.now()` when the process started; absent: now. */
  readonly startedAtMs?: number;
}

/** One row, and the clock that its times are measured by. */
interface Page {
  readonly recording: Recording;
  readonly recorder: ExchangeRecorder;
  /** `performance.now()` */
  readonly startedAt: number;
  keptBytes: number;
  droppedBytes: number;
  findings: number;
}

/**
 * The row of a process, open as long as it lives: what it writes to stderr, what on its stdout is no message, and the
 * messages that belong to no request. In a new recording it goes on in a row of its own there, so that no old recording
 * stays open for it. Times that are given to it are `performance.now()`.
 */
export class ProcessJournal {
  readonly #options: JournalOptions;
  readonly #lines = new StderrLines();
  readonly #tail = new OutputTail(TAIL_BYTES);
  #page: Page;
  #part: NodeJS.Timeout | undefined;
  #isOver = false;

  constructor(options: JournalOptions) {
    this.#options = options;
    this.#page = this.#begin(options.startedAtMs);
  }

  /** The row in the present recording. */
  get ref(): ExchangeRef {
    const { recording, recorder } = this.#current();
    return { captureId: recording.captureId, number: recorder.number };
  }

  /** The recording in which the row is. */
  get recording(): Recording {
    return this.#current().recording;
  }

  /** The last bytes of stderr as text. */
  get stderrTail(): string {
    return this.#tail.text();
  }

  stderr(bytes: Uint8Array, atMs: number): void {
    this.#tail.push(new Uint8Array(bytes));
    for (const event of this.#lines.push(bytes)) this.#output('stderr', event, atMs);
    clearTimeout(this.#part);
    if (this.#lines.isWaiting) this.#part = setTimeout(() => this.#flush(), PART_MS);
  }

  /** `reason` is the end of a sentence about the line. */
  stray(line: Uint8Array, reason: string, atMs: number): void {
    const index = this.#current().recorder.row().eventCount;
    const isKept = this.#output('stray', withLineFeed(line), atMs);
    this.finding({
      rule: 'stdio.stray-output',
      severity: 'error',
      side: 'server',
      message: `The server wrote a line to its standard output that is no MCP message: ${reason}. Logs belong on stderr.`,
      ...(isKept && { pointer: `event:${String(index)}` }),
      link: STRAY_LINK,
    });
  }

  /** A message that belongs to no request. */
  line(line: Uint8Array, message: ValidMessage, atMs: number): void {
    const method = 'method' in message ? { method: message.method } : {};
    this.#output('line', withLineFeed(line), atMs, { message: message.kind, ...method });
  }

  /** A line with several messages; those that belong to a request are in its row once more. */
  batch(line: Uint8Array, atMs: number): void {
    this.#output('line', withLineFeed(line), atMs);
  }

  finding(finding: Finding): void {
    const page = this.#current();
    page.findings += 1;
    if (page.findings <= KEPT_FINDINGS) page.recorder.finding(finding);
  }

  /** The process is gone; nothing is told any more. */
  end(failure: TransportFailure | undefined): void {
    if (this.#isOver) return;
    this.#flush();
    this.#isOver = true;
    this.#close(this.#page, failure);
  }

  /** False where it is not kept any more. */
  #output(
    kind: 'stderr' | 'stray' | 'line',
    bytes: Uint8Array,
    atMs: number,
    message?: Parameters<ExchangeRecorder['outputBytes']>[3],
  ): boolean {
    const page = this.#current();
    if (page.droppedBytes > 0 || page.keptBytes + bytes.length > KEPT_BYTES) {
      page.droppedBytes += bytes.length;
      return false;
    }
    page.keptBytes += bytes.length;
    page.recorder.outputBytes(kind, bytes, Math.max(0, atMs - page.startedAt), message);
    return true;
  }

  #flush(): void {
    clearTimeout(this.#part);
    for (const event of this.#lines.flush()) this.#output('stderr', event, performance.now());
  }

  #current(): Page {
    if (this.#isOver || this.#options.recording() === this.#page.recording) return this.#page;
    this.#close(this.#page, undefined);
    this.#page = this.#begin();
    return this.#page;
  }

  #begin(startedAt = performance.now()): Page {
    const { target, era, origin } = this.#options;
    const { instance } = target;
    const recording = this.#options.recording();
    const recorder = recording.begin({
      origin,
      instanceId: instance.id,
      instanceName: instance.name,
      era,
      transport: 'stdio',
      url: instance.url,
      startedAt: Date.now() - (performance.now() - startedAt),
      expected: { expects: 'nothing', requestId: undefined },
      framing: 'process',
      httpMethod: '',
      target: '',
      headers: [],
      body: new Uint8Array(),
      method: 'process',
      // Without the environment: its values may be secrets by now.
      name: instance.stdio ? formatCommandLine({ ...instance.stdio, env: {} }).slice(0, SHOWN_COMMAND) : '',
      routing: [],
      origins: [],
      tampered: false,
      headerFault: false,
    });
    recorder.responseHead({ status: 0, statusText: '', httpVersion: '', headers: [] }, 0);
    return {
      recording,
      recorder,
      startedAt,
      keptBytes: 0,
      droppedBytes: 0,
      findings: 0,
    };
  }

  #close(page: Page, failure: TransportFailure | undefined): void {
    const { recorder, findings, droppedBytes, startedAt } = page;
    if (findings > KEPT_FINDINGS) {
      recorder.finding({
        rule: 'stdio.more-findings',
        severity: 'note',
        side: 'none',
        message: `There were ${String(findings - KEPT_FINDINGS)} more findings like these; the first ${String(KEPT_FINDINGS)} are kept.`,
      });
    }
    if (droppedBytes > 0) {
      recorder.finding({
        rule: 'stdio.output-not-kept',
        severity: 'note',
        side: 'none',
        message: `The process wrote more than ${String(KEPT_BYTES / 1024 / 1024)} MiB beside its answers. The first of it is here; ${String(droppedBytes)} bytes that followed are not kept.`,
      });
    }
    recorder.end({
      timing: { endMs: performance.now() - startedAt },
      ...(failure && { failure: failure.toFailure(Date.now()) }),
    });
  }
}

function withLineFeed(line: Uint8Array): Uint8Array {
  const whole = new Uint8Array(line.length + 1);
  whole.set(line);
  whole[line.length] = 10;
  return whole;
}
