import type { Failure, RoutingLine, Row } from '../../../shared/model/exchange.ts';
import type { Finding } from '../../../shared/model/finding.ts';
import type { ClientSide, InjectedFault, RoutingTrace } from '../../../shared/model/gateway.ts';
import type { HeaderList } from '../../../shared/model/headers.ts';
import type { Instance } from '../../../shared/model/instance.ts';
import type { ExchangeEnd, ExchangeSink, ResponseHead } from '../../transport/exchange-sink.ts';
import type { TransportFailure } from '../../transport/transport-failure.ts';
import { explainContradiction } from '../explain/contradiction.ts';
import type { ClientAnswer } from '../forward/client-answer.ts';
import type { ForwardingContext } from '../forward/forwarding-context.ts';
import type { IncomingBody } from '../forward/incoming-body.ts';
import type { OwnAnswer } from '../forward/own-answer.ts';
import { bodyCut, describeExchange, liesOf, lostSession, mismatches } from './describe-exchange.ts';
import { errorCodeOf } from './error-code.ts';
import { ExchangeRecord, type RecordEnding } from './exchange-record.ts';

/** So much of an answer is read for its error code, where headers and body disagree. */
const READ_BYTES = 64 * 1024;

export interface ForwardingRecordOptions {
  readonly context: ForwardingContext;
  readonly body: IncomingBody;
  readonly client: ClientAnswer;
  /** As the client sent it, without what must not be kept. */
  readonly request: Omit<ClientSide['request'], 'bodyBytes'> & { readonly remoteAddress: string };
  /** Grows while it lasts. */
  readonly faults: readonly InjectedFault[];
  /** `performance.now()`. */
  readonly startedAt: number;
}

interface Onward {
  readonly url: string;
  readonly target: string;
  readonly headers: HeaderList;
}

/** What is kept of one request that came to a gateway: both halves, how it was routed, and what went wrong. */
export class ForwardingRecord {
  readonly #options: ForwardingRecordOptions;
  readonly #record: ExchangeRecord;
  #startedAt = Date.now();
  #trace: RoutingTrace = { tried: [], candidates: [], why: '' };
  #instance: Instance | undefined;
  #onward: Onward | undefined;
  #lies: readonly RoutingLine[] = [];
  #read: Uint8Array[] = [];
  #readBytes = 0;
  #head: ResponseHead | undefined;
  #explanation: string | undefined;
  #isLostSession = false;
  #clientEndMs = 0;
  #failure: Failure | undefined;

