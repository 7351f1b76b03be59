import { isJsonObject, type JsonObject, type JsonValue } from '../../../shared/model/json.ts';
import type { StepAnswer } from '../../../shared/model/replay-plan.ts';

/**
 * An answer as one value. Its members are those of a Difference's pointers: `/status`, `/failure`, `/headers`, `/result`,
 * `/error`, `/progress`, `/notifications`, `/text`. How often progress is told, when, and how far it is depends on time, so all
 * of it counts as one; `/notifications` are the other messages.
 * Without HTTP there are neither `/status` nor `/headers`. Pure.
 */
export function comparableAnswer(answer: StepAnswer, overHttp = true): JsonObject {
  const { status, failureKind, headers = {}, result, error, notifications = [], text } = answer;
  const others = notifications.filter((message) => !isProgress(message)).map(withoutEnvelope);
  return {
    ...(overHttp && status && { status, headers }),
    ...(failureKind !== undefined && { failure: failureKind }),
    ...(result !== undefined && { result }),
    ...(error !== undefined && { error }),
    ...(notifications.length > others.length && { progress: true }),
    ...(others.length > 0 && { notifications: others }),
    ...(text !== undefined && { text }),
  };
}

function isProgress(message: JsonValue): boolean {
  return isJsonObject(message) && message['method'] === 'notifications/progress';
}

/** Ids of what a server asks are its own. */
function withoutEnvelope(message: JsonValue): JsonValue {
  if (!isJsonObject(message)) return message;
  const { method = null, params } = message;
  return { method, ...(params !== undefined && { params }) };
}
