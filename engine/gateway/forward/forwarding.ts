import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Fault, InjectedFault, RoutingTrace } from '../../../shared/model/gateway.ts';
import type { HeaderList, HeaderPair } from '../../../shared/model/headers.ts';
import { OTHERWISE } from '../../../shared/model/rule-id.ts';
import { pause } from '../../client/pause.ts';
import type { Listed } from '../../open-list.ts';
import { toPairs } from '../../transport/attempt-report.ts';
import { EndControl } from '../../transport/end-signal.ts';
import type { ExchangeEnd, ExchangeSink, ResponseHead } from '../../transport/exchange-sink.ts';
import { sendHttp } from '../../transport/send-http.ts';
import { TransportFailure } from '../../transport/transport-failure.ts';
import { ForwardingRecord } from '../record/forwarding-record.ts';
import { changeHeaders } from '../routing/change-headers.ts';
import type { Decision } from '../routing/router.ts';
import { describeFault } from '../routing/strike-faults.ts';
import { isPreflight, preflightAnswer } from '../safety/cross-origin.ts';
import { originOf, turnAway, withoutToken } from '../safety/turn-away.ts';
import { AnswerToClient, isEventStream, isSameList } from './answer-to-client.ts';
import { ClientAnswer, type ClientEnd } from './client-answer.ts';
import { announcesBody, requestHeaders } from './forward-headers.ts';
import type { ForwardingContext, Upstream } from './forwarding-context.ts';
import { IncomingBody } from './incoming-body.ts';
import { FORWARDING_LIMITS } from './limits.ts';
import { mapTarget } from './map-target.ts';
import { emptyAnswer, explainingAnswer, textAnswer, type OwnAnswer } from './own-answer.ts';
import { OwnVoice } from './own-voice.ts';
import { sendDuplicate } from './send-duplicate.ts';

type Forward = Extract<Decision, { kind: 'forward' }>;

/** One request of a client, from its head to the end of both halves. */
export class Forwarding implements Listed {
  place = -1;
  readonly #incoming: IncomingMessage;
  readonly #context: ForwardingContext;
  readonly #headers: HeaderList;
  readonly #target: string;
  readonly #httpMethod: string;
  readonly #body: IncomingBody;
  readonly #client: ClientAnswer;
  readonly #record: ForwardingRecord;
  readonly #voice: OwnVoice;
  readonly #abort = new EndControl();
  readonly #startedAt = performance.now();
  readonly #faults: InjectedFault[] = [];
  #relay: AnswerToClient | undefined;
  #head: ResponseHead | undefined;
  #serverOver = false;
  #clientOver = false;
  #onOver: () => void = () => undefined;
  /** Resolves when nothing more happens. */
  readonly over: Promise<void>;

