/** A plain client of the modern era on fetch: each request carries all that it needs, as the specification has it. */

export type Params = Readonly<Record<string, unknown>>;

export interface RpcAnswer {
  readonly status: number;
  readonly result?: Readonly<Record<string, unknown>>;
  readonly error?: { readonly code: number; readonly message: string };
}

export interface ModernClient {
  /** Resolves with the response to this request, once its stream has ended. */
  ask(method: string, params?: Params, more?: RequestMore): Promise<RpcAnswer>;
}

export interface RequestMore {
  /** Added to `_meta`. */
  readonly meta?: Params;
  readonly headers?: Readonly<Record<string, string>>;
}

const PREFIX = 'io.modelcontextprotocol/';
const REVISION = '2026-07-28';

/**
 * https://modelcontextprotocol.io/specification/2026-07-28/basic/transports/streamable-http
 *
 * @param capabilities what it declares with each request
 */
export function createModernClient(url: string, name: string, capabilities: Params = {}): ModernClient {
  let id = 0;
  return {
    async ask(method, params = {}, more = {}) {
      id += 1;
      const mirrored = params['name'] ?? params['uri'] ?? params['taskId'];
      const response = await fetch(url, {
        method: 'POST',
        headers: {
          'Content-Type': 'application/json',
          Accept: 'application/json, text/event-stream',
          'MCP-Protocol-Version': REVISION,
          'Mcp-Method': method,
          ...(typeof mirrored === 'string' && { 'Mcp-Name': mirrored }),
          ...more.headers,
        },
        body: JSON.stringify({
          jsonrpc: '2.0',
          id,
          method,
          params: {
            ...params,
            _meta: {
              [`${PREFIX}protocolVersion`]: REVISION,
              [`${PREFIX}clientInfo`]: { name, version: '1.0.0' },
              [`${PREFIX}clientCapabilities`]: capabilities,
              ...more.meta,
            },
          },
        }),
      });
      return { status: response.status, ...readLast(await response.text()) };
    },
  };
}

/** The response: of a stream its last message. */
function readLast(body: string): Omit<RpcAnswer, 'status'> {
  const data = body
    .split('\n')
    .filter((line) => line.startsWith('data: {'))
    .map((line) => line.slice(6));
  const last = data.at(-1) ?? body;
  return last.startsWith('{') ? (JSON.parse(last) as Omit<RpcAnswer, 'status'>) : {};
}
