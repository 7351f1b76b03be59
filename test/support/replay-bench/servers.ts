/**
 * Three servers in one process for the bench of replays: each answers any request with the same JSON and its id as soon as its body
 * is complete. Made of sockets alone, so that it is never what is measured. Prints their ports as JSON.
 */
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { answerTo } from './reads.ts';

function serve(socket: Socket): void {
  socket.setNoDelay(true);
  let waiting = '';
  socket.on('data', (bytes) => {
    waiting += bytes.toString('latin1');
    for (let end = endOfRequest(waiting); end > 0; end = endOfRequest(waiting)) {
      const body = answerTo(/"id":(\d+)/.exec(waiting)?.[1] ?? 'null');
      waiting = waiting.slice(end);
      socket.write(
        'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nDate: Tue, 28 Jul 2026 00:00:00 GMT\r\n' +
          `Connection: keep-alive\r\nContent-Length: ${String(body.length)}\r\n\r\n${body}`,
        'latin1',
      );
    }
  });
  socket.on('error', () => socket.destroy());
}

/** Where the first request ends; 0 while it is not complete. */
function endOfRequest(text: string): number {
  const head = text.indexOf('\r\n\r\n');
  if (head < 0) return 0;
  const length = /\r\ncontent-length: *(\d+)/i.exec(text.slice(0, head))?.[1];
  const end = head + 4 + Number(length ?? 0);
  return text.length >= end ? end : 0;
}

const ports: number[] = [];
for (let count = 0; count < 3; count += 1) {
  const server = createServer(serve);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  ports.push((server.address() as AddressInfo).port);
}
process.stdout.write(`${JSON.stringify({ ports })}\n`);
process.on('disconnect', () => process.exit());
