import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A modern server with one tool, `connect`, that asks to have a page of its own opened before it answers. */
export interface AskingServer {
  /** Its MCP endpoint. */
  readonly url: string;
  /** The page that it asks for. */
  readonly page: string;
  /** How often that page was fetched, by whomever. */
  fetches(): number;
  stop(): Promise<void>;
}

const FRESH = { ttlMs: 0, cacheScope: 'private' };

interface Call {
  readonly id: number;
  readonly method: string;
  readonly params?: { readonly inputResponses?: Readonly<Record<string, unknown>> };
}

function resultOf({ method, params }: Call, page: string): object {
  if (method === 'server/discover') {
    return {
      resultType: 'complete',
      supportedVersions: ['2026-07-28'],
      capabilities: { tools: {} },
      ...FRESH,
    };
  }
  if (method === 'tools/list') {
    return {
      resultType: 'complete',
      tools: [{ name: 'connect', inputSchema: { type: 'object' } }],
      ...FRESH,
    };
  }
  if (params?.inputResponses !== undefined) {
    const text = `You said ${JSON.stringify(params.inputResponses['key'])}.`;
    return { resultType: 'complete', content: [{ type: 'text', text }] };
  }
  const ask = { mode: 'url', message: 'Please give your key there.', url: page };
  const inputRequests = { key: { method: 'elicitation/create', params: ask } };
  return { resultType: 'input_required', inputRequests, requestState: 'waiting' };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  return text;
}

/** Starts on a free port of 127.0.0.1. */
export async function startAskingServer(): Promise<AskingServer> {
  let fetches = 0;
  let origin = '';
  const server = createServer((request, response) => {
    if (request.method === 'GET') {
      if (request.url === '/consent') fetches += 1;
      response.writeHead(200, { 'content-type': 'text/html' }).end('<title>consent</title>');
      return;
    }
    void bodyOf(request).then((text) => {
      const call = JSON.parse(text) as Call;
      const result = resultOf(call, `${origin}/consent`);
      response
        .writeHead(200, { 'content-type': 'application/json' })
        .end(JSON.stringify({ jsonrpc: '2.0', id: call.id, result }));
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  origin = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  return {
    url: `${origin}/mcp`,
    page: `${origin}/consent`,
    fetches: () => fetches,
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