  constructor(incoming: IncomingMessage, response: ServerResponse, context: ForwardingContext) {
    this.#incoming = incoming;
    this.#context = context;
    this.#headers = toPairs(incoming.rawHeaders);
    this.#target = incoming.url ?? '/';
    this.#httpMethod = incoming.method ?? 'GET';
    this.over = new Promise((resolve) => (this.#onOver = resolve));
    this.#client = new ClientAnswer(response, this.#startedAt, this.#onClientClosed);
    this.#body = new IncomingBody(incoming, announcesBody(this.#headers));
    this.#record = new ForwardingRecord({
      context,
      body: this.#body,
      client: this.#client,
      request: {
        remoteAddress: `${incoming.socket.remoteAddress ?? ''}:${String(incoming.socket.remotePort ?? 0)}`,
        httpMethod: this.#httpMethod,
        target: this.#target,
        httpVersion: incoming.httpVersion,
        headers: withoutToken(this.#headers, context.door.isControlToken),
      },
      faults: this.#faults,
      startedAt: this.#startedAt,
    });
    this.#voice = new OwnVoice({
      client: this.#client,
      record: this.#record,
      body: this.#body,
      headers: this.#headers,
    });
  }

  start(): void {
    const { door, counters, router } = this.#context;
    const turned = turnAway(this.#target, this.#headers, door);
    if (turned) {
      counters.turnedAway();
      this.#record.routed({ tried: [], candidates: [], why: turned.message });
      this.#answerItself(explainingAnswer(turned.status, turned.message), 'refused', turned.isOrigin);
      return;
    }
    if (isPreflight(this.#httpMethod, this.#headers)) {
      const why = 'A browser asks whether a page may send this: the gateway answers that itself.';
      this.#record.routed({ tried: [], candidates: [], why });
      this.#answerItself(emptyAnswer(204, preflightAnswer(this.#headers)), 'complete', true);
      return;
    }
    const decision = router.decide(this.#headers);
    counters.ruleHit(decision.trace.rule ?? OTHERWISE);
    this.#record.routed(decision.trace);
    if (decision.kind === 'answer') {
      const { status, text, trace } = decision;
      const answer = trace.rule === undefined || trace.strategy ? explainingAnswer : textAnswer;
      this.#answerItself(answer(status, text), 'refused');
      return;
    }
    this.#forward(decision).catch((error: unknown) => {
      this.#context.onBug(error, 'gateway');
      const message = 'A fault in Hopscope kept this request from being forwarded. Its log has the details.';
      this.#nothing(new TransportFailure('internal', message), 500);
    });
  }

  /** Ends it on both sides: the gateway is stopped. */
  stop(reason: TransportFailure): void {
    this.#abort.abort(reason);
    if (this.#serverOver) this.#client.cut('cut');
  }

  async #forward(decision: Forward): Promise<void> {
    const { counters, dice } = this.#context;
    const { instanceId, trace } = decision;
    const struck = dice.strike(decision.faults);
    const sentOver = counters.sent(instanceId);
    try {
      if (struck.length > 0) await this.#delay(struck);
      if (this.#abort.aborted) this.#nothing(this.#reason());
      else if (!this.#endsHere(struck, decision)) await this.#send(instanceId, trace, struck);
    } finally {
      const failure = this.#record.failure();
      const failed = failure !== undefined && failure.kind !== 'cancelled';
      sentOver(failed || (this.#head?.status ?? 0) >= 500);
    }
  }

  async #delay(struck: readonly Fault[]): Promise<void> {
    for (const fault of struck) {
      if (fault.does.kind !== 'delay') continue;
      this.#note(fault);
      await pause(fault.does.ms, this.#abort);
    }
  }

  /** Faults after which the server sees nothing, and instances that are down. The first one counts. */
  #endsHere(struck: readonly Fault[], { instanceId, trace, refuses }: Forward): boolean {
    if (struck.length === 0 && !refuses) return false;
    const name = nameIn(trace, instanceId);
    const fault = struck.find(({ does }) => ['refuse', 'status', 'down'].includes(does.kind));
    const upstream = this.#context.upstream(instanceId);
    if ((fault || refuses) && 'instance' in upstream) this.#record.goesTo(upstream.instance);
    if (fault) this.#note(fault);
    if (fault?.does.kind === 'status') {
      this.#answerItself(textAnswer(fault.does.status, fault.does.text), 'refused');
      return true;
    }
    if (fault?.does.kind === 'refuse') {
      this.#body.whenFirstHere(() => {
        this.#record.unanswered(
          new TransportFailure('refused', `Injected: ${describeFault({ kind: 'refuse' })}`),
        );
        this.#serverEnded();
        this.#client.cut('refused');
      });
      return true;
    }
    if (fault?.does.kind === 'down') this.#context.takeDown(instanceId, fault.does.forMs, fault.id);
    else if (!refuses) return false;
    else this.#noteDown(instanceId, name);
    this.#nothing(
      new TransportFailure('refused', `${name} takes no connection: it was taken down on purpose.`),
    );
    return true;
  }

  #noteDown(instanceId: string, name: string): void {
    const faultId = this.#context.downBy(instanceId);
    if (faultId === undefined) {
      this.#record.explain(
        `${name} was taken down by hand. Let it up again in the gateway to let requests through.`,
      );
      return;
    }
    this.#faults.push({
      faultId,
      kind: 'down',
      says: `${name} took no connection: it was down at the time.`,
    });
  }

  async #send(instanceId: string, trace: RoutingTrace, struck: readonly Fault[]): Promise<void> {
    const { ownPorts, pool } = this.#context;
    const upstream = this.#context.upstream(instanceId);
    if ('problem' in upstream) {
      this.#nothing(new TransportFailure('unreachable', upstream.problem));
      return;
    }
    const refusal = ownPorts.concerns(upstream.url) ? await ownPorts.refusal(upstream.url) : undefined;
    if (refusal !== undefined) {
      this.#context.counters.turnedAway();
      this.#nothing(new TransportFailure('unreachable', refusal), 508, 'refused');
      return;
    }
    const duplicate = struck.find(({ does }) => does.kind === 'duplicate');
    const isWhole = duplicate ? await this.#body.whole(this.#abort) : await this.#firstOfBody();
    if (this.#abort.aborted) {
      this.#nothing(this.#reason());
      return;
    }
    const { url, instance } = upstream;
    const target = mapTarget(this.#target, this.#context.path, { path: url.pathname, query: url.search });
    const headers = this.#onwardHeaders(upstream, struck);
    this.#record.goesTo(instance, { url: `${url.origin}${target}`, target, headers });
    this.#body.onSettled(() => {
      this.#record.begin();
    });
    const request = {
      url,
      target,
      httpMethod: this.#httpMethod,
      headers,
      ...(instance.tls && { tls: instance.tls }),
      ...(instance.useSystemProxy && { useSystemProxy: true }),
    };
    if (duplicate && isWhole) {
      const body = this.#body.kept();
      const first = this.#record.number;
      const sent = {
        context: this.#context,
        trace,
        request: { ...request, body },
        clientTarget: this.#target,
      };
      if (sendDuplicate({ ...sent, first, headers: this.#headers, signal: this.#abort })) {
        this.#note(duplicate);
      }
    }
    this.#relay = this.#createRelay(upstream, struck);
    const body = isWhole ? this.#body.kept() : this.#body;
    await sendHttp({ ...request, body }, this.#sink(instanceId), {
      signal: this.#abort,
      limits: FORWARDING_LIMITS,
      pool,
      relay: this.#relay,
      forbids: (address, port) => ownPorts.forbids(address, port),
    });
  }

  /** Whether all of the body came with the head, or right behind it. */
  #firstOfBody(): Promise<boolean> {
    return new Promise((resolve) => {
      this.#body.whenFirstHere(() => {
        resolve(this.#body.complete && !this.#body.cut);
      });
    });
  }

  #onwardHeaders({ url, headers }: Upstream, struck: readonly Fault[]): HeaderPair[] {
    let onward: HeaderList = requestHeaders(this.#headers, {
      host: url.host,
      origin: url.origin,
      own: headers,
    });
    for (const fault of struck) {
      if (fault.does.kind !== 'header' || fault.does.side !== 'request') continue;
      const changed = changeHeaders(onward, [fault.does], 'request');
      if (isSameList(changed, onward)) continue;
      onward = changed;
      this.#note(fault);
    }
    // After the faults: without it a loop would not be noticed.
    return [...onward, ['Via', `${this.#incoming.httpVersion} ${this.#context.via}`]];
  }

  #createRelay({ instance }: Upstream, faults: readonly Fault[]): AnswerToClient {
    return new AnswerToClient({
      client: this.#client,
      clientVersion: this.#incoming.httpVersion,
      origin: originOf(this.#headers),
      instanceName: this.#context.settings.nameInstance ? instance.name : undefined,
      faults,
      swap: this.#context.swap,
      onHead: (head) => {
        this.#head = head;
        this.#record.answered(head);
      },
      onFault: (fault) => {
        this.#note(fault);
      },
      onCut: () => {
        this.#abort.abort(
          new TransportFailure(
            'cancelled',
            'Injected: the client’s connection was cut, so the rest was not awaited.',
          ),
        );
      },
      onUnwritable: (failure) => {
        this.#voice.explain(failure);
        queueMicrotask(() => {
          this.#abort.abort(failure);
        });
      },
      onNothing: (failure) => {
        this.#voice.explain(failure);
      },
    });
  }

  #sink(instanceId: string): ExchangeSink {
    const { counters } = this.#context;
    const record = this.#record;
    return {
      requestBytes(bytes, atMs) {
        counters.bytesIn(instanceId, bytes.length);
        record.sink.requestBytes(bytes, atMs);
      },
      responseBytes(bytes, atMs) {
        counters.bytesOut(instanceId, bytes.length);
        record.sink.responseBytes(bytes, atMs);
      },
      responseHead: (head, atMs) => {
        record.sink.responseHead(head, atMs);
      },
      bodyBytes: (bytes, atMs) => {
        record.bodyBytes(bytes, atMs);
      },
      end: (end) => {
        record.serverOver(this.#isGoodEnd(end) ? withoutFailure(end) : end);
        this.#serverEnded();
      },
    };
  }

  /** A client may end a stream at any time, and need not wait once it has its answer. */
  #isGoodEnd({ failure }: ExchangeEnd): boolean {
    if (failure?.kind !== 'cancelled' || !this.#clientOver || this.#client.endedAs() !== 'client-left')
      return false;
    if (this.#record.hasAnswer()) return true;
    return this.#httpMethod === 'GET' && this.#head !== undefined && isEventStream(this.#head);
  }

  #answerItself(answer: OwnAnswer, how: ClientEnd, isForeign = false): void {
    this.#voice.answer(answer, how, this.#serverEnded, isForeign);
  }

  /** Nothing comes from the server, and it is not the transport that says so. */
  #nothing(failure: TransportFailure, status?: number, how?: ClientEnd): void {
    this.#voice.unanswered(failure, this.#serverEnded, status, how);
  }

  #note(fault: Fault): void {
    this.#faults.push({ faultId: fault.id, kind: fault.does.kind, says: describeFault(fault.does) });
    this.#context.counters.faultHit(fault.id);
  }

  readonly #onClientClosed = (): void => {
    this.#clientOver = true;
    this.#relay?.giveUp();
    if (!this.#serverOver) {
      this.#abort.abort(
        new TransportFailure('cancelled', 'The client closed its connection before the end.'),
      );
    }
    this.#record.clientOver();
    this.#checkOver();
  };

  readonly #serverEnded = (): void => {
    this.#serverOver = true;
    this.#checkOver();
  };

  #checkOver(): void {
    if (this.#serverOver && this.#clientOver) this.#onOver();
  }

  #reason(): TransportFailure {
    const reason: unknown = this.#abort.reason;
    return reason instanceof TransportFailure ? reason : new TransportFailure('cancelled', 'Cancelled.');
  }
}

function nameIn(trace: RoutingTrace, instanceId: string): string {
  return trace.candidates.find((candidate) => candidate.instanceId === instanceId)?.name ?? instanceId;
}

function withoutFailure({ failure: _failure, ...end }: ExchangeEnd): ExchangeEnd {
  return end;
}
