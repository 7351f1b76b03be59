import { toNodeHandler, type NodeIncomingMessageLike } from '@modelcontextprotocol/node';
import { createMcpHandler, McpServer } from '@modelcontextprotocol/server';
import { listen, type HttpServerUnderTest } from '../real-servers/http-listener.ts';

/** Instances of one server, each with whatever it keeps for itself. */
export interface StatefulFleet {
  readonly instances: readonly { readonly name: string; readonly url: string }[];
  stop(): Promise<void>;
}

const NAMES = ['alpha', 'beta', 'gamma'];

/**
 * Instances of the official SDK's modern server. `build` is called once for each of them, as a process begins, and what it returns
 * for each request: what is kept in between is kept by that instance alone.
 */
export async function startStateful(
  build: () => (server: McpServer) => void,
  options: ConstructorParameters<typeof McpServer>[1] = {},
  instances = 3,
): Promise<StatefulFleet> {
  const servers: HttpServerUnderTest[] = [];
  for (let index = 0; index < instances; index += 1) servers.push(await startOne(build(), options));
  return {
    instances: servers.map(({ url }, index) => ({ name: NAMES[index] ?? `instance-${String(index)}`, url })),
    async stop() {
      await Promise.all(servers.map((server) => server.stop()));
    },
  };
}

function startOne(
  register: (server: McpServer) => void,
  options: ConstructorParameters<typeof McpServer>[1],
): Promise<HttpServerUnderTest> {
  const handler = createMcpHandler(
    () => {
      const server = new McpServer({ name: 'stateful', version: '1.0.0' }, options);
      register(server);
      return server;
    },
    { legacy: 'reject' },
  );
  const handle = toNodeHandler(handler);
  return listen((request, response) => {
    void handle(request as NodeIncomingMessageLike, response);
  });
}

/** What a tool answers: structured, and as text. */
export function said(content: Record<string, unknown>): {
  content: { type: 'text'; text: string }[];
  structuredContent: Record<string, unknown>;
} {
  return { content: [{ type: 'text', text: JSON.stringify(content) }], structuredContent: content };
}
