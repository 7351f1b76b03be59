import { expect, goTo, rowsNamed, test } from '../support/app-test.ts';
import { startTcpServer, type TcpServer } from '../support/tcp-server.ts';

const RESULT = JSON.stringify({
  jsonrpc: '2.0',
  id: 'ID',
  result: { resultType: 'complete', content: [{ type: 'text', text: 'héllo' }] },
});
const TOOLS = JSON.stringify({
  jsonrpc: '2.0',
  id: 'ID',
  result: { resultType: 'complete', tools: [{ name: 'greet', inputSchema: { type: 'object' } }] },
});

interface Seen {
  request: string;
  answer: Buffer;
}

/** Answers tools/list and tools/call with odd headers: order, case, duplicates and chunks are its own. */
async function oddServer(seen: Seen): Promise<TcpServer> {
  return startTcpServer(async (connection) => {
    for (;;) {
      const request = await connection.readRequest();
      const { id, method } = JSON.parse(request.body.toString('utf8')) as { id: number; method: string };
      const body = (method === 'tools/list' ? TOOLS : RESULT).replace('"ID"', String(id));
      const bytes = Buffer.from(body);
      const answer = Buffer.concat([
        Buffer.from(
          'HTTP/1.1 200 Fine By Me\r\nZ-Last: 1\r\ncOnTeNt-TyPe: application/json\r\nX-Twice: a\r\nx-twice: B\r\n' +
            'Transfer-Encoding: chunked\r\n\r\n' +
            `${(9).toString(16)};ext=1\r\n`,
        ),
        bytes.subarray(0, 9),
        Buffer.from(`\r\n${(bytes.length - 9).toString(16).toUpperCase()}\r\n`),
        bytes.subarray(9),
        Buffer.from('\r\n0\r\nX-Trailer: t\r\n\r\n'),
      ]);
      if (method === 'tools/call') {
        seen.request = request.raw.toString('utf8');
        seen.answer = answer;
      }
      await connection.send(answer);
    }
  });
}

test('Raw shows the bytes that a plain TCP server received and sent, to the last one', async ({ app }) => {
  const seen: Seen = { request: '', answer: Buffer.alloc(0) };
  const server = await oddServer(seen);
  try {
    await app.getByLabel('Address of a server').fill(`${server.url}/mcp`);
    await app.keyboard.press('Enter');
    await app.getByRole('option', { name: 'greet' }).click();
    await app.getByRole('button', { name: 'Add a header' }).click();
    await app.getByLabel('Name of the new header').fill('x-ODD-case');
    await app.getByLabel(/^Value of the new header/).fill('kept  as it is');
    await app.keyboard.press('Enter');
    await app.getByRole('button', { name: /^Send to/ }).click();
    await goTo(app, 'Traffic');
    await rowsNamed(app, 'greet').click();
    await app.getByRole('tab', { name: 'Raw' }).click();
    const shown = app.getByLabel('Bytes as text');
    await expect(shown).toContainText('x-ODD-case: kept  as it is');
    expect(await shown.evaluate((element) => element.textContent)).toBe(seen.request);
    expect(seen.request).toContain('\r\nMcp-Name: greet\r\n');

    await app.getByRole('region', { name: 'Exchange' }).getByText('Answer', { exact: true }).click();
    await expect(shown).toContainText('Fine By Me');
    expect(await shown.evaluate((element) => element.textContent)).toBe(seen.answer.toString('utf8'));
  } finally {
    await server.close();
  }
});
