import type { ExchangeRef } from '../../shared/model/exchange.ts';
import type { Era, EraEvidence, Transport } from '../../shared/model/instance.ts';
import { replySentence } from './era-sentences.ts';
import {
  judgeDiscover,
  judgeInitialize,
  judgeModernRequest,
  lacksDiscover,
  type InitializeSign,
  type Reply,
  type Sign,
} from './judge-era.ts';

/** A reply, and the exchange that shows it. */
export interface Told extends Reply {
  readonly ref?: ExchangeRef;
  /** Duration of the exchange, in ms. */
  readonly durationMs?: number;
}

/** What came of opening a session. */
export interface Handshake {
  /** Whether requests can leave now. */
  readonly ok: boolean;
  /** It was open before. */
  readonly reused?: boolean;
  /** The initialize that opened it, or the exchange that shows why it is not open. */
  readonly told: Told;
}

/** How an instance is asked; each question is an exchange, or finds one that was there before. */
export interface EraQuestions {
  discover(): Promise<Told>;
  /** A modern request that changes nothing and that most servers know. */
  listTools(): Promise<Told>;
  initialize(transport: Transport): Promise<Handshake>;
}

/** An era with what it was found out by. */
export interface Verdict {
  readonly era: Era;
  readonly transport: Transport;
  /** Why this era: a sentence. */
  readonly reason: string;
  readonly evidence: readonly EraEvidence[];
  /** A sentence: it does some of what the other era does. */
  readonly mixed?: string;
}

/** Everything that was learnt. */
export interface Inquiry {
  /** Absent: nothing can be told. */
  readonly verdict?: Verdict;
  readonly evidence: readonly EraEvidence[];
  readonly discover?: Told;
  /** The session that is open now, or the first refusal of one. */
  readonly handshake?: Handshake;
}

export interface InquiryOptions {
  readonly over: 'http' | 'stdio';
  /** `legacy`: only by which transport is still to be found out. */
  readonly from?: 'discover' | 'legacy';
  /** What was found out before in this run: what costs a request and was seen is not asked again. */
  readonly before?: Pick<Verdict, 'era' | 'transport' | 'mixed'>;
}

const LIST_TOOLS = 'tools/list';

/**
 * Finds out an era by asking: modern first, then `initialize`, then the HTTP+SSE transport of 2024-11-05. Rejects
 * only where a question does.
 *
 * Source: https://modelcontextprotocol.io/specification/2026-07-28/basic/versioning#backward-compatibility-with-initialization-based-versions
 */
export async function inquireEra(questions: EraQuestions, options: InquiryOptions): Promise<Inquiry> {
  const inquiry = new RunningInquiry(questions, options);
  return options.from === 'legacy' ? inquiry.legacy() : inquiry.whole();
}

class RunningInquiry {
  readonly #ask: EraQuestions;
  readonly #options: InquiryOptions;
  readonly #evidence: EraEvidence[] = [];
  #discover: Told | undefined;
  #handshake: Handshake | undefined;

  constructor(ask: EraQuestions, options: InquiryOptions) {
    this.#ask = ask;
    this.#options = options;
  }

  async whole(): Promise<Inquiry> {
    const discover = await this.#ask.discover();
    this.#discover = discover;
    this.#note('server/discover', discover);
    const sign = judgeDiscover(discover, this.#options.over);
    if (sign.kind === 'modern') return this.#modern(sign.reason);
    if (sign.kind === 'none') return this.#end();
    const modern = await this.#askModern(discover);
    if (modern && modern.kind === 'modern') return this.#modern(modern.reason);
    return this.legacy(sign, modern?.kind === 'mixed');
  }

  /** Only a server that says it does not know server/discover may serve modern requests all the same. */
  async #askModern(discover: Told): Promise<Sign | { readonly kind: 'mixed' } | undefined> {
    const { over, before } = this.#options;
    // Over stdio a lenient legacy server would answer this before its handshake, which tells nothing.
    if (over === 'stdio' || !lacksDiscover(discover)) return undefined;
    if (before?.era === 'legacy') return before.mixed === undefined ? undefined : { kind: 'mixed' };
    const told = await this.#ask.listTools();
    this.#note(`a modern ${LIST_TOOLS}`, told);
    return judgeModernRequest(told, LIST_TOOLS);
  }

  /** `sign`: what server/discover told before. */
  async legacy(sign?: Sign, isMixed = false): Promise<Inquiry> {
    const { over, before } = this.#options;
    const first = over === 'stdio' ? 'stdio' : before?.era === 'legacy' ? before.transport : 'http';
    let transport: Transport = first;
    let opened = await this.#initialize(first);
    // Where HTTP+SSE was the way before, Streamable HTTP may be it by now.
    const other =
      first === 'sse' ? 'http' : first === 'http' && opened.kind === 'try-sse' ? 'sse' : undefined;
    if (opened.kind !== 'legacy' && other) opened = await this.#initialize((transport = other));
    if (opened.kind === 'modern') return this.#modern(opened.reason);
    const told = sign?.kind === 'legacy' ? sign.reason : undefined;
    if (opened.kind === 'legacy') {
      const reason = [told, opened.reason].filter((part) => part !== undefined).join(' ');
      return this.#end({ era: 'legacy', transport, reason, isMixed });
    }
    // No session, but a refusal that no modern server gives. Silence alone is none.
    const isRefused = over === 'http' || this.#discover?.answer !== undefined;
    return told !== undefined && isRefused
      ? this.#end({ era: 'legacy', transport: first === 'sse' ? 'http' : first, reason: told, isMixed })
      : this.#end();
  }

  async #initialize(transport: Transport): Promise<InitializeSign> {
    const handshake = await this.#ask.initialize(transport);
    // The first refusal shows best why there is no session.
    this.#handshake = handshake.ok ? handshake : (this.#handshake ?? handshake);
    const over = transport === 'sse' ? ' over HTTP+SSE' : '';
    this.#note(`initialize${over}`, handshake.told);
    const sign = judgeInitialize(handshake.told);
    if (handshake.ok)
      return sign.kind === 'legacy' ? sign : { kind: 'legacy', reason: 'It let a session be opened.' };
    // What came after initialize may have failed.
    return sign.kind === 'legacy' ? { kind: 'unclear', reason: sign.reason } : sign;
  }

  #note(asked: string, told: Told): void {
    this.#evidence.push({ says: replySentence(asked, told), ...(told.ref && { ref: told.ref }) });
  }

  #modern(reason: string): Inquiry {
    return this.#end({
      era: 'modern',
      transport: this.#options.over === 'stdio' ? 'stdio' : 'http',
      reason,
      isMixed: false,
    });
  }

  #end(found?: Pick<Verdict, 'era' | 'transport' | 'reason'> & { readonly isMixed: boolean }): Inquiry {
    const evidence = this.#evidence;
    return {
      evidence,
      ...(this.#discover && { discover: this.#discover }),
      ...(this.#handshake && { handshake: this.#handshake }),
      ...(found && {
        verdict: {
          era: found.era,
          transport: found.transport,
          reason: found.reason,
          evidence,
          ...(found.isMixed && { mixed: MIXED }),
        },
      }),
    };
  }
}

const MIXED =
  'It is half modern: it does not know server/discover, and yet serves modern requests, with results that have no resultType.';
