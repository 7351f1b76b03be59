import type { JsonObject, JsonValue } from '../../../shared/model/draft.ts';
import type { ExchangeLink } from '../../../shared/model/exchange.ts';
import { askedInput } from '../../../shared/model/asked-input.ts';
import type { AskedInput } from '../../../shared/model/input.ts';
import { isJsonObject } from '../../../shared/model/json.ts';
import { LEGACY_REVISIONS, MODERN_REVISION } from '../../../shared/spec/modern.ts';
import { isModernError } from './modern-error.ts';

/** A server that never has enough is asked no more often than this. */
export const MOST_ROUNDS = 20;

/** What came of the last exchange of a conversation. */
export interface LastAnswer {
  readonly method: string;
  /** HTTP status; absent where none came, and over stdio. */
  readonly status?: number;
  /** The JSON-RPC message that answers; absent where none came. */
  readonly answer?: JsonObject;
  /** What was done in this conversation so far. */
  readonly steps: readonly ExchangeLink['kind'][];
  /** Whether the era was left to Hopscope. */
  readonly eraIsOpen: boolean;
}

/** What a client does next by itself. */
export type NextStep =
  | { readonly kind: 'none' }
  /** The same again in this revision. */
  | { readonly kind: 'revision'; readonly revision: string }
  /** A fresh tools/list, then the same with the headers that it asks for. */
  | { readonly kind: 'headers' }
  /** The server may be of the legacy era: find out, and send the same in that era. */
  | { readonly kind: 'era' }
  /** The server wants input: the same again with the answers. */
  | { readonly kind: 'round'; readonly asked: AskedInput };

const NONE: NextStep = { kind: 'none' };

/**
 * What the specification wants a client to do after an answer to a modern request. Pure.
 *
 * Sources: https://modelcontextprotocol.io/specification/2026-07-28/basic/versioning#protocol-version-negotiation,
 * https://modelcontextprotocol.io/specification/2026-07-28/basic/transports/streamable-http#client-behavior,
 * https://modelcontextprotocol.io/specification/2026-07-28/basic/transports/streamable-http#backward-compatibility and
 * https://modelcontextprotocol.io/specification/2026-07-28/basic/patterns/mrtr
 */
export function nextStep(last: LastAnswer): NextStep {
  const { answer } = last;
  if (answer && isJsonObject(answer['result'])) return afterResult(answer['result'], last);
  if (answer && isModernError(answer)) return afterModernError(answer, last);
  return looksLegacy(last) && last.eraIsOpen && !last.steps.includes('era') ? { kind: 'era' } : NONE;
}

/** Every refusal but a recognised modern error may be a legacy server's. What says nothing of the era is left alone. */
function looksLegacy({ status, answer }: LastAnswer): boolean {
  if (status === undefined) return answer !== undefined && 'error' in answer;
  if (status === 401 || status === 403 || status === 429 || status >= 500) return false;
  return status >= 400;
}

function afterModernError(answer: JsonObject, last: LastAnswer): NextStep {
  const error = isJsonObject(answer['error']) ? answer['error'] : {};
  if (error['code'] === -32022) return afterUnsupportedVersion(error, last);
  if (error['code'] === -32020 && last.method === 'tools/call' && !last.steps.includes('headers')) {
    return { kind: 'headers' };
  }
  return NONE;
}

function afterUnsupportedVersion(error: JsonObject, { steps, eraIsOpen }: LastAnswer): NextStep {
  const data = isJsonObject(error['data']) ? error['data'] : {};
  const supported = Array.isArray(data['supported']) ? (data['supported'] as readonly JsonValue[]) : [];
  if (supported.includes(MODERN_REVISION)) {
    return steps.includes('revision') ? NONE : { kind: 'revision', revision: MODERN_REVISION };
  }
  const isLegacy = LEGACY_REVISIONS.some((revision) => supported.includes(revision));
  return isLegacy && eraIsOpen && !steps.includes('era') ? { kind: 'era' } : NONE;
}

function afterResult(result: JsonObject, { steps }: LastAnswer): NextStep {
  if (result['resultType'] !== 'input_required') return NONE;
  const asked = askedInput(result);
  const rounds = steps.filter((kind) => kind === 'round').length;
  return asked && rounds < MOST_ROUNDS ? { kind: 'round', asked } : NONE;
}
