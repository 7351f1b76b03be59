import type { JsonObject, JsonValue } from '../../shared/model/draft.ts';
import type { Failure } from '../../shared/model/exchange.ts';
import { isJsonObject } from '../../shared/model/json.ts';
import { LEGACY_REVISIONS } from '../../shared/spec/modern.ts';
import { isModernError } from '../protocol/modern/modern-error.ts';

/** What came back for one question. */
export interface Reply {
  /** HTTP status; absent over stdio, and where no answer came. */
  readonly status?: number;
  readonly contentType?: string;
  /** The JSON-RPC response that answered the request, whole; absent where none came. */
  readonly answer?: JsonValue;
  /** Why the exchange did not come to its proper end. */
  readonly failure?: Failure;
}

/** What one answer tells of the era; `reason` is a sentence. */
export interface Sign {
  readonly kind:
    | 'modern'
    /** No modern server, as far as can be told: `initialize` has to show what it is. */
    | 'legacy'
    /** It may be anything, a server that is no MCP server included; `initialize` is worth a try. */
    | 'unclear'
    /** Nothing is to be learnt here now: it is down, or wants credentials. */
    | 'none';
  readonly reason: string;
}

/** -32601 is what a server says to a method that it does not know, in either era. */
const METHOD_NOT_FOUND = -32601;

/**
 * What the answer to a modern server/discover tells of the era. Pure. A recognised modern error means a modern
 * server whatever its HTTP status; but one that supports legacy revisions only is to be spoken to in theirs.
 *
 * Sources: https://modelcontextprotocol.io/specification/2026-07-28/basic/versioning#backward-compatibility-with-initialization-based-versions,
 * https://modelcontextprotocol.io/specification/2026-07-28/basic/transports/streamable-http#backward-compatibility and
 * https://modelcontextprotocol.io/specification/2026-07-28/basic/transports/stdio#backward-compatibility
 */
export function judgeDiscover(reply: Reply, over: 'http' | 'stdio'): Sign {
  const { answer, status } = reply;
  if (isJsonObject(answer) && isJsonObject(answer['result'])) return judgeDiscoverResult(answer['result']);
  if (isJsonObject(answer) && isModernError(answer)) return judgeModernError(answer, 'server/discover');
  if (status === 401 || status === 403) {
    return { kind: 'none', reason: `It answers HTTP ${String(status)}: it wants credentials first.` };
  }
  if (status === 429 || status === 502 || status === 503 || status === 504) {
    return { kind: 'none', reason: `HTTP ${String(status)} says nothing about the era.` };
  }
  if (isJsonObject(answer) && isJsonObject(answer['error'])) return judgePlainError(answer['error'], status);
  return status === undefined ? judgeSilence(reply, over) : judgeOtherAnswer(reply, status);
}

function judgeDiscoverResult(result: JsonObject): Sign {
  const versions = textList(result['supportedVersions']);
  if (versions && isJsonObject(result['capabilities'])) {
    return isLegacyOnly(versions)
      ? legacySign(
          `It answers server/discover, but supports legacy revisions only (${versions.join(', ')}).`,
          '',
        )
      : { kind: 'modern', reason: 'It answered server/discover with a DiscoverResult.' };
  }
  // Only this revision and later ones write a resultType.
  if (typeof result['resultType'] === 'string') {
    return { kind: 'modern', reason: 'Its result has a resultType, which only modern servers write.' };
  }
  const lacking = [
    versions ? '' : 'supportedVersions',
    isJsonObject(result['capabilities']) ? '' : 'capabilities',
  ];
  const lacks = lacking.filter(Boolean).join(' and ');
  return legacySign(`Its answer to server/discover is no DiscoverResult: it lacks ${lacks}.`);
}

function judgeModernError(answer: JsonObject, method: string): Sign {
  const error = isJsonObject(answer['error']) ? answer['error'] : {};
  const supported = isJsonObject(error['data']) ? textList(error['data']['supported']) : undefined;
  const code = typeof error['code'] === 'number' ? error['code'] : 0;
  if (code === -32022 && supported && isLegacyOnly(supported)) {
    return legacySign(`It supports legacy revisions only (${supported.join(', ')}).`, '');
  }
  return {
    kind: 'modern',
    reason: `It answered ${method} with ${String(code)}, an error that only modern servers give.`,
  };
}

function judgePlainError(error: JsonObject, status: number | undefined): Sign {
  const code = typeof error['code'] === 'number' ? error['code'] : undefined;
  if (status !== undefined && status >= 500) {
    return { kind: 'unclear', reason: `HTTP ${String(status)} says nothing about the era.` };
  }
  return legacySign(
    code === METHOD_NOT_FOUND
      ? 'It does not know server/discover, which every modern server has.'
      : `It refused server/discover with ${String(code ?? 'an error without a code')}, which is no error of the modern era.`,
  );
}

