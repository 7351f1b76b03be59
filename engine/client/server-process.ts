import type { Draft, JsonValue } from '../../shared/model/draft.ts';
import type {
  ExchangeLink,
  ExchangeRef,
  Origin,
  ReplayedFrom,
  ValueOrigin,
} from '../../shared/model/exchange.ts';
import type { Finding } from '../../shared/model/finding.ts';
import type { Era } from '../../shared/model/instance.ts';
import { AppError } from '../app-error.ts';
import { expectedAnswer } from '../capture/expected-answer.ts';
import { faultsOfLine } from '../protocol/assemble-line.ts';
import { nameTwinOf } from '../protocol/json-rpc.ts';
import { ownerKeysOf } from '../protocol/message-owner.ts';
import { openStdio, type StdioConnection, type StdioExit } from '../transport/stdio/open-stdio.ts';
import { errorText, TransportFailure } from '../transport/transport-failure.ts';
import type { ChannelServices, ReadyInstance } from './channel.ts';
import { ProcessJournal } from './process-journal.ts';
import { ProcessMessages, type Incoming } from './process-messages.ts';
import { StdioFlight, type FlightLimits } from './stdio-flight.ts';

/** One line that is to leave, as a row of its own. */
export interface OutgoingLine {
  readonly body: string;
  readonly origin: Origin;
  readonly link?: ExchangeLink;
  readonly replayed?: ReplayedFrom;
  readonly draft?: Draft;
  readonly origins?: readonly ValueOrigin[];
  readonly tampered?: boolean;
  readonly limits: FlightLimits;
  readonly signal?: AbortSignal;
  /** What the row calls it, where the message itself has no method: an answer of ours. */
  readonly calledMethod?: string;
}

export interface ServerProcessOptions {
  readonly target: ReadyInstance;
  readonly era: Era;
  readonly origin: Origin;
  readonly services: ChannelServices;
  /** Each message, once it is recorded; an answer before its request ends. */
  readonly onIncoming: (incoming: Incoming) => void;
  /** Whether the server has a reason to say nothing: it waits for a person. */
  readonly mayBeSilent: () => boolean;
  /** Tells the server that nobody waits for this answer any more; only where that may be told. */
  readonly cancel: (flight: StdioFlight) => void;
  /** Whether a line that is a batch is read; else it is stray. */
  readonly readsBatches: () => boolean;
  /** Told once, when it is gone. */
  readonly onGone: (end: ProcessEnd) => void;
}

/** How a process ended. */
export interface ProcessEnd {
  /** Hopscope asked for it. */
  readonly asked: boolean;
  /** It ended by itself, without a fault and with nobody waiting. */
  readonly quiet: boolean;
  /** A sentence: what happened, and what to do next. */
  readonly problem: string;
  readonly stderrTail: string;
}

const LAST_LINES = 3;
const LAST_CHARACTERS = 400;

/** One process of a server, from its start to its end: its row, and the rows of what is said to it and answered. */
export class ServerProcess {
  readonly #options: ServerProcessOptions;
  readonly #name: string;
  readonly #journal: ProcessJournal;
  readonly #connection: StdioConnection;
  readonly #messages: ProcessMessages;
  readonly #gone = Promise.withResolvers<ProcessEnd>();
  #state: 'running' | 'ending' | 'gone' = 'running';

  constructor(options: ServerProcessOptions) {
    this.#options = options;
    const { target, era, origin, services } = options;
    const { stdio, name } = target.instance;
    if (!stdio) throw new AppError('INTERNAL', `${name} has no command.`);
    this.#name = name;
    this.#journal = new ProcessJournal({ target, era, origin, recording: services.recording });
    const { onIncoming, readsBatches } = options;
    const messages = new ProcessMessages({ journal: this.#journal, name, onIncoming, readsBatches });
    this.#messages = messages;
    this.#connection = openStdio(stdio, {
      message: (line, message, atMs, json) =>
        this.#guarded(() => messages.message(line, message, atMs, json)),
      batch: (line, members, atMs) => this.#guarded(() => messages.batch(line, members, atMs)),
      stray: (line, reason, atMs, json) => this.#guarded(() => messages.stray(line, reason, atMs, json)),
      stderr: (bytes, atMs) => this.#journal.stderr(bytes, atMs),
      outputEnd: () => this.#outputEnded(),
      exit: (exit) => this.#exited(exit),
    });
  }

