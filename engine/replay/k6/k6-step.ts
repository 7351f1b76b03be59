import type { Draft } from '../../../shared/model/draft.ts';
import type { HeaderList } from '../../../shared/model/headers.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../../shared/model/json.ts';
import type {
  FlowPlace,
  PlanStep,
  StepAnswer,
  TextPart,
  ValueFlow,
} from '../../../shared/model/replay-plan.ts';
import type { RoutingLine } from '../../../shared/model/exchange.ts';
import { decodeHeaderValue } from '../../protocol/modern/header-value.ts';
import { buildLegacyRequest } from '../../protocol/legacy/build-request.ts';
import { buildRequest } from '../../protocol/modern/build-request.ts';
import { pointerOf } from '../plan/json-place.ts';

/** One request as the script has it: JSON that its functions read. */
export interface K6Step {
  readonly number: number;
  /** Of the check: `#22 tools/call basket_add`. */
  readonly name: string;
  /** Of the metrics: what steps of one kind have in common. */
  readonly tag: string;
  /** Values in the Base64 form are decoded here, and named in `encoded`. */
  readonly headers: Readonly<Record<string, string>>;
  readonly encoded: readonly string[];
  /** The id is the script's own. */
  readonly body: JsonValue;
  /** Legacy era: in the session of this client. */
  readonly session?: number;
  /** What its answer mints. */
  readonly takes: readonly K6Take[];
  /** What it carries. */
  readonly puts: readonly K6Put[];
  /** Headers that repeat what stands at a pointer of the body. */
  readonly mirrors: readonly { readonly header: string; readonly at: string }[];
  readonly expect: K6Expectation;
  readonly until?: 'ended' | 'asks';
}

export interface K6Take {
  readonly flow: string;
  readonly at: readonly string[];
  readonly part?: TextPart;
  readonly key?: true;
  /** Where the value is for people. */
  readonly says: string;
}

export interface K6Put {
  readonly flow: string;
  readonly at: string;
  readonly was: string | number;
  readonly part?: true;
  readonly key?: true;
  /** Always this. */
  readonly pinned?: string | number;
}

/** What an answer has to have in common with the recorded one; values are not compared. */
export interface K6Expectation {
  readonly status?: number;
  readonly is: 'result' | 'error' | 'nothing';
  readonly code?: number;
  readonly isError?: true;
  readonly resultType?: string;
  /** Of a poll that is repeated until then. */
  readonly task?: string;
}

/** A session of the legacy era that the script opens: the bodies of both messages. */
export interface K6Session {
  readonly initialize: JsonValue;
  readonly initialized: JsonValue;
}

/** Headers that each connection, or the person who runs the script, has of its own. Lower case. */
const OF_THE_RUN = new Set(['host', 'connection', 'content-length', 'accept-encoding']);
const NOWHERE = { url: 'http://localhost/', headers: [], requestId: 0 };

/** Builds the step; `flows` are those that it takes part in. Pure. */
export function k6Step(
  step: PlanStep,
  { draft, answer }: { readonly draft: Draft; readonly answer?: StepAnswer },
  flows: { readonly made: readonly ValueFlow[]; readonly carried: readonly ValueFlow[] },
): K6Step {
  const built =
    step.era === 'modern' ? buildRequest(draft, NOWHERE) : buildLegacyRequest(draft, NOWHERE, undefined);
  const { number, method, name, until } = step;
  const { headers, encoded } = headersOf(built.headers);
  const puts = flows.carried.flatMap((flow) =>
    flow.consumers.filter((place) => place.number === number).map((place) => putOf(flow, place)),
  );
  return {
    number,
    name: `#${String(number)} ${method}${name === '' ? '' : ` ${name}`}`,
    // Ids of tasks would make a metric each.
    tag:
      name === '' || method.startsWith('tasks/')
        ? `${method}${method === step.tool ? '' : ` ${step.tool}`}`
        : `${method} ${name}`,
    headers,
    encoded,
    body: bodyOf(built.body),
    ...(step.era === 'legacy' && { session: step.client }),
    takes: flows.made.map(takeOf),
    puts,
    mirrors: mirrorsOf(built.routing, headers, puts),
    expect: expectationOf(step, answer),
    ...(until && { until }),
  };
}

