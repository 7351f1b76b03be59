/**
 * Three servers in one process for the gateway's bench: each answers any request with the same JSON as soon as its body is
 * complete. Made of sockets alone, so that it is never what is measured. Prints their ports as JSON.
 */
import { createServer, type AddressInfo, type Socket } from 'node:net';

const BODY = JSON.stringify({
  jsonrpc: '2.0',
  id: 1,
  result: { resultType: 'complete', content: [{ type: 'text', text: 'x'.repeat(400) }], isError: false },
});
const ANSWER = Buffer.from(
  'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nDate: Tue, 28 Jul 2026 00:00:00 GMT\r\n' +
    `Connection: keep-alive\r\nContent-Length: ${String(Buffer.byteLength(BODY))}\r\n\r\n${BODY}`,
);

function serve(socket: Socket): void {
  socket.setNoDelay(true);
  let waiting = '';
  socket.on('data', (bytes) => {
    waiting += bytes.toString('latin1');
    for (let end = endOfRequest(waiting); end > 0; end = endOfRequest(waiting)) {
      waiting = waiting.slice(end);
      socket.write(ANSWER);
    }
  });
  socket.on('error', () => socket.destroy());
}

/** Where the first request ends; 0 while it is not complete. */
function endOfRequest(text: string): number {
  const head = text.indexOf('\r\n\r\n');
  if (head < 0) return 0;
  const length = /\r\ncontent-length: *(\d+)/i.exec(text.slice(0, head))?.[1];
  // The bare proxy sends what it has in chunks where it was given no length: the bench always gives one.
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
