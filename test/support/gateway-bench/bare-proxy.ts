/**
 * What the gateway is held against: a round-robin proxy as one writes it in Node in ten minutes. Ports of the servers as
 * arguments; prints its own as JSON.
 */
import { Agent, createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';

const ports = process.argv.slice(2).map(Number);
const agent = new Agent({ keepAlive: true });
let turn = 0;

const server = createServer({ noDelay: true }, (incoming, response) => {
  const port = ports[turn % ports.length];
  turn += 1;
  const onward = request(
    {
      agent,
      host: '127.0.0.1',
      port,
      method: incoming.method,
      path: incoming.url,
      headers: { ...incoming.headers, host: `127.0.0.1:${String(port)}` },
    },
    (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    },
  );
  onward.on('error', () => response.destroy());
  incoming.pipe(onward);
});

server.listen(0, '127.0.0.1', () => {
  process.stdout.write(`${JSON.stringify({ port: (server.address() as AddressInfo).port })}\n`);
});
process.on('message', () => {
  const main = process.threadCpuUsage();
  const all = process.cpuUsage();
  process.send?.({ mainCpu: main.user + main.system, mainSys: main.system, allCpu: all.user + all.system });
});
process.on('disconnect', () => process.exit());
