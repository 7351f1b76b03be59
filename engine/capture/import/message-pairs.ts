import type { Failure } from '../../../shared/model/exchange.ts';
import type { ForeignExchange, ForeignPart } from './foreign.ts';

/** A request whose answer may still come, with what it will be an exchange of. */
export interface OpenMessage {
  readonly exchange: Omit<ForeignExchange, 'answer' | 'end'>;
  /** Connection and id; undefined: nothing answers it. */
  readonly key: string | undefined;
  readonly connection: string;
  readonly parts: ForeignPart[];
  /** Put together when it leaves. */
  head: NonNullable<ForeignExchange['answer']>['head'] | undefined;
  isOver: boolean;
  /** The file has only the beginning of an answer. */
  isCut?: boolean;
}

/** So many requests wait at most until one before them is answered. */
const MOST_WAITING = 1_000;

/** Brings messages that were written down one by one together again, in the order of the requests. */
export class MessagePairs {
  readonly #waiting: OpenMessage[] = [];

  /** A request or notification of the client. */
  open(message: OpenMessage): void {
    this.#waiting.push(message);
  }

  /** The request with this key that has no answer yet. */
  find(key: string): OpenMessage | undefined {
    return this.#waiting.find((open) => open.key === key && !open.isOver);
  }

  /** The oldest that waits on this connection. */
  oldest(connection: string): OpenMessage | undefined {
    return this.#waiting.find((open) => open.connection === connection && !open.isOver);
  }

  /** What can leave: all up to the first that still waits. */
  *take(isEnd = false): Generator<ForeignExchange> {
    for (let first = this.#waiting[0]; first; first = this.#waiting[0]) {
      if (!first.isOver && !isEnd && this.#waiting.length <= MOST_WAITING) return;
      this.#waiting.shift();
      yield finished(first);
    }
  }
}

function finished({ exchange, key, parts, head, isOver, isCut }: OpenMessage): ForeignExchange {
  const last = parts.at(-1)?.atMs;
  const failure: Failure | undefined =
    key !== undefined && !isOver
      ? {
          kind: 'lost',
          message: 'The file has no answer to this request.',
          at: exchange.startedAt + (last ?? 0),
        }
      : undefined;
  return {
    ...exchange,
    ...(isCut && { missing: [...exchange.missing, 'response-body' as const] }),
    ...(head && { answer: { head, parts } }),
    end: {
      timing: { ...(parts[0] && { firstByteMs: parts[0].atMs }), ...(last !== undefined && { endMs: last }) },
      ...(failure && { failure }),
    },
  };
}
