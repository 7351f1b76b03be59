import type { Draft } from '../../shared/model/draft.ts';
import type { ExchangeRef, Origin } from '../../shared/model/exchange.ts';
import { AppError } from '../app-error.ts';
import type { Captures } from '../capture/captures.ts';
import { createHttpPool } from '../transport/http-pool.ts';
import { readAnswer, type ReadAnswer } from './read-answer.ts';
import { sendDraft, type ReadyInstance } from './send-draft.ts';

/** Sends drafts and knows which of their exchanges are still open. */
export interface Client {
  /** One exchange, on its way at once. Throws AppError where nothing can leave. */
  send(draft: Draft, target: ReadyInstance, origin: Origin): ExchangeRef;
  /** Sends, waits for the end and reads back what came. Throws AppError where nothing can leave. */
  complete(draft: Draft, target: ReadyInstance, origin: Origin): Promise<ReadAnswer>;
  /** The JSON-RPC id that the next request will have, unless its draft brings one. */
  nextRequestId(): number;
  /** Ends an open exchange; false where it is not open (any more). */
  cancel(ref: ExchangeRef): boolean;
  /** Cancels what is open, waits for it, closes the kept connections. */
  close(): Promise<void>;
}

function keyOf(ref: ExchangeRef): string {
  return `${ref.captureId}#${String(ref.number)}`;
}

/** `captures` is where every exchange is recorded: in the recording that is current when it is sent. */
export function createClient(captures: Captures): Client {
  const pool = createHttpPool();
  const open = new Map<string, { abort: AbortController; done: Promise<void> }>();
  let lastId = 0;
  let closed = false;

  const start = (draft: Draft, target: ReadyInstance, origin: Origin) => {
    if (closed) throw new AppError('CANCELLED', 'Hopscope is ending: nothing is sent any more.');
    const abort = new AbortController();
    const sending = sendDraft(draft, target, {
      recording: captures.recording(),
      pool,
      origin,
      signal: abort.signal,
      nextRequestId: () => (lastId += 1),
    });
    const key = keyOf(sending.ref);
    const done = sending.done.finally(() => open.delete(key));
    open.set(key, { abort, done });
    return { ref: sending.ref, done };
  };

  return {
    send: (draft, target, origin) => start(draft, target, origin).ref,
    async complete(draft, target, origin) {
      const { ref, done } = start(draft, target, origin);
      await done;
      return readAnswer(captures, ref);
    },
    nextRequestId: () => lastId + 1,
    cancel(ref) {
      const entry = open.get(keyOf(ref));
      entry?.abort.abort();
      return entry !== undefined;
    },
    async close() {
      closed = true;
      for (const { abort } of open.values()) abort.abort();
      await Promise.all([...open.values()].map(({ done }) => done));
      pool.close();
    },
  };
}
