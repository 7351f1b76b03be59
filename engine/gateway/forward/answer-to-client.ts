import type { Fault, FaultAction } from '../../../shared/model/gateway.ts';
import {
  headerValue,
  headerValues,
  type HeaderList,
  type HeaderPair,
} from '../../../shared/model/headers.ts';
import { encodeHeaderValue } from '../../protocol/modern/header-value.ts';
import type { AnswerRelay } from '../../transport/answer-relay.ts';
import type { ResponseHead } from '../../transport/exchange-sink.ts';
import { errorText, TransportFailure } from '../../transport/transport-failure.ts';
import { changeHeaders } from '../routing/change-headers.ts';
import { permitOrigin } from '../safety/cross-origin.ts';
import { createAnswerCut, type AnswerCut } from './answer-cut.ts';
import type { ClientAnswer } from './client-answer.ts';
import { answerHeaders } from './forward-headers.ts';
import type { SwapGate } from './swap-gate.ts';

/** So much of an answer that is held back waits here before the server has to wait, too. */
const HELD_BYTES = 64 * 1024;

export interface AnswerToClientOptions {
  readonly client: ClientAnswer;
  /** HTTP version of the client's request. */
  readonly clientVersion: string;
  /** Of the page behind the request, where there is one. */
  readonly origin: string | undefined;
  /** The instance's name, where answers are to carry it. */
  readonly instanceName: string | undefined;
  /** Faults that strike this exchange. */
  readonly faults: readonly Fault[];
  readonly swap: SwapGate;
  /** The server's head, before anything is changed. */
  readonly onHead: (head: ResponseHead) => void;
  readonly onFault: (fault: Fault) => void;
  /** The connection was cut on purpose: the server need not go on. */
  readonly onCut: () => void;
  /** The head is none that could be written: nothing has left, and nothing will. */
  readonly onUnwritable: (failure: TransportFailure) => void;
  /** No answer came, and nothing has left yet. */
  readonly onNothing: (failure: TransportFailure) => void;
}

type Cut = { readonly fault: Fault; readonly at: AnswerCut };

/** Takes a server's answer as it arrives and gives it to the client, with what is done to it on purpose. */
export class AnswerToClient implements AnswerRelay {
  readonly #options: AnswerToClientOptions;
  #cut: Cut | undefined;
  #isCut = false;
  /** What waits while the answer is held back; undefined: nothing is. */
  #held: (() => void)[] | undefined;
  #heldBytes = 0;
  #unhold: (() => void) | undefined;
  #resume: () => void = () => undefined;

  constructor(options: AnswerToClientOptions) {
    this.#options = options;
  }

  head(head: ResponseHead, resume: () => void): void {
    this.#resume = resume;
    this.#options.onHead(head);
    const cut = this.#find('cut');
    const counts = headerValues(head.headers, 'content-encoding').length === 0 || cut?.does.after === 'bytes';
    // In a stream that is compressed there are no events to count without undoing it.
    if (cut && counts) this.#cut = { fault: cut.fault, at: createAnswerCut(cut.does) };
    this.#holdBack();
    this.#pass(() => {
      this.#sendHead(head);
    });
  }

  bytes(bytes: Uint8Array): boolean {
    if (this.#isCut) return true;
    if (this.#held) {
      this.#heldBytes += bytes.length;
      this.#pass(() => void this.#sendBytes(bytes));
      return this.#heldBytes < HELD_BYTES;
    }
    if (this.#sendBytes(bytes)) return true;
    this.#options.client.onDrain(this.#resume);
    return false;
  }

  ended(trailers: HeaderList): void {
    this.#pass(() => {
      if (this.#isCut) return;
      this.#options.client.end(trailers);
      this.#options.swap.left();
    });
  }

  broken(failure: TransportFailure): void {
    // There is nothing left to wait with.
    this.#unhold?.();
    this.#release();
    if (this.#isCut) return;
    if (this.#options.client.headSent) this.#options.client.cut('cut');
    else this.#options.onNothing(failure);
  }

  /** The client is gone: nothing waits any more. */
  giveUp(): void {
    this.#unhold?.();
    this.#held = undefined;
    this.#isCut = true;
  }

  #find<K extends FaultAction['kind']>(
    kind: K,
  ): { readonly fault: Fault; readonly does: Extract<FaultAction, { kind: K }> } | undefined {
    const fault = this.#options.faults.find(({ does }) => does.kind === kind);
    return fault && { fault, does: fault.does as Extract<FaultAction, { kind: K }> };
  }

  #holdBack(): void {
    const swap = this.#find('swap');
    // Whoever comes while another one waits is the next answer, and goes first.
    if (!swap || this.#options.swap.waiting) return;
    this.#options.onFault(swap.fault);
    this.#held = [];
    this.#unhold = this.#options.swap.hold(() => {
      this.#release();
      if (this.#heldBytes >= HELD_BYTES) this.#resume();
    }, swap.does.maxHoldMs);
  }

  #release(): void {
    const steps = this.#held ?? [];
    this.#held = undefined;
    for (const step of steps) step();
  }

  #pass(step: () => void): void {
    if (this.#held) this.#held.push(step);
    else step();
  }

  #sendHead({ status, statusText, headers }: ResponseHead): void {
    const { client, clientVersion, origin, instanceName } = this.#options;
    let onward: HeaderPair[] = answerHeaders(headers, clientVersion);
    if (origin !== undefined) onward = permitOrigin(onward, origin);
    if (instanceName !== undefined) onward.push(['X-Hopscope-Instance', encodeHeaderValue(instanceName)]);
    try {
      client.head(status, statusText, this.#withFaults(onward));
    } catch (error) {
      this.#isCut = true;
      const message = `The answer’s head cannot be passed on: ${errorText(error)}.`;
      this.#options.onUnwritable(new TransportFailure('malformed', message));
      return;
    }
    if (this.#cut?.at.reached === true) this.#cutNow(this.#cut.fault);
  }

  #withFaults(headers: HeaderList): HeaderList {
    let changed = headers;
    for (const fault of this.#options.faults) {
      if (fault.does.kind !== 'header' || fault.does.side !== 'answer') continue;
      const next = changeHeaders(changed, [fault.does], 'answer');
      if (isSameList(next, changed)) continue;
      changed = next;
      this.#options.onFault(fault);
    }
    return changed;
  }

  #sendBytes(bytes: Uint8Array): boolean {
    const { client } = this.#options;
    if (!this.#cut) return client.write(bytes);
    const allowed = this.#cut.at.allow(bytes);
    const more = allowed === 0 || client.write(bytes.subarray(0, allowed));
    if (this.#cut.at.reached) this.#cutNow(this.#cut.fault);
    return more;
  }

  #cutNow(fault: Fault): void {
    if (this.#isCut) return;
    this.#isCut = true;
    this.#options.onFault(fault);
    this.#options.client.cut('cut');
    // Not while the transport hands out bytes: they are to be recorded first.
    queueMicrotask(this.#options.onCut);
  }
}

/** Whether a fault changed nothing. */
export function isSameList(one: HeaderList, other: HeaderList): boolean {
  return (
    one.length === other.length &&
    one.every((pair, index) => {
      const twin = other[index];
      return twin?.[0] === pair[0] && twin[1] === pair[1];
    })
  );
}

/** Whether an answer is a stream of events. */
export function isEventStream(head: ResponseHead): boolean {
  return /^text\/event-stream/i.test(headerValue(head.headers, 'content-type') ?? '');
}