  constructor(options: ForwardingRecordOptions) {
    this.#options = options;
    this.#record = new ExchangeRecord({
      queue: options.context.records,
      recording: () => options.context.recording(),
      start: () => this.#start(),
      ending: (row, end) => this.#ending(row, end),
      onBody: (bytes) => {
        this.#readAnswer(bytes);
      },
      onBug: options.context.onBug,
    });
  }

  /** For what is on the wire to the server. */
  get sink(): Pick<ExchangeSink, 'requestBytes' | 'responseBytes' | 'responseHead'> {
    return this.#record;
  }

  /** Number of the exchange; undefined where nothing is kept. */
  get number(): number | undefined {
    return this.#record.number;
  }

  /** Known at once. */
  routed(trace: RoutingTrace): void {
    this.#trace = trace;
  }

  /** Absent `onward`: nothing leaves to it. */
  goesTo(instance: Instance, onward?: Onward): void {
    this.#instance = instance;
    this.#onward = onward;
    // What is timed is the server's half.
    if (onward) this.#startedAt = Date.now();
  }

  begin(): void {
    this.#record.begin();
  }

  explain(explanation: string): void {
    this.#explanation = explanation;
  }

  /** The server's head: what it gives out, and whether it lost a session. */
  answered(head: ResponseHead): void {
    const { context, request } = this.#options;
    const instance = this.#instance;
    this.#head = head;
    if (!instance) return;
    const { id: instanceId, name: instanceName } = instance;
    context.router.learn(this.#trace, instanceId, head.headers);
    context.sessions.saw(head.headers, { instanceId, instanceName }, () => this.#record.number);
    const lost = context.sessions.explain(request.headers, head.status, { instanceId, instanceName });
    if (lost === undefined) return;
    this.#explanation = lost;
    this.#isLostSession = true;
  }

  bodyBytes(bytes: Uint8Array, atMs: number): void {
    this.#record.bodyBytes(bytes, atMs);
  }

  #readAnswer(bytes: Uint8Array): void {
    if (this.#lies.length === 0 || this.#readBytes >= READ_BYTES) return;
    this.#read.push(bytes);
    this.#readBytes += bytes.length;
  }

  /** Whether the answer to the request is there, whatever may follow. */
  hasAnswer(): boolean {
    return this.#record.row()?.resultType !== undefined;
  }

  failure(): Failure | undefined {
    return this.#failure;
  }

  serverOver(end: ExchangeEnd): void {
    this.#failure = end.failure;
    this.#record.end(end);
  }

  /** The gateway answers by itself. */
  answeredItself({ status, statusText, headers, body }: OwnAnswer): void {
    const atMs = performance.now() - this.#options.startedAt;
    this.#record.responseHead({ status, statusText, httpVersion: '1.1', headers }, atMs);
    if (body.length > 0) this.#record.bodyBytes(body, atMs);
    this.serverOver({ timing: { endMs: atMs } });
  }

  /** Nothing comes from the server, and nothing was sent to it. */
  unanswered(failure: TransportFailure): void {
    const endMs = performance.now() - this.#options.startedAt;
    this.serverOver({ timing: { endMs }, failure: failure.toFailure(Date.now()) });
  }

  clientOver(): void {
    this.#clientEndMs = performance.now() - this.#options.startedAt;
    this.#record.clientOver();
  }

  #start() {
    const { context, request, body } = this.#options;
    const instance = this.#instance;
    const onward = this.#onward;
    const kept = body.kept();
    const start = describeExchange({
      settings: context.settings,
      trace: this.#trace,
      instance,
      url: onward?.url ?? `${new URL(context.url).origin}${request.target}`,
      target: onward?.target ?? request.target,
      headers: onward?.headers ?? request.headers,
      httpMethod: request.httpMethod,
      body: kept,
      knownEra: instance && context.knownEra(instance),
      startedAt: this.#startedAt,
    });
    // A balancer reads what the client sent, which may have been changed on purpose since.
    const isChanged = this.#options.faults.some(({ kind }) => kind === 'header');
    if (isChanged) this.#lies = liesOf(request.headers, kept);
    else if (start.headerFault) this.#lies = mismatches(start.routing);
    return start;
  }

  #ending(row: () => Row | undefined, end: ExchangeEnd): RecordEnding {
    const { faults, body } = this.#options;
    const contradiction = this.#contradiction(row, end);
    const findings: Finding[] = [];
    if (this.#isLostSession && this.#explanation !== undefined) findings.push(lostSession(this.#explanation));
    if (body.cut) findings.push(bodyCut(body.totalBytes));
    return {
      gateway: {
        faults: [...faults],
        ...(this.#explanation !== undefined && { explanation: this.#explanation }),
        ...(contradiction !== undefined && { contradiction }),
        // Last, and the request last in it: what is last and the same for many is stored once, see writeEnding.
        client: this.#clientSide(),
      },
      findings,
    };
  }

  #clientSide(): ClientSide {
    const { client, request, body } = this.#options;
    const answer = client.given();
    return {
      remoteAddress: request.remoteAddress,
      ...(answer && { answer }),
      end: client.endedAs(),
      endMs: this.#clientEndMs,
      request: {
        httpMethod: request.httpMethod,
        target: request.target,
        httpVersion: request.httpVersion,
        headers: request.headers,
        bodyBytes: body.totalBytes,
      },
    };
  }

  #contradiction(row: () => Row | undefined, end: ExchangeEnd): string | undefined {
    if (this.#lies.length === 0 || !this.#instance || !this.#onward) return undefined;
    const errorCode = row()?.errorCode ?? errorCodeOf(Buffer.concat(this.#read).toString('utf8'));
    return explainContradiction(this.#lies, {
      instanceName: this.#instance.name,
      ...(this.#head && { status: this.#head.status }),
      ...(errorCode !== undefined && { errorCode }),
      failed: end.failure !== undefined,
    });
  }
}
