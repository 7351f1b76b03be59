import { jsonOf, type JsonObject, type JsonValue } from '../../shared/model/json.ts';
import type { Difference } from '../../shared/model/difference.ts';
import type { Match, Nearest } from './matcher.ts';

/** So many differences are told, and so many names. */
const MOST_TOLD = 20;
const MOST_NAMES = 10;
/** Longer values are cut, in UTF-16 code units. */
const LONGEST = 200;

/** What a client is told of a request that is not in the recording: a JSON-RPC error. */
export interface Refusal {
  readonly code: number;
  readonly message: string;
  readonly data: JsonObject;
}

/** Names the request and the nearest recorded one. Pure. */
export function refusalOf(
  { method, name }: { readonly method: string; readonly name: string },
  { nearest, names }: Extract<Match, { kind: 'none' }>,
): Refusal {
  const what = name === '' ? method : `${method} ${jsonOf(name)}`;
  if (names.length === 0) {
    return { code: -32601, message: `${method} is not in the recording.`, data: { method } };
  }
  if (nearest) {
    return {
      code: -32602,
      message: `${what} is not in the recording with these parameters. ${nearestSentence(nearest)}`,
      data: {
        method,
        ...(name !== '' && { name }),
        nearest: nearest.number,
        differences: nearest.differences.slice(0, MOST_TOLD).map(told),
      },
    };
  }
  const known = names.filter((one) => one !== '').slice(0, MOST_NAMES);
  const recorded = known.length === 0 ? '' : ` Recorded: ${known.join(', ')}.`;
  return { code: -32602, message: `${what} is not in the recording.${recorded}`, data: { method, name } };
}

/** Which recorded request is nearest, and where it differs. Pure. */
export function nearestSentence({ number, differences }: Nearest): string {
  const places = differences.slice(0, 3).map(({ pointer, kind, left, right }) => {
    const at = pointer === '' ? 'the parameters' : pointer;
    if (kind === 'added') return `${at} (sent ${cut(right)}, not recorded)`;
    if (kind === 'removed') return `${at} (recorded ${cut(left)}, not sent)`;
    return `${at} (recorded ${cut(left)}, sent ${cut(right)})`;
  });
  const more =
    differences.length > places.length ? ` and ${String(differences.length - places.length)} more` : '';
  return `The nearest is #${String(number)}; it differs at ${places.join(', ')}${more}.`;
}

function told({ pointer, left, right }: Difference): JsonObject {
  return {
    pointer,
    ...(left !== undefined && { recorded: short(left) }),
    ...(right !== undefined && { sent: short(right) }),
  };
}

function short(value: JsonValue): JsonValue {
  return jsonOf(value).length > LONGEST ? cut(value) : value;
}

function cut(value: JsonValue | undefined): string {
  const text = jsonOf(value ?? null);
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}
