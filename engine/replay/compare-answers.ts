import type { Comparison, Difference } from '../../shared/model/difference.ts';
import type { JsonObject, JsonValue } from '../../shared/model/draft.ts';
import type { ExchangeRef } from '../../shared/model/exchange.ts';
import { diffJson } from './diff/diff-json.ts';

/** One answer as far as comparing needs it. */
export interface Answer {
  readonly ref: ExchangeRef;
  readonly instanceName: string;
  readonly status?: number;
  readonly failureKind?: string;
  /** The JSON-RPC response to the request. */
  readonly answer?: JsonObject;
  /** The other messages, in order. */
  readonly others: readonly JsonValue[];
  /** Body as text where it holds no JSON-RPC message. */
  readonly text?: string;
}

/** Longest JSON of a differing value that is handed on whole, in characters. */
const LONGEST_VALUE = 4_000;

/** What is held against each other: each request has its own id, so ids are left out. */
function comparable({ status, failureKind, answer, others, text }: Answer): JsonObject {
  return {
    ...(status !== undefined && { status }),
    ...(failureKind !== undefined && { failure: failureKind }),
    ...(answer?.['result'] !== undefined && { result: answer['result'] }),
    ...(answer?.['error'] !== undefined && { error: answer['error'] }),
    ...(others.length > 0 && { notifications: others }),
    ...(text !== undefined && { text }),
  };
}

/** A value for people to see: of a very long one the beginning, and how long it is. */
function shortened(value: JsonValue): JsonValue {
  const text = typeof value === 'string' ? value : textOf(value);
  if (text === undefined) return '(nested too deeply to be shown)';
  if (text.length <= LONGEST_VALUE) return value;
  return `${text.slice(0, LONGEST_VALUE)}… (${String(text.length)} characters)`;
}

/** JSON.stringify works by recursion: what is nested very deeply cannot be written by it. */
function textOf(value: JsonValue): string | undefined {
  try {
    return JSON.stringify(value);
  } catch {
    return undefined;
  }
}

function forPeople({ left, right, ...difference }: Difference): Difference {
  return {
    ...difference,
    ...(left !== undefined && { left: shortened(left) }),
    ...(right !== undefined && { right: shortened(right) }),
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
    const differences: readonly Difference[] =
      index === 0 ? [] : diffJson(base, comparable(answer)).map(forPeople);
    return { ref: answer.ref, instanceName: answer.instanceName, differences };
  });
  const pointers = [
    ...new Set(columns.flatMap((column) => column.differences.map((entry) => entry.pointer))),
  ].sort();
  return { same: pointers.length === 0, columns, pointers };
}
