import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { ClientAnswer } from '../../../engine/gateway/forward/client-answer.ts';

let server: Server | undefined;
afterEach(async () => {
  server?.closeAllConnections();
  await new Promise((resolve) => (server ? server.close(resolve) : resolve(undefined)));
});

const BODY = Buffer.from('{"n":1}');
const HEAD = 'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 7\r\n\r\n';

/** What a client gets of an answer that is given so, and how it ended. */
async function given(give: (answer: ClientAnswer) => void) {
  const { promise: ended, resolve } = Promise.withResolvers<string>();
  server = createServer((_request, response) => {
    const answer = new ClientAnswer(response, performance.now(), () => {
      resolve(answer.endedAs());
    });
    give(answer);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const client = connect((server.address() as AddressInfo).port, '127.0.0.1');
  let got = '';
  client.on('data', (bytes) => (got += bytes.toString('latin1')));
  client.on('error', () => undefined);
  client.write('GET /mcp HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n');
  await once(client, 'close');
  return { got: got.replace(/Connection: close\r\n/, ''), how: await ended };
}

const start = (answer: ClientAnswer): void => {
  answer.head(200, 'OK', [
    ['Content-Type', 'application/json'],
    ['Content-Length', '7'],
  ]);
  answer.write(BODY);
};

test('an answer is complete where it ends in the turn in which it began', async () => {
  const { got, how } = await given((answer) => {
    start(answer);
    answer.end();
  });
  expect([got, how]).toEqual([HEAD + BODY.toString(), 'complete']);
});

test('an answer that has ended is complete although it is cut in the same turn', async () => {
  const { got, how } = await given((answer) => {
    answer.head(200, 'OK', [['Content-Type', 'application/json']]);
    answer.write(BODY);
    answer.end();
    answer.cut('cut');
  });
  expect([got.split('\r\n\r\n').slice(1).join('|'), how]).toEqual([`7\r\n${BODY.toString()}\r\n0|`, 'cut']);
});

test('an answer ends later, too', async () => {
  const { got, how } = await given((answer) => {
    start(answer);
    setTimeout(() => {
      answer.end();
    }, 20);
  });
  expect([got, how]).toEqual([HEAD + BODY.toString(), 'complete']);
});
