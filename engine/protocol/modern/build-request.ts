import type { Draft, JsonObject, JsonValue } from '../../../shared/model/draft.ts';
import type { ValueOrigin } from '../../../shared/model/exchange.ts';
import type { HeaderList, HeaderPair } from '../../../shared/model/headers.ts';
import type { RequestPreview } from '../../../shared/model/request-preview.ts';
import { HEADER, META, nameFieldOf } from '../../../shared/spec/modern.ts';
import {
  assembleBodiless,
  assembleRequest,
  POST_LINES,
  origin,
  pointer,
  traceMeta,
  type MetaEntry,
  type RequestTarget,
  type Traced,
} from '../assemble-request.ts';
import { encodeHeaderValue } from './header-value.ts';
import { paramText, readParamHeaders, valueAtPath } from './param-headers.ts';
import { routingTable } from './routing-table.ts';

/** `_meta` in the order in which it is sent, with the origin of each key. */
function buildMeta(draft: Draft): { meta: JsonObject; origins: ValueOrigin[] } {
  const entries: MetaEntry[] = [
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
  return traceMeta(entries, draft.tamper);
}

/** The JSON-RPC message of a draft, whatever carries it, and where its values came from. `tamper.body` is left out. */
export function buildBody(
  draft: Draft,
  requestId: string | number,
): { body: JsonObject; origins: ValueOrigin[] } {
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

/**
 * Builds the one HTTP request that a draft means for one target: body, `_meta`, headers in wire order,
 * where each value came from, and what the draft's tampering did. Pure: sends nothing, reads no clock.
 *
 * Sources: https://modelcontextprotocol.io/specification/2026-07-28/basic/index#meta and
 * https://modelcontextprotocol.io/specification/2026-07-28/basic/transports/streamable-http#request-metadata
 */
export function buildRequest(draft: Draft, target: RequestTarget): RequestPreview {
  const { httpMethod } = draft.tamper;
  if (httpMethod !== undefined) return buildBodiless(draft, target, httpMethod);
  const { body: json, origins } = buildBody(draft, target.requestId);
  const own: Traced = { pairs: [], origins: [], problems: [] };
  protocolHeaders(draft, own);
  const built = assembleRequest(target, own, { body: JSON.stringify(json), origins, tamper: draft.tamper });
  return {
    ...built,
    httpMethod: 'POST',
    routing: routingTable(built.headers, parseOrNull(built.body), draft.toolSchema),
  };
}

/**
 * The headers alone that a draft means, whatever the target, before anything is done to them on purpose: those of the transport that
 * say something about the request, and those that mirror its body. Pure.
 */
export function buildHeaders(draft: Draft): HeaderList {
  const own: Traced = { pairs: [], origins: [], problems: [] };
  protocolHeaders(draft, own);
  return [...POST_LINES.map(([name, value]): HeaderPair => [name, value]), ...own.pairs];
}

/** What a client of an earlier revision asks this way: all that is left of the draft is its revision. */
function buildBodiless(draft: Draft, target: RequestTarget, httpMethod: 'GET' | 'DELETE'): RequestPreview {
  const from = 'the chosen revision';
  const own: Traced = {
    pairs: [[HEADER.protocolVersion, draft.revision]],
    origins: [origin(`header:${HEADER.protocolVersion}`, from, 'protocol')],
    problems: [],
  };
  const accept = httpMethod === 'GET' ? 'text/event-stream' : '*/*';
  return { ...assembleBodiless(target, own, accept, draft.tamper.headers), httpMethod, routing: [] };
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
  const { headers, meta, dropMeta, body, httpMethod, requestState } = draft.tamper;
  return (
    headers.length > 0 ||
    Object.keys(meta).length > 0 ||
    dropMeta.length > 0 ||
    body !== undefined ||
    httpMethod !== undefined ||
    requestState !== undefined
  );
}
