import type { Draft, JsonObject, JsonValue } from '../../../shared/model/draft.ts';
import type { ValueOrigin } from '../../../shared/model/exchange.ts';
import type { HeaderList, HeaderPair } from '../../../shared/model/headers.ts';
import type { RequestPreview } from '../../../shared/model/request-preview.ts';
import { HEADER, META, nameFieldOf } from '../../../shared/spec/modern.ts';
import { encodeHeaderValue } from './header-value.ts';
import { paramText, readParamHeaders, valueAtPath } from './param-headers.ts';
import { routingTable } from './routing-table.ts';
import { tamperHeaders } from './tamper-headers.ts';

/** What a request needs besides its draft. */
export interface RequestTarget {
  readonly url: string;
  /** The instance's own headers, `${NAME}` already filled. */
  readonly headers: HeaderList;
  /** JSON-RPC id where the draft brings none. */
  readonly requestId: string | number;
}

/** A value with the place that it came from; the places become the trace beside the preview. */
interface Traced {
  readonly pairs: HeaderPair[];
  readonly origins: ValueOrigin[];
  readonly problems: string[];
}

function origin(target: string, text: string, kind: ValueOrigin['kind']): ValueOrigin {
  return { target, origin: text, kind };
}

function pointer(...segments: readonly string[]): string {
  return segments.map((segment) => `/${segment.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

/** `_meta` in the order in which it is sent, with the origin of each key. */
function buildMeta(draft: Draft): { meta: JsonObject; origins: ValueOrigin[] } {
  const entries: [key: string, value: JsonValue, from: string, kind: ValueOrigin['kind']][] = [
    [META.protocolVersion, draft.revision, 'the chosen revision', 'protocol'],
    [META.clientCapabilities, draft.clientCapabilities, 'declared capabilities', 'workspace'],
  ];
  if (draft.clientInfo) {
    entries.splice(1, 0, [META.clientInfo, { ...draft.clientInfo }, 'this client', 'protocol']);
  }
  if (draft.logLevel !== undefined)
    entries.push([META.logLevel, draft.logLevel, 'log level option', 'draft']);
  if (draft.progressToken !== undefined) {
    entries.push([META.progressToken, draft.progressToken, 'progress token option', 'draft']);
  }
  if (draft.traceparent !== undefined) {
    entries.push([META.traceparent, draft.traceparent, 'traceparent option', 'draft']);
  }
  const meta = new Map<string, JsonValue>();
  const origins = new Map<string, ValueOrigin>();
  for (const [key, value, from, kind] of entries) {
    meta.set(key, value);
    origins.set(key, origin(pointer('params', '_meta', key), from, kind));
  }
  for (const key of draft.tamper.dropMeta) {
    meta.delete(key);
    origins.set(key, origin(pointer('params', '_meta', key), 'you dropped it', 'tampered'));
  }
  for (const [key, value] of Object.entries(draft.tamper.meta)) {
    meta.set(key, value);
    origins.set(key, origin(pointer('params', '_meta', key), 'you changed it', 'tampered'));
  }
  return { meta: Object.fromEntries(meta), origins: [...origins.values()] };
}

function buildBody(draft: Draft, requestId: string | number): { body: JsonObject; origins: ValueOrigin[] } {
  const { meta, origins } = buildMeta(draft);
  const body: JsonObject = {
    jsonrpc: '2.0',
    ...(draft.notification !== true && { id: draft.requestId ?? requestId }),
    method: draft.method,
    params: { ...draft.params, _meta: meta },
  };
  const own: ValueOrigin[] = [origin('/method', 'the chosen method', 'draft')];
  if (draft.notification !== true) {
    own.splice(
      0,
      0,
      draft.requestId === undefined
        ? origin('/id', 'next free id', 'protocol')
        : origin('/id', 'id option', 'draft'),
    );
  }
  const params = Object.keys(draft.params).map((key) =>
    origin(pointer('params', key), 'your parameters', 'draft'),
  );
  return { body, origins: [...own, ...params, ...origins] };
}

/** Headers that mirror the body: MCP-Protocol-Version, Mcp-Method, Mcp-Name, Mcp-Param-*. */
function protocolHeaders(draft: Draft, out: Traced): void {
  const add = (name: string, value: string, from: string, kind: ValueOrigin['kind']): void => {
    out.pairs.push([name, value]);
    out.origins.push(origin(`header:${name}`, from, kind));
  };
  add(HEADER.protocolVersion, draft.revision, `params._meta["${META.protocolVersion}"]`, 'protocol');
  add(HEADER.method, draft.method, 'method', 'protocol');
  const nameField = nameFieldOf(draft.method);
  const name = nameField && draft.params[nameField];
  if (typeof name === 'string') {
    const encoded = encodeHeaderValue(name);
    const note = encoded === name ? '' : ', in the Base64 form because it is not plain ASCII';
    add(HEADER.name, encoded, `params.${String(nameField)}${note}`, 'protocol');
  }
  if (draft.method === 'tools/call' && draft.toolSchema !== undefined) paramHeaders(draft, add, out);
}

function paramHeaders(
  draft: Draft,
  add: (name: string, value: string, from: string, kind: ValueOrigin['kind']) => void,
  out: Traced,
): void {
  const annotations = readParamHeaders(draft.toolSchema ?? {});
  if (!annotations.valid) {
    out.problems.push(`${annotations.reason} A conforming client does not offer this tool.`);
    return;
  }
  for (const param of annotations.headers) {
    const text = paramText(param, valueAtPath(draft.params['arguments'], param.path));
    if (text.kind === 'text') {
      add(param.header, encodeHeaderValue(text.text), `params.arguments.${param.path.join('.')}`, 'schema');
    } else if (text.kind === 'unsuitable') {
      out.problems.push(text.reason);
    }
  }
}

/** Instance headers come after the protocol's own; one with the same name replaces it, as a user would expect. */
function instanceHeaders(target: RequestTarget, out: Traced): void {
  for (const [name, value] of target.headers) {
    out.pairs.push([name, value]);
    out.origins.push(origin(`header:${name}`, 'a header of this instance', 'instance'));
  }
}

function replaceByInstance(pairs: HeaderPair[], headers: HeaderList): HeaderPair[] {
  const names = new Set(headers.map(([name]) => name.toLowerCase()));
  return pairs.filter(([name]) => !names.has(name.toLowerCase()));
}

function transportHeaders(url: URL, bodyBytes: number): { front: HeaderPair[]; back: HeaderPair[] } {
  return {
    front: [
      ['Host', url.host],
      ['Content-Type', 'application/json'],
      ['Accept', 'application/json, text/event-stream'],
      ['Accept-Encoding', 'gzip, deflate, br'],
    ],
    back: [
      ['Content-Length', String(bodyBytes)],
      ['Connection', 'keep-alive'],
    ],
  };
}

const TRANSPORT_ORIGINS: readonly (readonly [string, string])[] = [
  ['Host', "the instance's address"],
  ['Content-Type', 'every message is JSON'],
  ['Accept', 'both answer forms, as every request must'],
  ['Accept-Encoding', 'what Hopscope can decode'],
  ['Content-Length', "the body's length in bytes"],
  ['Connection', 'the connection is kept for the next request'],
];

/**
 * Builds the one HTTP request that a draft means for one target: body, `_meta`, headers in wire order,
 * where each value came from, and what the draft's tampering did. Pure: sends nothing, reads no clock.
 *
 * Sources: https://modelcontextprotocol.io/specification/2026-07-28/basic/index#meta and
 * https://modelcontextprotocol.io/specification/2026-07-28/basic/transports/streamable-http#request-metadata
 */
export function buildRequest(draft: Draft, target: RequestTarget): RequestPreview {
  const url = new URL(target.url);
  const { body: json, origins } = buildBody(draft, target.requestId);
  const body = draft.tamper.body ?? JSON.stringify(json);
  const own: Traced = { pairs: [], origins: [], problems: [] };
  protocolHeaders(draft, own);
  const extra: Traced = { pairs: [], origins: [], problems: [] };
  instanceHeaders(target, extra);
  const { front, back } = transportHeaders(url, Buffer.byteLength(body));
  const built = [
    ...replaceByInstance([...front, ...own.pairs], extra.pairs),
    ...extra.pairs,
    ...replaceByInstance(back, extra.pairs),
  ];
  const tampered = tamperHeaders(built, draft.tamper.headers);
  const known = new Set(extra.pairs.map(([name]) => name.toLowerCase()));
  const headerOrigins = [
    ...TRANSPORT_ORIGINS.map(([name, text]) => origin(`header:${name}`, text, 'transport')),
    ...own.origins,
  ].filter((entry) => !known.has(entry.target.slice('header:'.length).toLowerCase()));
  return {
    httpMethod: 'POST',
    url: url.href,
    headers: tampered.headers,
    body,
    origins: mergeOrigins([...headerOrigins, ...extra.origins], tampered.origins, [
      ...origins,
      ...(draft.tamper.body === undefined ? [] : [origin('', 'you replaced the body', 'tampered')]),
    ]),
    routing: routingTable(tampered.headers, parseOrNull(body), draft.toolSchema),
    problems: [...own.problems, ...tampered.problems],
  };
}

/** What tampering says of a header replaces what was said of it before. */
function mergeOrigins(
  built: readonly ValueOrigin[],
  tampered: readonly ValueOrigin[],
  body: readonly ValueOrigin[],
): ValueOrigin[] {
  const touched = new Set(tampered.map((entry) => entry.target.toLowerCase()));
  return [...built.filter((entry) => !touched.has(entry.target.toLowerCase())), ...tampered, ...body];
}

function parseOrNull(text: string): JsonValue {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return null;
  }
}

/** Whether a draft departs from the protocol on purpose. */
export function isTampered(draft: Draft): boolean {
  const { headers, meta, dropMeta, body, requestState } = draft.tamper;
  return (
    headers.length > 0 ||
    Object.keys(meta).length > 0 ||
    dropMeta.length > 0 ||
    body !== undefined ||
    requestState !== undefined
  );
}
