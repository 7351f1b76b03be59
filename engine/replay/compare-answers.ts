import type { Comparison, Difference } from '../../shared/model/difference.ts';
import type { JsonObject, JsonValue } from '../../shared/model/draft.ts';
import type { ExchangeRef } from '../../shared/model/exchange.ts';
import { diffJson } from './diff-json.ts';

/** One answer as far as comparing needs it. */
export interface Answer {
  readonly ref: ExchangeRef;
  readonly instanceName: string;
  readonly status?: number;
  readonly failureKind?: string;
  /** JSON-RPC messages of the answer in order, notifications first. */
  readonly messages: readonly JsonValue[];
  /** Body as text where it holds no JSON-RPC message. */
  readonly text?: string;
}

function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What is held against each other: each request has its own id, so ids are left out. */
function comparable(answer: Answer): JsonObject {
  const last = answer.messages.at(-1);
  const final = isObject(last) && ('result' in last || 'error' in last) ? last : undefined;
  const notifications = final ? answer.messages.slice(0, -1) : answer.messages;
  return {
    ...(answer.status !== undefined && { status: answer.status }),
    ...(answer.failureKind !== undefined && { failure: answer.failureKind }),
    ...(final?.['result'] !== undefined && { result: final['result'] }),
    ...(final?.['error'] !== undefined && { error: final['error'] }),
    ...(notifications.length > 0 && { notifications }),
    ...(answer.text !== undefined && { text: answer.text }),
  };
}

/**
 * Holds answers to one and the same draft against the first of them.
 * Pointers start with `/status`, `/failure`, `/result`, `/error`, `/notifications` or `/text`.
 */
export function compareAnswers(answers: readonly Answer[]): Comparison {
  const [first] = answers;
  const base = first ? comparable(first) : {};
  const columns = answers.map((answer, index) => {
    const differences: readonly Difference[] = index === 0 ? [] : diffJson(base, comparable(answer));
    return { ref: answer.ref, instanceName: answer.instanceName, differences };
  });
  const pointers = [
    ...new Set(columns.flatMap((column) => column.differences.map((entry) => entry.pointer))),
  ].sort();
  return { same: pointers.length === 0, columns, pointers };
}
