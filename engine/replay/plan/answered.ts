import type { Origin } from '../../../shared/model/exchange.ts';
import type { SeenExchange, SeenMessage } from '../../lint/seen-exchange.ts';
import { subjectOf } from './asked-values.ts';

/** What came to a request, as far as a plan needs it. */
export interface AnsweredExchange {
  readonly number: number;
  readonly origin: Origin;
  readonly method: string;
  /** Tool, prompt or uri that was asked for; '' where there is none. */
  readonly subject: string;
  /** Epoch ms. */
  readonly startedAt: number;
  /** All that the server sent, in order. */
  readonly messages: readonly SeenMessage[];
  /** The one among them that answers the request. */
  readonly answer?: SeenMessage;
  /** 0 or absent where there is no HTTP, or nothing came. */
  readonly status?: number;
  /** It did not come to its proper end. */
  readonly failed: boolean;
}

/** Reads it off a whole exchange. Pure. */
export function answeredOf(exchange: SeenExchange): AnsweredExchange {
  const { number, origin, method, startedAt, messages, answer, response, failure, request } = exchange;
  return {
    ...{ number, origin, method, startedAt, messages },
    subject: subjectOf(request.message?.params ?? {}),
    ...(answer && { answer }),
    ...(response && { status: response.status }),
    failed: failure !== undefined,
  };
}
