import type { RoutingLine } from '../../../shared/model/exchange.ts';
import { headerValues } from '../../../shared/model/headers.ts';
import { isJsonObject, type JsonValue } from '../../../shared/model/json.ts';
import { HEADER } from '../../../shared/spec/modern.ts';
import { decodeHeaderValue } from '../../protocol/modern/header-value.ts';
import { readParamHeaders, valueAtPath, type ParamHeader } from '../../protocol/modern/param-headers.ts';
import { routingTable } from '../../protocol/modern/routing-table.ts';
import type { Knowledge } from '../knowledge.ts';
import type { SeenExchange } from '../seen-exchange.ts';

/**
 * What is wrong with one header that mirrors the body: `missing`; `mismatch`: it names something else; `unexpected`: it
 * mirrors a parameter that has no value; `not-encoded`: the value needs the Base64 form; `malformed`: it has that form,
 * but broken.
 */
export type HeaderFault = 'missing' | 'mismatch' | 'unexpected' | 'not-encoded' | 'malformed';

/** One header that mirrors the body. */
export interface Mirrored {
  readonly of: 'version' | 'method' | 'name' | 'param';
  readonly line: RoutingLine;
  /** Absent: it is as it must be, or the body has nothing to hold it against. */
  readonly fault?: HeaderFault;
  /** Of a `param`: the annotation and the parameter's value; undefined where the call gives none. */
  readonly param?: { readonly annotation: ParamHeader; readonly value: JsonValue | undefined };
}

const NONE: readonly Mirrored[] = [];
const standard = new WeakMap<SeenExchange, readonly Mirrored[]>();
const annotations = new WeakMap<object, readonly ParamHeader[]>();

/** MCP-Protocol-Version, Mcp-Method and Mcp-Name of a modern request over HTTP; none of anything else. */
export function standardHeaders(exchange: SeenExchange): readonly Mirrored[] {
  const read = standard.get(exchange) ?? readStandard(exchange);
  standard.set(exchange, read);
  return read;
}

/** Mcp-Param headers of a call, as the tool that the instance listed last asks for them. */
export function paramHeaders(exchange: SeenExchange, known: Knowledge): readonly Mirrored[] {
  if (exchange.method !== 'tools/call') return NONE;
  const tool = calledTool(exchange, known);
  if (tool === undefined) return NONE;
  return allHeaders(exchange, tool).params;
}

/** All headers of a request that mirror its body. */
export function mirroredHeaders(exchange: SeenExchange, known: Knowledge): readonly Mirrored[] {
  const tool = exchange.method === 'tools/call' ? calledTool(exchange, known) : undefined;
  return tool === undefined ? standardHeaders(exchange) : allHeaders(exchange, tool).all;
}

interface Read {
  readonly tool: JsonValue;
  readonly params: readonly Mirrored[];
  readonly all: readonly Mirrored[];
}
const calls = new WeakMap<SeenExchange, Read>();

/** Many rules ask for them; they are read once. */
function allHeaders(exchange: SeenExchange, tool: JsonValue): Read {
  const earlier = calls.get(exchange);
  if (earlier?.tool === tool) return earlier;
  const params = readParams(exchange, tool);
  const standard = standardHeaders(exchange);
  const read = { tool, params, all: params.length === 0 ? standard : [...standard, ...params] };
  calls.set(exchange, read);
  return read;
}

function readParams(exchange: SeenExchange, tool: JsonValue): readonly Mirrored[] {
  const { message, headers } = exchange.request;
  if (!message || !mirrorsHeaders(exchange)) return NONE;
  const asked = annotationsOf(tool);
  if (asked.length === 0) return NONE;
  const { value = null, params } = message;
  const lines = routingTable(headers, value, tool);
  return asked.flatMap((annotation): readonly Mirrored[] => {
    const line = lines.find(({ header }) => header === annotation.header);
    if (!line) return NONE;
    const given = valueAtPath(params['arguments'], annotation.path) ?? undefined;
    const fault = paramFault(exchange, line, given);
    return [{ of: 'param', line, param: { annotation, value: given }, ...(fault && { fault }) }];
  });
}

/** inputSchema of the tool that is called, as the instance listed it last; undefined where it did not. */
export function calledTool(exchange: SeenExchange, known: Knowledge): JsonValue | undefined {
  if (exchange.method !== 'tools/call') return undefined;
  const name = exchange.request.message?.params['name'];
  if (typeof name !== 'string') return undefined;
  return known.instance(exchange.instanceId).tools.get(name)?.entry['inputSchema'];
}

