import type { ExchangeRef } from '../../shared/model/exchange.ts';
import type {
  ClientSettings,
  InputAnswer,
  InputRequest,
  PendingInput,
  Responders,
} from '../../shared/model/input.ts';
import { automaticAnswer } from './automatic-answer.ts';

/** A legacy server asks for something, in the middle of a stream. */
export interface ServerAsks {
  readonly instanceId: string;
  readonly instanceName: string;
  readonly request: InputRequest;
  readonly from: ExchangeRef;
  /** Those of the draft that it is asked for, where they are known. */
  readonly respond?: Responders;
  /** Aborted when the server no longer wants it: it cancelled, or its session is gone. */
  readonly signal: AbortSignal;
}

/** What becomes of an answer. */
export interface InputTaken {
  readonly answer: InputAnswer;
  /** Told once the answer is on its way: the exchange that carries it. */
  readonly sent: (by: ExchangeRef) => void;
}

/** The questions of legacy servers that wait for a person, and the responders that spare him some. */
export interface Inputs {
  /** Resolves with the answer; undefined where the question is no longer wanted. */
  ask(question: ServerAsks): Promise<InputTaken | undefined>;
  pending(): readonly PendingInput[];
  /** A person answers. Resolves with the exchange that carries it; null where nobody waits for it (any more). */
  answer(id: string, answer: InputAnswer): Promise<ExchangeRef | null>;
  /** Nothing is answered any more. */
  close(): void;
}

interface Waiting {
  readonly pending: PendingInput;
  readonly take: (taken: InputTaken | undefined) => void;
}

export function createInputs(options: {
  readonly settings: () => ClientSettings;
  /** All that wait, whenever that changes. */
  readonly onChange: (pending: readonly PendingInput[]) => void;
  /** Epoch ms. */
  readonly now: () => number;
}): Inputs {
  const waiting = new Map<string, Waiting>();
  let last = 0;

  const pending = (): readonly PendingInput[] => [...waiting.values()].map((entry) => entry.pending);
  const settle = (id: string, taken: InputTaken | undefined): void => {
    const entry = waiting.get(id);
    if (!entry) return;
    waiting.delete(id);
    entry.take(taken);
    options.onChange(pending());
  };

  return {
    ask({ instanceId, instanceName, request, from, respond, signal }) {
      if (signal.aborted) return Promise.resolve(undefined);
      const automatic = automaticAnswer(request, options.settings(), respond);
      if (automatic) return Promise.resolve({ answer: automatic, sent: () => undefined });
      last += 1;
      const id = `input-${String(last)}`;
      return new Promise((take) => {
        waiting.set(id, {
          pending: { id, instanceId, instanceName, request, from, askedAt: options.now() },
          take,
        });
        signal.addEventListener(
          'abort',
          () => {
            settle(id, undefined);
          },
          { once: true },
        );
        options.onChange(pending());
      });
    },
    pending,
    answer(id, answer) {
      if (!waiting.has(id)) return Promise.resolve(null);
      return new Promise((resolve) => {
        settle(id, { answer, sent: resolve });
      });
    },
    close() {
      for (const id of [...waiting.keys()]) settle(id, undefined);
    },
  };
}
