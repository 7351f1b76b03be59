import type { JsonObject, JsonValue } from '../../shared/model/draft.ts';
import type { ExchangeRef } from '../../shared/model/exchange.ts';
import type { Finding } from '../../shared/model/finding.ts';
import { isJsonObject } from '../../shared/model/json.ts';
import type { BatchMember, ValidMessage } from '../protocol/judge-line.ts';
import type { RequestId } from '../protocol/json-rpc.ts';
import { ownerOf } from '../protocol/message-owner.ts';
import { TransportFailure } from '../transport/transport-failure.ts';
import type { ProcessJournal } from './process-journal.ts';
import type { StdioFlight } from './stdio-flight.ts';

/** A message of the server. */
export interface Incoming {
  readonly message: ValidMessage;
  readonly json: JsonObject;
  /** The request that it belongs to, as far as can be told. */
  readonly owner: StdioFlight | undefined;
  /** The row that it is kept in. */
  readonly from: ExchangeRef;
  /** Says something about it, in that row. */
  finding(finding: Finding): void;
}

export interface ProcessMessagesOptions {
  readonly journal: ProcessJournal;
  /** What the server is called in sentences. */
  readonly name: string;
  /** Each message, once it is recorded; an answer before its request ends. */
  readonly onIncoming: (incoming: Incoming) => void;
  /** Whether a line that is a batch is read; else it is stray. */
  readonly readsBatches: () => boolean;
}

/** Requests that ended without an answer: one that still comes is nobody's fault. */
const REMEMBERED_IDS = 1000;
/** So long what explains an end may follow it: the exit, or the answer that ends a subscription; in ms. */
const ENDING_MS = 1500;

/** What a server on stdio says, sorted: to the requests that wait for it, and to the row of the process. */
export class ProcessMessages {
  readonly #options: ProcessMessagesOptions;
  readonly #flights = new Set<StdioFlight>();
  readonly #givenUp = new Set<RequestId>();

  constructor(options: ProcessMessagesOptions) {
    this.#options = options;
  }

  /** Requests that wait for their answer, oldest first. */
  get flights(): ReadonlySet<StdioFlight> {
    return this.#flights;
  }

  add(flight: StdioFlight): void {
    this.#flights.add(flight);
  }

  delete(flight: StdioFlight): void {
    this.#flights.delete(flight);
  }

  /** Nobody waits for the answer to this request any more. */
  giveUp(id: RequestId): void {
    this.#givenUp.add(id);
    if (this.#givenUp.size <= REMEMBERED_IDS) return;
    const [oldest] = this.#givenUp;
    if (oldest !== undefined) this.#givenUp.delete(oldest);
  }

  endAll(why: () => TransportFailure): void {
    for (const flight of [...this.#flights]) flight.end(why());
  }

  /** A pipe most often breaks because the process ends, and how that ended says more: so long it is waited for. */
  endSoon(flight: StdioFlight, why: () => TransportFailure): void {
    const late = setTimeout(() => flight.end(why()), ENDING_MS);
    void flight.done.then(() => clearTimeout(late));
  }

  message(line: Uint8Array, message: ValidMessage, atMs: number, json: JsonValue): void {
    const { journal, onIncoming } = this.#options;
    const owner = ownerOf(message, json, [...this.#flights]);
    if (owner) owner.take(withLineFeed(line), json, atMs);
    else journal.line(line, message, atMs);
    onIncoming({
      message,
      json: isJsonObject(json) ? json : {},
      owner,
      from: owner?.ref ?? journal.ref,
      finding: (finding) => {
        if (owner) owner.finding(finding);
        else journal.finding(finding);
      },
    });
    if (message.kind === 'result' || message.kind === 'error') {
      if (owner) owner.end(undefined, atMs);
      else this.#unmatched(message.id);
    } else if (owner && message.kind === 'notification' && message.method === 'notifications/cancelled') {
      this.#endedByServer(owner);
    }
  }

  /** Each member as if it had come alone; the line as it was stands in the process's row. */
  batch(line: Uint8Array, members: readonly BatchMember[], atMs: number): void {
    const { journal, readsBatches } = this.#options;
    if (!readsBatches()) {
      this.stray(
        line,
        'it is a batch, which only revision 2025-03-26 has',
        atMs,
        members.map(({ json }) => json),
      );
      return;
    }
    journal.batch(line, atMs);
    for (const { message, json } of members) {
      const text = Buffer.from(JSON.stringify(json));
      if (message.kind === 'invalid') this.stray(text, message.reason, atMs, json);
      else this.message(text, message, atMs, json);
    }
  }

  stray(line: Uint8Array, reason: string, atMs: number, json: JsonValue | undefined): void {
    this.#options.journal.stray(line, reason, atMs);
    if (json === undefined || Array.isArray(json)) return;
    const owner = ownerOf({ kind: 'invalid', reason }, json, [...this.#flights]);
    if (!owner) return;
    owner.take(withLineFeed(line), json, atMs);
    owner.end(undefined, atMs);
  }

  #unmatched(id: RequestId | undefined): void {
    if (id !== undefined && this.#givenUp.delete(id)) return;
    const what =
      id === undefined ? 'an error that names no request' : `an answer with the id ${JSON.stringify(id)}`;
    this.#options.journal.finding({
      rule: 'response.id-mismatch',
      severity: 'error',
      side: 'server',
      message: `The server sent ${what}, and no request that waits has it. An answer carries the id of its request, of the same type, and comes once.`,
      link: 'https://modelcontextprotocol.io/specification/2026-07-28/basic/index#responses',
    });
  }

  /** The answer that ends a subscription gracefully may come before this notification, after it, or never. */
  #endedByServer(flight: StdioFlight): void {
    const { name } = this.#options;
    this.endSoon(
      flight,
      () =>
        new TransportFailure(
          'cut',
          `${name} ended this subscription (notifications/cancelled) and sent no answer to it. Open it again to go on listening.`,
        ),
    );
  }
}

function withLineFeed(line: Uint8Array): Uint8Array {
  return Buffer.concat([line, Uint8Array.of(10)]);
}
