/**
 * Sends requests over kept connections as fast as answers come, and counts. Made of sockets alone. Each message of the
 * parent is one measurement (`LoadOrder`), answered by its outcome (`LoadOutcome`).
 */
import { connect, type Socket } from 'node:net';
import { performance } from 'node:perf_hooks';

export interface LoadOrder {
  readonly port: number;
  readonly connections: number;
  /** Ends after so many answers or so many ms, whichever comes first; answers of the first `warmUp` do not count. */
  readonly requests: number;
  readonly forMs: number;
  readonly warmUp: number;
}

export interface LoadOutcome {
  readonly answers: number;
  readonly ms: number;
  /** Of the time from the request to its answer, in ms. */
  readonly median: number;
  readonly p99: number;
}

const CALL = JSON.stringify({
  jsonrpc: '2.0',
  id: 1,
  method: 'tools/call',
  params: {
    name: 'echo',
    arguments: { text: 'x'.repeat(200) },
    _meta: {
      'io.modelcontextprotocol/protocolVersion': '2026-07-28',
      'io.modelcontextprotocol/clientInfo': { name: 'bench', version: '1' },
      'io.modelcontextprotocol/clientCapabilities': {},
    },
  },
});

function requestTo(port: number): Buffer {
  const lines = [
    'POST /mcp HTTP/1.1',
    `Host: 127.0.0.1:${String(port)}`,
    'Content-Type: application/json',
    'Accept: application/json, text/event-stream',
    'MCP-Protocol-Version: 2026-07-28',
    'Mcp-Method: tools/call',
    'Mcp-Name: echo',
    'User-Agent: bench',
    `Content-Length: ${String(Buffer.byteLength(CALL))}`,
  ];
  return Buffer.from(`${lines.join('\r\n')}\r\n\r\n${CALL}`);
}

/** Bytes of the first answer; 0 while it is not complete. */
function lengthOfAnswer(text: string): number {
  const head = text.indexOf('\r\n\r\n');
  if (head < 0) return 0;
  if (!text.startsWith('HTTP/1.1 200')) throw new Error(`not the answer: ${text.slice(0, 300)}`);
  const length = /\r\ncontent-length: *(\d+)/i.exec(text.slice(0, head))?.[1];
  if (length === undefined) throw new Error(`an answer without a length: ${text.slice(0, head)}`);
  const end = head + 4 + Number(length);
  return text.length >= end ? end : 0;
}

async function measure({ port, connections, requests, forMs, warmUp }: LoadOrder): Promise<LoadOutcome> {
  const bytes = requestTo(port);
  const times: number[] = [];
  let answers = 0;
  let sent = 0;
  let startedAt = 0;
  let stopAt = Infinity;
  const one = (socket: Socket): Promise<void> =>
    new Promise((resolve, reject) => {
      let waiting = '';
      let sentAt = 0;
      const next = (): void => {
        if (sent >= requests + warmUp || performance.now() > stopAt) {
          socket.destroy();
          resolve();
          return;
        }
        sent += 1;
        sentAt = performance.now();
        socket.write(bytes);
      };
      socket.on('data', (chunk) => {
        waiting += chunk.toString('latin1');
        let end: number;
        try {
          end = lengthOfAnswer(waiting);
        } catch (error) {
          socket.destroy();
          if (error instanceof Error) reject(error);
          return;
        }
        if (end === 0) return;
        waiting = waiting.slice(end);
        const now = performance.now();
        answers += 1;
        if (answers === warmUp) {
          startedAt = now;
          stopAt = now + forMs;
        } else if (answers > warmUp) times.push(now - sentAt);
        next();
      });
      socket.on('error', reject);
      socket.on('end', () => {
        reject(new Error('the connection was closed'));
      });
      next();
    });
  const sockets = await Promise.all(
    Array.from(
      { length: connections },
      () =>
        new Promise<Socket>((resolve, reject) => {
          const socket = connect({ port, host: '127.0.0.1', noDelay: true }, () => {
            socket.off('error', reject);
            resolve(socket);
          });
          socket.once('error', reject);
        }),
    ),
  );
  await Promise.all(sockets.map(one));
  const ms = performance.now() - startedAt;
  times.sort((a, b) => a - b);
  const at = (share: number): number => times[Math.floor(times.length * share)] ?? NaN;
  return { answers: times.length, ms, median: at(0.5), p99: at(0.99) };
}

process.on('message', (order: LoadOrder) => {
  measure(order).then(
    (outcome) => process.send?.({ outcome }),
    (error: unknown) => process.send?.({ error: String(error) }),
  );
});
process.on('disconnect', () => process.exit());
