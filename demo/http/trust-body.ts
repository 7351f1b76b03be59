import { MIRRORED_ARGUMENTS } from '../server/tools/route-order.ts';

/**
 * The `ignores-headers` bug: makes the routing headers say what the body says, so that the SDK's validation always
 * passes and the body is executed, whatever the client or a balancer on the way believed.
 *
 * A request without the modern `_meta` envelope is returned as it is.
 *
 * Source: https://modelcontextprotocol.io/specification/2026-07-28/basic/transports/streamable-http
 */
export async function trustBody(request: Request): Promise<Request> {
  if (request.method !== 'POST') return request;
  const text = await request.text();
  const headers = new Headers(request.headers);
  const body = parseRecord(text);
  if (body !== undefined) rewriteHeaders(headers, body);
  return new Request(request.url, {
    method: 'POST',
    headers,
    signal: request.signal,
    ...(text !== '' && { body: text }),
  });
}

const PROTOCOL_VERSION = 'io.modelcontextprotocol/protocolVersion';

function rewriteHeaders(headers: Headers, body: Record<string, unknown>): void {
  const params = asRecord(body['params']);
  const revision = asRecord(params['_meta'])[PROTOCOL_VERSION];
  if (typeof revision !== 'string' || typeof body['method'] !== 'string') return;
  headers.set('MCP-Protocol-Version', revision);
  headers.set('Mcp-Method', body['method']);
  const name = params['name'] ?? params['uri'] ?? params['taskId'];
  headers.delete('Mcp-Name');
  if (typeof name === 'string') headers.set('Mcp-Name', headerValue(name));

  for (const header of [...headers.keys()]) if (header.startsWith('mcp-param-')) headers.delete(header);
  const mirrored =
    typeof name === 'string' && body['method'] === 'tools/call' ? MIRRORED_ARGUMENTS[name] : undefined;
  const sent = asRecord(params['arguments']);
  for (const [argument, header] of Object.entries(mirrored ?? {})) {
    const value = sent[argument];
    if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') {
      headers.set(`Mcp-Param-${header}`, headerValue(String(value)));
    }
  }
}

/** Plain where the value can stand in a header, else in the Base64 form that the specification names. */
function headerValue(value: string): string {
  const plain = /^[\x21-\x7e](?:[\x20-\x7e]*[\x21-\x7e])?$/.test(value) && !value.startsWith('=?base64?');
  return plain ? value : `=?base64?${Buffer.from(value, 'utf8').toString('base64')}?=`;
}

function parseRecord(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) ? value : undefined;
  } catch {
    // Not JSON: the SDK says so to the client.
    return undefined;
  }
}

function asRecord(value: unknown): Record<string, unknown> {
  return isRecord(value) ? value : {};
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