  /** Its own row, in the present recording. */
  get ref(): ExchangeRef {
    return this.#journal.ref;
  }

  /** Undefined where it could not start. */
  get pid(): number | undefined {
    return this.#connection.pid;
  }

  /** Whether something sent to it can be answered. */
  get isRunning(): boolean {
    return this.#state === 'running' && this.pid !== undefined;
  }

  /** Resolves when it is gone. */
  get gone(): Promise<ProcessEnd> {
    return this.#gone.promise;
  }

  /** Throws AppError BAD_INPUT where the message is more than one line. */
  send(out: OutgoingLine): StdioFlight {
    const [fault] = faultsOfLine(out.body);
    if (fault !== undefined) throw new AppError('BAD_INPUT', fault);
    const json = parse(out.body);
    const flight = this.#begin(out, json);
    const expectsAnswer = expectedAnswer(Buffer.from(out.body), this.#options.era).expects === 'answer';
    if (flight.isAborted) {
      flight.endAborted();
      return flight;
    }
    if (expectsAnswer && out.calledMethod === undefined) this.#messages.add(flight);
    this.#connection.write(Buffer.from(out.body)).then(
      () => {
        flight.sent(performance.now());
        if (!this.#messages.flights.has(flight)) flight.end();
      },
      (error: unknown) => this.#writeFailed(flight, toFailure(error)),
    );
    return flight;
  }

  /** Ends it in order, with what is on its way; resolves when it is gone. Can be called again. */
  async stop(): Promise<void> {
    if (this.#state === 'running') this.#state = 'ending';
    this.#messages.endAll(
      () => new TransportFailure('cancelled', `${this.#name} was disconnected before it answered.`),
    );
    await this.#connection.stop();
    await this.gone;
  }

  #begin(out: OutgoingLine, json: JsonValue | undefined): StdioFlight {
    const { target, era } = this.#options;
    const { instance } = target;
    const { recording } = this.#journal;
    const twin = nameTwinOf(json) ?? { method: out.calledMethod ?? 'not JSON-RPC', name: '' };
    const line = Buffer.from(`${out.body}\n`);
    const recorder = recording.begin({
      origin: out.origin,
      instanceId: instance.id,
      instanceName: instance.name,
      era,
      transport: 'stdio',
      channel: this.#journal.ref.number,
      url: instance.url,
      startedAt: Date.now(),
      ...(out.link && { link: out.link }),
      ...(out.replayed && { replayed: out.replayed }),
      // An answer of ours has an id, and yet nothing comes back for it.
      ...(out.calledMethod !== undefined && { expected: { expects: 'nothing', requestId: undefined } }),
      framing: 'lines',
      httpMethod: '',
      target: '',
      headers: [],
      body: Buffer.from(out.body),
      ...twin,
      routing: [],
      origins: out.origins ?? [],
      ...(out.draft && { draft: out.draft }),
      tampered: out.tampered === true,
      headerFault: false,
    });
    return new StdioFlight({
      recorder,
      ref: { captureId: recording.captureId, number: recorder.number },
      keys: ownerKeysOf(json),
      line,
      draft: out.draft,
      limits: out.limits,
      signal: out.signal ?? new AbortController().signal,
      where: this.#name,
      mayBeSilent: this.#options.mayBeSilent,
      onGiveUp: (flight) => this.#cancel(flight),
      onEnd: (flight) => this.#messages.delete(flight),
    });
  }