function judgeSilence({ failure }: Reply, over: 'http' | 'stdio'): Sign {
  const reason = failure?.message ?? 'No answer came.';
  if (over === 'http') return { kind: 'none', reason };
  switch (failure?.kind) {
    case 'timeout':
      return legacySign('It did not answer server/discover in time, as some legacy servers do.');
    // A server may take a request before initialize as badly as that.
    case 'cut':
    case 'lost':
    case 'malformed':
      return { kind: 'unclear', reason: `It gave no answer to server/discover. ${reason}` };
    default:
      return { kind: 'none', reason };
  }
}

/** An answer over HTTP without a JSON-RPC response. */
function judgeOtherAnswer({ failure, contentType }: Reply, status: number): Sign {
  if (failure && failure.kind !== 'malformed') return { kind: 'none', reason: failure.message };
  const what = `HTTP ${String(status)} (${contentType ?? 'no content type'}) without a JSON-RPC message`;
  // A legacy server refuses what it does not know in many ways; a wrong path looks the same in every era.
  return status >= 400 && status < 500 && status !== 404
    ? legacySign(
        `It refused server/discover with HTTP ${String(status)} and no error that a modern server gives.`,
      )
    : { kind: 'unclear', reason: `${what} says nothing about the era.` };
}

/** Whether the answer says that there is no such method: such a server may serve modern requests all the same. */
export function lacksDiscover({ answer }: Reply): boolean {
  return (
    isJsonObject(answer) && isJsonObject(answer['error']) && answer['error']['code'] === METHOD_NOT_FOUND
  );
}

/**
 * What a modern request tells that a server answers although it does not know server/discover. Pure. `mixed`: it
 * serves modern requests in the way of a legacy server, without a resultType.
 */
export function judgeModernRequest(reply: Reply, method: string): Sign | { readonly kind: 'mixed' } {
  const { answer } = reply;
  if (isJsonObject(answer) && isJsonObject(answer['result'])) {
    return typeof answer['result']['resultType'] === 'string'
      ? {
          kind: 'modern',
          reason: `It answered a modern ${method} with a resultType, which only modern servers write.`,
        }
      : { kind: 'mixed' };
  }
  if (isJsonObject(answer) && isModernError(answer)) return judgeModernError(answer, method);
  return { kind: 'none', reason: `It does not serve a modern ${method}, either.` };
}

/** What came of `initialize`. `try-sse`: an older kind of server may be there, which wants a GET first. */
export type InitializeSign = Sign | { readonly kind: 'try-sse'; readonly reason: string };

/**
 * What the answer to `initialize` tells. Pure. A refusal by a modern error tells a modern server, also after its
 * server/discover seemed to tell otherwise.
 *
 * Source: https://modelcontextprotocol.io/specification/2026-07-28/basic/transports/streamable-http#http%2Bsse-transport-2024-11-05
 */
export function judgeInitialize(reply: Reply): InitializeSign {
  const { answer, status } = reply;
  if (isJsonObject(answer) && isJsonObject(answer['result'])) {
    const revision = answer['result']['protocolVersion'];
    return typeof revision === 'string'
      ? { kind: 'legacy', reason: `It answered initialize and agreed on revision ${revision}.` }
      : { kind: 'unclear', reason: 'Its answer to initialize names no protocolVersion.' };
  }
  if (isJsonObject(answer) && isModernError(answer)) {
    const sign = judgeModernError(answer, 'initialize');
    return sign.kind === 'modern' ? sign : { kind: 'unclear', reason: sign.reason };
  }
  if (status === 400 || status === 404 || status === 405) {
    return { kind: 'try-sse', reason: `It refused initialize with HTTP ${String(status)}.` };
  }
  if (isJsonObject(answer) && isJsonObject(answer['error'])) {
    const { code } = answer['error'];
    return {
      kind: 'unclear',
      reason: `It refused initialize with error ${typeof code === 'number' ? String(code) : '(no code)'}.`,
    };
  }
  const { failure } = reply;
  return {
    kind: 'none',
    reason: failure?.message ?? `It answered initialize with HTTP ${String(status ?? '(none)')}.`,
  };
}

function legacySign(
  reason: string,
  how = ' So it is a legacy server, as far as can be told from outside.',
): Sign {
  return { kind: 'legacy', reason: `${reason}${how}` };
}

/** At least one revision, and none that is not of the legacy era. */
function isLegacyOnly(revisions: readonly string[]): boolean {
  const newestLegacy = LEGACY_REVISIONS[0];
  // Dates as text: older ones than those that are known are legacy, too.
  return revisions.length > 0 && revisions.every((revision) => revision <= newestLegacy);
}

/** The list, where every item is a text. */
export function textList(value: JsonValue | undefined): readonly string[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const items = value as readonly JsonValue[];
  return items.every((item) => typeof item === 'string') ? items : undefined;
}
