import type { JsonValue } from '../../../shared/model/draft.ts';
import type { RoutingLine } from '../../../shared/model/exchange.ts';
import { asBuffer } from '../../as-buffer.ts';
import { headerValue, type HeaderList } from '../../../shared/model/headers.ts';
import type { Era } from '../../../shared/model/instance.ts';
import { isJsonObject } from '../../../shared/model/json.ts';
import { hasBatches, isLegacyRevision, LEGACY_HEADER } from '../../../shared/spec/legacy.ts';
import { META } from '../../../shared/spec/modern.ts';
import { expectedFor, type ExpectedAnswer } from '../../capture/expected-answer.ts';
import { nameTwinOf } from '../../protocol/json-rpc.ts';
import { RoutingMemory } from './routing-memory.ts';

/** What a row shows of a request that a client of somebody else's wrote. */
export interface RequestFacts {
  readonly era: Era;
  readonly method: string;
  readonly name: string;
  readonly routing: readonly RoutingLine[];
  readonly expected: ExpectedAnswer;
}

export interface SeenRequest {
  readonly httpMethod: string;
  readonly target: string;
  readonly headers: HeaderList;
  readonly body: Uint8Array;
  /** Of the instance, where it is known; decides where nothing in the request does. */
  readonly knownEra?: Era | undefined;
}

const NO_ANSWER: ExpectedAnswer = { expects: 'nothing', requestId: undefined };

const ROUTING = new RoutingMemory();

/** Reads a request as far as it can be read. */
export function requestFacts(request: SeenRequest): RequestFacts {
  const { httpMethod, target, headers, body } = request;
  const json = parse(body);
  const era = eraOf(json, request);
  const names = nameTwinOf(Array.isArray(json) ? json[0] : json) ?? {
    method: `${httpMethod} ${target.split('?', 1)[0] ?? ''}`,
    name: '',
  };
  const version = headerValue(headers, LEGACY_HEADER.protocolVersion);
  const batches = Array.isArray(json) || (isLegacyRevision(version) && hasBatches(version));
  return {
    era,
    method: names.method,
    name: names.name,
    routing: era === 'modern' && json !== undefined ? ROUTING.table(headers, json) : [],
    expected: expectedOf(httpMethod, json, batches) ?? expectedFor(json, era),
  };
}

function expectedOf(
  httpMethod: string,
  json: JsonValue | undefined,
  batches: boolean,
): ExpectedAnswer | undefined {
  // Streams that only carry what the server has to say end whenever it likes.
  if (httpMethod !== 'POST') return { ...NO_ANSWER, ...(batches && { batches }) };
  if (!batches) return undefined;
  const messages: readonly unknown[] = Array.isArray(json) ? json : [json];
  const requests = messages.filter(
    (message) => isJsonObject(message) && 'method' in message && 'id' in message,
  );
  // Several answers come to several requests: none of them is the answer.
  if (requests.length !== 1) return { ...NO_ANSWER, batches };
  const [first] = requests;
  const id = isJsonObject(first) ? first['id'] : undefined;
  return {
    expects: 'answer',
    requestId: typeof id === 'string' || typeof id === 'number' ? id : undefined,
    batches,
  };
}

/**
 * Modern requests say their revision in the body and in a header; what opens or uses a session is legacy.
 * https://modelcontextprotocol.io/specification/2026-07-28/basic/versioning
 */
function eraOf(json: JsonValue | undefined, { headers, knownEra }: SeenRequest): Era {
  const params = isJsonObject(json) && isJsonObject(json['params']) ? json['params'] : {};
  const meta = isJsonObject(params['_meta']) ? params['_meta'] : {};
  const said = meta[META.protocolVersion] ?? headerValue(headers, LEGACY_HEADER.protocolVersion);
  if (said !== undefined) return isLegacyRevision(said) ? 'legacy' : 'modern';
  const method = isJsonObject(json) ? json['method'] : undefined;
  if (method === 'initialize' || headerValue(headers, LEGACY_HEADER.sessionId) !== undefined) return 'legacy';
  if (method === 'server/discover') return 'modern';
  return knownEra ?? 'legacy';
}

function parse(body: Uint8Array): JsonValue | undefined {
  if (body.length === 0) return undefined;
  try {
    return JSON.parse(asBuffer(body).toString('utf8')) as JsonValue;
  } catch {
    return undefined;
  }
}