  /**
   * Tells the server that nobody waits any more. `initialize` must not be cancelled.
   * https://modelcontextprotocol.io/specification/2026-07-28/basic/patterns/cancellation and
   * https://modelcontextprotocol.io/specification/2025-11-25/basic/utilities/cancellation
   */
  #cancel(flight: StdioFlight): void {
    const { id, method } = flight;
    if (id === undefined) return;
    this.#messages.giveUp(id);
    if (this.isRunning && method !== 'initialize') this.#options.cancel(flight);
  }

  #writeFailed(flight: StdioFlight, failure: TransportFailure): void {
    if (failure.kind === 'cut' && this.#messages.flights.has(flight))
      this.#messages.endSoon(flight, () => failure);
    else flight.end(failure);
  }

  #outputEnded(): void {
    if (this.#state !== 'running') return;
    this.#state = 'ending';
    for (const flight of this.#messages.flights) {
      this.#messages.endSoon(
        flight,
        () =>
          new TransportFailure(
            'cut',
            `${this.#name} closed its standard output before it answered.${this.#lastWords()} Send again: that starts it anew.`,
          ),
      );
    }
  }

  #exited(exit: StdioExit): void {
    const quiet = exit.code === 0 && exit.problem === undefined && this.#messages.flights.size === 0;
    const { asked } = exit;
    const happened = exit.problem ?? `The process of ${this.#name} ${howItEnded(exit)}.`;
    const neverStarted = this.pid === undefined;
    const more = neverStarted ? '' : `${this.#lastWords()} The next request starts it anew.`;
    const problem = asked ? `${this.#name} was disconnected.` : `${happened}${more}`;
    this.#state = 'gone';
    this.#messages.endAll(() =>
      asked
        ? new TransportFailure('cancelled', `${this.#name} was disconnected before it answered.`)
        : new TransportFailure('lost', problem),
    );
    const failure =
      asked || quiet ? undefined : new TransportFailure(neverStarted ? 'unreachable' : 'cut', problem);
    if (exit.outlived) this.#journal.finding(outlivesStdin(exit));
    this.#journal.end(failure);
    const end = { asked, quiet, problem, stderrTail: this.#journal.stderrTail };
    this.#options.onGone(end);
    this.#gone.resolve(end);
  }

  /** The end of stderr as the middle of a text; nothing where there is none. */
  #lastWords(): string {
    const lines = this.#journal.stderrTail.trimEnd().split(/\r?\n/).slice(-LAST_LINES).join(' / ').trim();
    if (lines === '') return ' It wrote nothing to stderr.';
    const shown = lines.length > LAST_CHARACTERS ? `…${lines.slice(-LAST_CHARACTERS)}` : lines;
    return ` Last on stderr: ${shown}${/[.!?]$/.test(shown) ? '' : '.'}`;
  }

  /** A fault of ours in one message must not end the program, nor the messages after it. */
  #guarded(work: () => void): void {
    try {
      work();
    } catch (error) {
      this.#options.services.onBug(error, `a message of ${this.#name}`);
    }
  }
}

/** https://modelcontextprotocol.io/specification/2026-07-28/basic/transports/stdio#shutdown */
function outlivesStdin(exit: StdioExit): Finding {
  return {
    rule: 'stdio.outlives-stdin',
    severity: 'warning',
    side: 'server',
    message: `The process went on after its standard input was closed, and ${howItEnded(exit)} when it was terminated. Clients have no other way to end it on every system.`,
    expected: 'the end of the process with its input',
    link: 'https://modelcontextprotocol.io/specification/2026-07-28/basic/transports/stdio#shutdown',
  };
}

function howItEnded({ code, signal }: StdioExit): string {
  if (signal !== null) return `was ended by ${signal}`;
  return `ended with exit code ${String(code)}`;
}

function toFailure(error: unknown): TransportFailure {
  if (error instanceof TransportFailure) return error;
  return new TransportFailure('internal', `The message could not be written: ${errorText(error)}.`);
}

function parse(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return undefined;
  }
}
