import type { Draft } from '../../../shared/model/draft.ts';
import type { ExchangeRef } from '../../../shared/model/exchange.ts';
import type { PlanStep, StepAnswer } from '../../../shared/model/replay-plan.ts';
import type { SentExchanges } from '../findings/sent-exchanges.ts';

/** One step on its way to one instance. */
export interface StepOrder {
  readonly step: PlanStep;
  /** With the values of this run. */
  readonly draft: Draft;
  readonly instanceId: string;
}

/** What came of it, with the values as the server gave them. */
export interface SentStep {
  /** `failed`: no answer came. `given-up`: the replay was cancelled meanwhile. */
  readonly state: 'answered' | 'failed' | 'given-up';
  /** Absent where nothing left. */
  readonly ref?: ExchangeRef;
  readonly answer?: StepAnswer;
  /** Of all but `answered`: a sentence. */
  readonly why?: string;
}

/** Sends the steps of one run: what is open between its steps, such as sessions, is the run's own. */
export interface StepSender {
  /** Never rejects for what a server does, nor where nothing can leave. */
  send(order: StepOrder): Promise<SentStep>;
  /** Ends what is on its way, and lets nothing more leave. */
  giveUp(): void;
  /** Ends the sessions that the run has opened. */
  close(): Promise<void>;
}

/** The same sender, which notes each exchange: a poll that is repeated has several. */
export function notedSender(sender: StepSender, sent: Pick<SentExchanges, 'add'>): StepSender {
  return {
    send: (order) =>
      sender.send(order).then((came) => {
        if (came.ref) sent.add(came.ref, { step: order.step.number, instanceId: order.instanceId });
        return came;
      }),
    giveUp() {
      sender.giveUp();
    },
    close: () => sender.close(),
  };
}

/** What an answer says of itself: whether there is one. */
export function isAnswered({ result, error, notifications, text, failureKind }: StepAnswer): boolean {
  if (result !== undefined || error !== undefined || failureKind === undefined) return true;
  // What came and is not what it should be was answered all the same.
  return failureKind === 'malformed' && (text !== undefined || notifications !== undefined);
}
