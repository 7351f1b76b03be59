import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';

/** A real server, reachable at `url`. */
export interface HttpServerUnderTest {
  readonly url: string;
  /** Ends its connections too. */
  readonly stop: () => Promise<void>;
}

/** Listens on a free port of 127.0.0.1; the endpoint is `/mcp`. */
export async function listen(listener: RequestListener): Promise<HttpServerUnderTest> {
  const server = createServer(listener);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${String(port)}/mcp`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}

/** As `listen`, for what is written in terms of the fetch API. */
export function listenWith(
  respond: (request: Request) => Response | Promise<Response>,
): Promise<HttpServerUnderTest> {
  const listener = getRequestListener(respond);
  return listen((request, response) => void listener(request, response));
}
