import { StreamableHTTPTransport } from '@hono/mcp';
import { toNodeHandler, type NodeIncomingMessageLike } from '@modelcontextprotocol/node';
import { createMcpHandler, McpServer } from '@modelcontextprotocol/server';
import { HttpTransport } from '@tmcp/transport-http';
import { Hono } from 'hono';
import { createMcpHandler as createMcpRouteHandler } from 'mcp-handler';
import { InMemorySessionAdapter, McpServer as LiteServer, StreamableHttpTransport } from 'mcp-lite';
import { McpServer as TmcpServer } from 'tmcp';
import { listen, listenWith, type HttpServerUnderTest } from './http-listener.ts';

/** The official SDK 2.4.0; `reject`: it serves the modern era only. */
export function startSdkServer(legacy: 'reject' | 'stateless'): Promise<HttpServerUnderTest> {
  const handler = createMcpHandler(
    () => {
      const server = new McpServer(
        { name: 'sdk-under-test', version: '1.0.0' },
        { instructions: 'Call ping-pong.' },
      );
      server.registerTool('ping-pong', { description: 'Answers pong' }, () => ({
        content: [{ type: 'text', text: 'pong' }],
      }));
      return server;
    },
    { legacy },
  );
  const handle = toNodeHandler(handler);
  return listen((request, response) => {
    void handle(request as NodeIncomingMessageLike, response);
  });
}

/** tmcp: modern, and not of the SDK's code. */
export function startTmcpServer(): Promise<HttpServerUnderTest> {
  const server = new TmcpServer(
    { name: 'tmcp-under-test', version: '1.0.0', description: 'under test' },
    { adapter: undefined, capabilities: { tools: {} } },
  );
  server.tool({ name: 'ping-pong', description: 'Answers pong' }, () => ({
    content: [{ type: 'text', text: 'pong' }],
  }));
  const transport = new HttpTransport(server);
  return listenWith(
    async (request) => (await transport.respond(request)) ?? new Response(null, { status: 404 }),
  );
}

/** mcp-lite: legacy, and refuses a modern request by its contents. */
export function startMcpLiteServer(): Promise<HttpServerUnderTest> {
  const server = new LiteServer({ name: 'mcp-lite-under-test', version: '1.0.0' });
  server.tool('ping-pong', {
    description: 'Answers pong',
    handler: () => ({ content: [{ type: 'text', text: 'pong' }] }),
  });
  const transport = new StreamableHttpTransport({
    sessionAdapter: new InMemorySessionAdapter({ maxEventBufferSize: 64 }),
  });
  const handle = transport.bind(server);
  return listenWith((request) => handle(request));
}

/** @hono/mcp as its documentation has it, without sessions: legacy. */
export async function startHonoServer(): Promise<HttpServerUnderTest> {
  const server = new McpServer({ name: 'hono-under-test', version: '1.0.0' });
  server.registerTool('ping-pong', { description: 'Answers pong' }, () => ({
    content: [{ type: 'text', text: 'pong' }],
  }));
  const transport = new StreamableHTTPTransport({});
  await server.connect(transport);
  const app = new Hono();
  app.all('/mcp', async (context) => (await transport.handleRequest(context)) ?? context.body(null, 404));
  return listenWith((request) => app.fetch(request));
}

/** mcp-handler: the official SDK without the SDK's own guards, as a host framework mounts it. */
export function startMcpHandler(): Promise<HttpServerUnderTest> {
  const handle = createMcpRouteHandler(
    (server) => {
      server.registerTool('ping-pong', { description: 'Answers pong' }, () => ({
        content: [{ type: 'text', text: 'pong' }],
      }));
    },
    { serverInfo: { name: 'mcp-handler-under-test', version: '1.0.0' }, telemetry: false },
  );
  return listenWith((request) => handle(request));
}