/** Annotations of an inputSchema; none where they are invalid, since clients leave such a tool out. */
export function annotationsOf(schema: JsonValue | undefined): readonly ParamHeader[] {
  if (!isJsonObject(schema)) return [];
  let found = annotations.get(schema);
  if (!found) {
    const read = readParamHeaders(schema);
    found = read.valid ? read.headers : [];
    annotations.set(schema, found);
  }
  return found;
}

/** Whether this is a request whose headers mirror its body. Of notifications no header is defined. */
export function mirrorsHeaders({ transport, speaks, request, method }: SeenExchange): boolean {
  return (
    transport === 'http' &&
    speaks === 'modern' &&
    request.httpMethod === 'POST' &&
    request.message?.kind === 'request' &&
    method !== 'initialize'
  );
}

const KINDS = new Map<string, 'version' | 'method' | 'name'>([
  [HEADER.protocolVersion, 'version'],
  [HEADER.method, 'method'],
  [HEADER.name, 'name'],
]);
/** Mcp-Name of these; that of the Tasks extension's requests is that extension's to demand. */
const NAMED: ReadonlySet<string> = new Set(['tools/call', 'resources/read', 'prompts/get']);

function readStandard(exchange: SeenExchange): readonly Mirrored[] {
  if (!mirrorsHeaders(exchange)) return NONE;
  const { headers, message } = exchange.request;
  const lines =
    exchange.routing.length > 0 ? exchange.routing : routingTable(headers, message?.value ?? null);
  return lines.flatMap((line): readonly Mirrored[] => {
    const of = KINDS.get(line.header);
    // A name that nothing asks for has no field.
    if (!of || line.field === undefined) return NONE;
    if (of === 'name' && !NAMED.has(exchange.method)) return NONE;
    const fault = standardFault(exchange, of, line);
    return [{ of, line, ...(fault && { fault }) }];
  });
}

function standardFault(
  exchange: SeenExchange,
  of: 'version' | 'method' | 'name',
  line: RoutingLine,
): HeaderFault | undefined {
  if (line.verdict === 'missing') {
    // Nobody can mirror a name that is not there.
    return of === 'name' && line.fieldValue === undefined ? undefined : 'missing';
  }
  if (line.verdict === 'invalid') return of === 'name' ? encodingFault(line) : 'mismatch';
  // A body without the field is that field's fault, not the header's.
  if (line.verdict !== 'mismatch' || line.fieldValue === undefined) return undefined;
  return of === 'name' ? mismatchFault(exchange, line) : 'mismatch';
}

function paramFault(
  exchange: SeenExchange,
  line: RoutingLine,
  given: JsonValue | undefined,
): HeaderFault | undefined {
  if (line.verdict === 'missing') return 'missing';
  if (line.verdict === 'invalid') return encodingFault(line);
  if (line.verdict !== 'mismatch') return undefined;
  if (line.fieldValue !== undefined) return mismatchFault(exchange, line);
  // A value of another type than the schema's cannot be held against anything.
  return given === undefined ? 'unexpected' : undefined;
}

const PREFIX = '=?base64?';
const SUFFIX = '?=';

function mismatchFault(
  exchange: SeenExchange,
  { header, value = '', fieldValue = '' }: RoutingLine,
): HeaderFault {
  if (headerValues(exchange.request.headers, header).length > 1) return 'mismatch';
  // It only looks encoded, or white space at its ends was lost.
  if (value === fieldValue || value === fieldValue.replace(/^[ \t]+|[ \t]+$/g, '')) return 'not-encoded';
  return hasMarkersInOtherCase(value, fieldValue) ? 'malformed' : 'mismatch';
}

function encodingFault({ value = '', fieldValue }: RoutingLine): HeaderFault {
  const looksEncoded = value.startsWith(PREFIX) && value.endsWith(SUFFIX);
  return looksEncoded && value !== fieldValue ? 'malformed' : 'not-encoded';
}

/** A plain value may look like this; only one that says the same as the body was meant to be encoded. */
function hasMarkersInOtherCase(value: string, fieldValue: string): boolean {
  if (!/^=\?base64\?.*\?=$/i.test(value) || value.startsWith(PREFIX)) return false;
  const meant = decodeHeaderValue(`${PREFIX}${value.slice(PREFIX.length)}`);
  return meant.ok && meant.value === fieldValue;
}
