import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * A modern server that does next to nothing, as fast as Node can: what a measurement of Hopscope should wait for
 * is Hopscope. `tools/call` of `burst` waits `waitMs`, then streams `count` progress notifications at full speed.
 * Started with an IPC channel; sends its URL as its first message and ends with its parent.
 */
interface Call {
  readonly id: number;
  readonly method: string;
  readonly params: { readonly name?: string; readonly arguments?: { count?: number; waitMs?: number } };
}

const PADDING = 'x'.repeat(700);

function result(id: number, value: object): string {
  return JSON.stringify({ jsonrpc: '2.0', id, result: { resultType: 'complete', ...value } });
}

function notification(progress: number, total: number): string {
  const params = { progressToken: 'bench', progress, total, message: `step ${String(progress)}` };
  return `event: message\ndata: ${JSON.stringify({ jsonrpc: '2.0', method: 'notifications/progress', params })}\n\n`;
}

const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const { id, method, params } = JSON.parse(Buffer.concat(chunks).toString('utf8')) as Call;
    if (params.name !== 'burst') {
      const body = result(id, { content: [{ type: 'text', text: PADDING }], method });
      response
        .writeHead(200, { 'content-type': 'application/json', 'content-length': body.length })
        .end(body);
      return;
    }
    const { count = 0, waitMs = 0 } = params.arguments ?? {};
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.write(': waiting\n\n');
    setTimeout(() => {
      for (let step = 1; step <= count; step += 1) response.write(notification(step, count));
      response.end(`event: message\ndata: ${result(id, { content: [] })}\n\n`);
    }, waitMs);
  });
});

process.on('disconnect', () => process.exit(0));
server.listen(0, '127.0.0.1', () => {
  process.send?.(`http://127.0.0.1:${String((server.address() as AddressInfo).port)}/mcp`);
});
