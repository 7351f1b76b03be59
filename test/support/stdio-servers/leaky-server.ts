import { createInterface } from 'node:readline';

// A server on stdio that tells its secrets: node leaky-server.ts. On stderr the value of LEAKY_TOKEN, in two parts, and a private
// key, a line a time; in its answers whatever it was asked with.

const token = process.env['LEAKY_TOKEN'] ?? '';
process.stderr.write(`using ${token.slice(0, 7)}`);
process.stderr.write(`${token.slice(7)} from the environment\n`);
for (const line of (process.env['LEAKY_KEY'] ?? '').split('\n')) process.stderr.write(`${line}\n`);
process.stdout.write(`not a message: password=${token}\n`);

createInterface({ input: process.stdin }).on('line', (line) => {
  const { id, params } = JSON.parse(line) as { readonly id?: number; readonly params?: unknown };
  if (id === undefined) return;
  const text = JSON.stringify({ told: params, token });
  process.stdout.write(
    `${JSON.stringify({ jsonrpc: '2.0', id, result: { content: [{ type: 'text', text }] } })}\n`,
  );
});
