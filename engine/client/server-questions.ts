import type { JsonObject, JsonValue } from '../../shared/model/draft.ts';
import type { ExchangeRef, Origin } from '../../shared/model/exchange.ts';
import type { Finding } from '../../shared/model/finding.ts';
import { inputKindOf, type InputAnswer, type InputKind, type Responders } from '../../shared/model/input.ts';
import { isJsonObject } from '../../shared/model/json.ts';
import { replyTo } from '../protocol/legacy/handshake.ts';
import type { Sending } from './channel.ts';
import type { Inputs } from './inputs.ts';

/** The answer to a request of the server's, ready to leave. */
export interface LegacyReply {
  readonly body: JsonObject;
  /** Method of the server's request. */
  readonly method: string;
  /** The exchange whose stream, or in whose process, it came: the reply is linked to it. */
  readonly from: ExchangeRef;
  readonly origin: Origin;
  /** What is to be said about the reply's exchange. */
  readonly finding?: Finding;
}

/** A request of the server's, as it stands in the message. */
interface ServerRequest {
  readonly id: string | number;
  readonly method: string;
  readonly params: JsonValue | undefined;
}

/** Where it came from, and how it is to be answered. */
interface AskedWhere {
  readonly from: ExchangeRef;
  /** What we said that we can do. */
  readonly declared: JsonObject;
  readonly origin: Origin;
  readonly respond?: Responders;
}

/** Answers what a legacy server asks: ping by itself, input by a responder or a person, anything else with -32601. */
export interface ServerQuestions {
  /** Some question waits for its answer. */
  readonly waiting: boolean;
  /** Never throws. A question with the id of one that still waits is the same one, delivered again. */
  take(request: ServerRequest, where: AskedWhere): void;
  /** The server does not want the answer any more. */
  cancelled(id: string | number): void;
  /** What was asked on this exchange's stream is not answered any more. */
  withdraw(from: ExchangeRef): void;
  withdrawAll(): void;
}

/** Method not found: https://modelcontextprotocol.io/specification/2025-11-25/client/roots#error-handling */
const NOT_OFFERED = -32601;

export function createServerQuestions(options: {
  readonly instanceId: string;
  readonly instanceName: string;
  readonly inputs: Inputs;
  readonly reply: (reply: LegacyReply) => Sending;
  readonly onBug: (error: unknown, where: string) => void;
}): ServerQuestions {
  const waiting = new Map<string, { readonly from: ExchangeRef; readonly abort: AbortController }>();

  const ask = async (request: ServerRequest, where: AskedWhere): Promise<void> => {
    const key = JSON.stringify(request.id);
    if (waiting.has(key)) return;
    const abort = new AbortController();
    waiting.set(key, { from: where.from, abort });
    const taken = await options.inputs.ask({
      instanceId: options.instanceId,
      instanceName: options.instanceName,
      request: { method: request.method, params: isJsonObject(request.params) ? request.params : {} },
      from: where.from,
      signal: abort.signal,
      ...(where.respond && { respond: where.respond }),
    });
    if (waiting.get(key)?.abort === abort) waiting.delete(key);
    if (!taken || abort.signal.aborted) return;
    const sending = options.reply(replyOf(request, where, taken.answer));
    taken.sent(sending.ref);
  };

  return {
    get waiting() {
      return waiting.size > 0;
    },
    take(request, where) {
      const kind = inputKindOf(request.method);
      if (request.method === 'ping') {
        options.reply(replyOf(request, where, { kind: 'result', result: {} }));
      } else if (kind !== undefined && where.declared[kind] !== undefined) {
        ask(request, where).catch((error: unknown) => {
          options.onBug(error, `the answer to ${request.method}`);
        });
      } else {
        const message =
          kind === undefined
            ? `Hopscope has no method ${request.method}.`
            : `Hopscope did not declare ${kind} when this session was opened.`;
        const finding = kind && notDeclared(kind, request.method);
        const reply = replyOf(request, where, { kind: 'error', code: NOT_OFFERED, message });
        options.reply({ ...reply, ...(finding && { finding }) });
      }
    },
    cancelled(id) {
      waiting.get(JSON.stringify(id))?.abort.abort();
    },
    withdraw(from) {
      for (const entry of waiting.values()) {
        if (entry.from.number === from.number && entry.from.captureId === from.captureId) entry.abort.abort();
      }
    },
    withdrawAll() {
      for (const { abort } of waiting.values()) abort.abort();
    },
  };
}

function replyOf(
  { id, method }: ServerRequest,
  { from, origin }: AskedWhere,
  answer: InputAnswer,
): LegacyReply {
  return { body: replyTo(id, answer), method, from, origin };
}

/** https://modelcontextprotocol.io/specification/2025-11-25/basic/lifecycle#operation */
function notDeclared(kind: InputKind, method: string): Finding {
  return {
    rule: 'legacy.undeclared-request',
    severity: 'error',
    side: 'server',
    message: `The server sent ${method}, although ${kind} was not among the capabilities that initialize declared. Declare it and open a new session if the server is to be answered.`,
    link: 'https://modelcontextprotocol.io/specification/2025-11-25/basic/lifecycle#operation',
  };
}