function headersOf(list: HeaderList): Pick<K6Step, 'headers' | 'encoded'> {
  const headers: Record<string, string> = {};
  const encoded: string[] = [];
  for (const [name, value] of list) {
    if (OF_THE_RUN.has(name.toLowerCase())) continue;
    const decoded = decodeHeaderValue(value);
    const isEncoded = decoded.ok && decoded.encoded;
    if (isEncoded) encoded.push(name);
    const before = headers[name];
    const plain = isEncoded ? decoded.value : value;
    // k6 sends one header of a name.
    headers[name] = before === undefined ? plain : `${before}, ${plain}`;
  }
  return { headers, encoded };
}

function bodyOf(text: string): JsonValue {
  const body = JSON.parse(text) as JsonValue;
  if (!isJsonObject(body)) return body;
  const { id: _own, ...rest } = body;
  return rest;
}

function takeOf({ id, producer, alsoAt, value }: ValueFlow): K6Take {
  return {
    flow: id,
    at: [producer.pointer, ...(producer.within || producer.key ? [] : alsoAt)],
    ...(producer.within && { part: producer.within }),
    ...(producer.key && { key: true }),
    says: `${String(value).slice(0, 40)} of ${producer.pointer}`,
  };
}

function putOf({ id, value, use, pinnedTo }: ValueFlow, { pointer, within, key }: FlowPlace): K6Put {
  return {
    flow: id,
    at: pointer,
    was: value,
    ...(within && { part: true }),
    ...(key && { key: true }),
    ...(use === 'pinned' && pinnedTo !== undefined && { pinned: pinnedTo }),
  };
}

/**
 * `params.arguments.region` is `/params/arguments/region`; the revision mirrors nothing that can change. A header of which no
 * schema is known mirrors what flows where it says the same.
 */
function mirrorsOf(
  routing: readonly RoutingLine[],
  headers: K6Step['headers'],
  puts: readonly K6Put[],
): K6Step['mirrors'] {
  const known = routing.flatMap(({ header, field, verdict }) =>
    verdict === 'match' && field !== undefined && /^params\.[^[\]]+$/.test(field)
      ? [{ header, at: pointerOf(field.split('.')) }]
      : [],
  );
  const named = new Set(known.map(({ header }) => header.toLowerCase()));
  const alike = Object.entries(headers).flatMap(([header, value]) => {
    const put = named.has(header.toLowerCase())
      ? undefined
      : puts.find(({ was, key }) => !key && String(was) === value);
    return put && !put.part ? [{ header, at: put.at }] : [];
  });
  return [...known, ...alike];
}

function expectationOf(step: PlanStep, answer: StepAnswer | undefined): K6Expectation {
  const { status, result, error } = answer ?? {};
  const { isError, resultType, status: task } = isJsonObject(result) ? result : {};
  const code = isJsonObject(error) ? error['code'] : undefined;
  return {
    ...(status !== undefined && { status }),
    is: result !== undefined ? 'result' : error !== undefined ? 'error' : 'nothing',
    ...(typeof code === 'number' && { code }),
    ...(isError === true && { isError }),
    ...(typeof resultType === 'string' && { resultType }),
    ...(step.until && typeof task === 'string' && { task }),
  };
}

/** The messages that open a session as the recorded client did. Pure. */
export function k6Session(draft: Draft): K6Session {
  const params: JsonObject = {
    protocolVersion: draft.revision,
    capabilities: draft.clientCapabilities,
    clientInfo: draft.clientInfo ? { ...draft.clientInfo } : { name: 'unnamed', version: '0' },
  };
  return {
    initialize: { jsonrpc: '2.0', method: 'initialize', params },
    initialized: { jsonrpc: '2.0', method: 'notifications/initialized' },
  };
}
