/** Sends so many requests a second, evenly: `node paced-load.ts PORT RATE SECONDS`. Prints what came of them as JSON. */
import { Agent, request } from 'node:http';

const [port = '', rate = '', seconds = ''] = process.argv.slice(2);
/** Between two rounds of requests, in ms. */
const EVERY_MS = 10;

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
const HEADERS = {
  'Content-Type': 'application/json',
  Accept: 'application/json, text/event-stream',
  'MCP-Protocol-Version': '2026-07-28',
  'Mcp-Method': 'tools/call',
  'Mcp-Name': 'echo',
  'Content-Length': Buffer.byteLength(CALL),
};
const agent = new Agent({ keepAlive: true, maxSockets: 64 });
let [sent, answered, failed] = [0, 0, 0];

function sendOne(): void {
  sent += 1;
  const asked = request({ agent, port, host: '127.0.0.1', path: '/mcp', method: 'POST', headers: HEADERS });
  asked.on('response', (answer) => {
    answer.resume();
    answer.on('end', () => {
      if (answer.statusCode === 200) answered += 1;
      else failed += 1;
    });
  });
  asked.on('error', () => {
    failed += 1;
  });
  asked.end(CALL);
}

const startedAt = performance.now();
const timer = setInterval(() => {
  const passed = performance.now() - startedAt;
  // What a late timer missed is made up for, so that the rate holds.
  const due = Math.min((passed / 1000) * Number(rate), Number(rate) * Number(seconds));
  while (sent < due) sendOne();
  if (passed < Number(seconds) * 1000 || answered + failed < sent) return;
  clearInterval(timer);
  agent.destroy();
  process.stdout.write(`${JSON.stringify({ sent, answered, failed, ms: passed })}\n`);
}, EVERY_MS);
