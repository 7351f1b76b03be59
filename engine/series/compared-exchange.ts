import type { JsonObject } from '../../shared/model/json.ts';
import type { LeftOutReason } from '../../shared/model/replay-plan.ts';
import type { SeenExchange } from '../lint/seen-exchange.ts';
import { subjectOf } from '../replay/plan/asked-values.ts';
import { whyLeftOut } from '../replay/plan/leave-out.ts';
import { stepAnswerOf } from '../replay/plan/step-answer.ts';
import type { Compared, ComparedExchange } from './compare-pair.ts';
import { isEarlyPoll, taskStatusOf } from './step-key.ts';

/** What stands in place of a method where a client answers what its server asked. */
const REPLY = 'answer to the server';

/** A step of a series, or why an exchange is none. */
export type SeriesMember = ComparedExchange | { readonly leftOut: LeftOutReason };

/**
 * What of an exchange is compared. `text` is its answer's body where it holds no message. What a replay leaves out because it
 * cannot be sent again is part of a series all the same: notifications, handshakes, replies, subscriptions, and what a replay
 * has sent. Pure.
 */
export function comparedExchange(exchange: SeenExchange, text?: string): SeriesMember {
  const { request, number, method, answer } = exchange;
  const { message } = request;
  const reason = whyLeftOut(asIfRecorded(exchange))?.reason;
  if (!message || message.kind === 'invalid' || reason === 'probe' || reason === 'duplicate') {
    return { leftOut: reason ?? 'unreadable' };
  }
  const isReply = message.kind === 'result' || message.kind === 'error';
  const params = isReply ? replyOf(message) : message.params;
  const { taskId } = params;
  return {
    number,
    method: isReply ? REPLY : method,
    name: subjectOf(params) || (method.startsWith('tasks/') && typeof taskId === 'string' ? taskId : ''),
    params,
    answer: stepAnswerOf(exchange, text),
    compared: comparedIn(exchange, isEarlyPoll(taskStatusOf(method, answer?.result))),
  };
}

/** Values flow in what a replay has sent as in anything else. Pure. */
export function asIfRecorded(exchange: SeenExchange): SeenExchange {
  return exchange.origin === 'replay' ? { ...exchange, origin: 'gateway' } : exchange;
}

function replyOf({
  result,
  error,
}: {
  readonly result?: JsonObject;
  readonly error?: JsonObject;
}): JsonObject {
  return { ...(result && { result }), ...(error && { error }) };
}

/** How long a subscription lasts, and what it tells, depends on the time. */
function comparedIn({ request, method }: SeenExchange, isEarly: boolean): Compared {
  if (request.message?.kind !== 'request' || method === 'subscriptions/listen') return 'request';
  return isEarly ? 'error' : 'whole';
}
