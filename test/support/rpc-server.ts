import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One JSON-RPC message that came, and the ways to answer it. None has to be taken. */
export interface RpcCall {
  readonly method: string;
  readonly id: number | string | undefined;
  readonly params: Record<string, unknown>;
  /** Answers with a result; `resultType` is `complete` unless it says another. */
  readonly result: (id: number | string | undefined, result: object) => void;
  /** Opens an event stream and writes this every so many ms, until the client goes. */
  readonly stream: (text: string, everyMs: number) => void;
}

/** A server of the modern era that a test writes in a few lines. */
export interface RpcServer {
  readonly url: string;
  close(): Promise<void>;
}

export async function startRpcServer(handle: (call: RpcCall) => void): Promise<RpcServer> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (bytes: Buffer) => chunks.push(bytes));
    request.once('end', () => {
      const message = JSON.parse(Buffer.concat(chunks).toString()) as Pick<
        RpcCall,
        'method' | 'id' | 'params'
      >;
      handle({
        ...message,
        result: (id, result) => {
          response.setHeader('Content-Type', 'application/json');
          response.end(JSON.stringify({ jsonrpc: '2.0', id, result: { resultType: 'complete', ...result } }));
        },
        stream: (text, everyMs) => {
          response.writeHead(200, { 'Content-Type': 'text/event-stream' });
          const timer = setInterval(() => response.write(text), everyMs);
          response.once('close', () => {
            clearInterval(timer);
          });
        },
      });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/mcp`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}
