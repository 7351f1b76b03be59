import { isJsonObject } from '../../../shared/model/json.ts';
import { headerValue } from '../../../shared/model/headers.ts';
import type { ForeignExchange } from './foreign.ts';

const JSON_RPC = Buffer.from('"jsonrpc"');

/** Tells MCP from what else a browser fetches. Remembers the addresses where it saw MCP. */
export class McpLook {
  readonly #addresses = new Set<string>();

  /** Whether it has to do with MCP as far as anybody can tell. */
  isMcp(exchange: ForeignExchange): boolean {
    if (exchange.httpMethod === '') return true;
    const isSure = hasMcpHeader(exchange) || isJsonRpc(exchange.body) || isAnswered(exchange);
    const address = exchange.url.split('?', 1)[0] ?? '';
    // A page makes few of them; a file that was made for it might make many.
    if (isSure && this.#addresses.size < 10_000) this.#addresses.add(address);
    // A preflight is the browser's own question, and no MCP whatever it asks for.
    if (exchange.httpMethod === 'OPTIONS') return false;
    return isSure || (this.#addresses.has(address) && exchange.httpMethod !== 'HEAD');
  }
}

function hasMcpHeader({ headers, answer }: ForeignExchange): boolean {
  const isMcp = ([name]: readonly [string, string]): boolean => /^mcp-/i.test(name);
  return headers.some(isMcp) || (answer?.head.headers.some(isMcp) ?? false);
}

function isJsonRpc(body: Uint8Array): boolean {
  if (!Buffer.from(body.buffer, body.byteOffset, Math.min(body.length, 64 * 1024)).includes('"'))
    return false;
  const bytes = Buffer.from(body.buffer, body.byteOffset, body.length);
  if (!bytes.includes(JSON_RPC)) return false;
  try {
    const value: unknown = JSON.parse(bytes.toString('utf8'));
    const first: unknown = Array.isArray(value) ? value[0] : value;
    return isJsonObject(first) && first['jsonrpc'] === '2.0';
  } catch {
    return false;
  }
}

/** An answer, or a stream, that carries JSON-RPC, or the first event of HTTP+SSE. */
function isAnswered({ answer }: ForeignExchange): boolean {
  if (!answer) return false;
  const type = headerValue(answer.head.headers, 'content-type') ?? '';
  const [first] = answer.parts;
  if (first === undefined) return false;
  if (/^text\/event-stream\b/i.test(type)) {
    return answer.parts.some(({ bytes }) => {
      const start = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 64 * 1024));
      return start.includes(JSON_RPC) || /^event:\s*endpoint$/m.test(start.toString('latin1'));
    });
  }
  return /json/i.test(type) && isJsonRpc(first.bytes);
}
