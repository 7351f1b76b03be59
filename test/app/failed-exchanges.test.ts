import type { Page } from '@playwright/test';
import { expect, test } from '../support/app-test.ts';
import { findClosedPort, startTcpServer, type TcpConnection } from '../support/tcp-server.ts';

async function sendDiscover(app: Page, url: string): Promise<void> {
  await app.getByLabel('Address of a server').fill(url);
  await app.keyboard.press('Enter');
  const method = app.getByRole('combobox', { name: 'Method' });
  await method.fill('server/discover');
  await app.keyboard.press('Enter');
  await app.getByRole('button', { name: /^Send to/ }).click();
}

const ANSWERS: readonly {
  readonly name: string;
  readonly sentence: RegExp;
  readonly answer: (connection: TcpConnection) => Promise<void>;
}[] = [
  {
    name: 'speaks HTML',
    sentence: /text\/html/,
    answer: async (connection) => {
      for (;;) {
        await connection.readRequest();
        await connection.send(
          'HTTP/1.1 200 OK\r\ncontent-type: text/html\r\ncontent-length: 6\r\n\r\n<html>',
        );
      }
    },
  },
  {
    name: 'cuts its stream',
    sentence: /(cut|closed|ended)/i,
    answer: async (connection) => {
      await connection.readRequest();
      await connection.send(
        'HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n8\r\n: hello\n\r\n',
      );
      connection.reset();
    },
  },
  {
    name: 'is no HTTP at all',
    sentence: /HTTP/,
    answer: async (connection) => {
      await connection.readRequest();
      await connection.send('220 mail.example ESMTP\r\n');
      connection.end();
    },
  },
];

for (const { name, sentence, answer } of ANSWERS) {
  test(`a server that ${name} is a failed exchange with a sentence`, async ({ app }) => {
    const server = await startTcpServer(answer);
    try {
      await sendDiscover(app, `${server.url}/mcp`);
      await expect(app.getByRole('region', { name: /^Answer of/ })).toContainText(sentence);
    } finally {
      await server.close();
    }
  });
}

test('an address where nobody listens is a failed exchange that names it', async ({ app }) => {
  const port = await findClosedPort();
  await sendDiscover(app, `http://127.0.0.1:${String(port)}/mcp`);
  await expect(app.getByRole('region', { name: /^Answer of/ })).toContainText(`127.0.0.1:${String(port)}`);
});
