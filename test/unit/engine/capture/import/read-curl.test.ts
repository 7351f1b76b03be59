import { expect, it } from 'vitest';
import { readCurl } from '../../../../../engine/capture/import/read-curl.ts';
import { exchangesIn, itemsIn, PASTED_AT, textOf } from '../../../../support/foreign-items.ts';

const BODY = '{"jsonrpc":"2.0","id":1,"method":"ping"}';

it('reads one command, with what curl would add to it, and knows nothing of an answer', async () => {
  const [exchange] = await exchangesIn(
    readCurl,
    `curl 'http://127.0.0.1:3000/mcp?a=1' -H 'Mcp-Method: ping' --data-raw '${BODY}'`,
  );
  expect(exchange).toMatchObject({
    startedAt: PASTED_AT,
    url: 'http://127.0.0.1:3000/mcp?a=1',
    httpMethod: 'POST',
    target: '/mcp?a=1',
    instanceName: '127.0.0.1:3000/mcp',
    headers: [
      ['Host', '127.0.0.1:3000'],
      ['Accept', '*/*'],
      ['Content-Type', 'application/x-www-form-urlencoded'],
      ['Content-Length', '40'],
      ['Mcp-Method', 'ping'],
    ],
    missing: ['response-headers', 'response-body', 'timing'],
  });
  expect(textOf(exchange?.body)).toBe(BODY);
  expect(exchange?.answer).toBeUndefined();
});

it.each([
  ['single quotes', `'{"a":"it'\\''s"}'`, `{"a":"it's"}`],
  ['double quotes', `"{\\"a\\":\\"\\$x \\\\\\"}"`, `{"a":"$x \\"}`],
  ['a continued line in double quotes', '"a\\\nb"', 'ab'],
  ["Chrome's and Firefox's", `$'{"a":"it\\'s\\u00e4\\n"}'`, `{"a":"it'sä\n"}`],
  ['bytes of one character', `$'\\xc3\\xa4\\303\\244'`, 'ää'],
  ['no quotes', '\\{\\"a\\":1\\}', '{"a":1}'],
  ['text beyond ASCII', `'ä€😀\u00a0'`, 'ä€😀\u00a0'],
  ['a blank of no shell', 'a\u00a0b', 'a\u00a0b'],
  ['a line like a prompt', `'a\n\n  $ b'`, 'a\n\n  $ b'],
  ['a line that ends like those of Windows', `'a ^\nb'`, 'a ^\nb'],
])('takes a body as the shell does: %s', async (_name, quoted, body) => {
  const [exchange] = await exchangesIn(readCurl, `curl http://a/ --data-raw ${quoted}`);
  expect(textOf(exchange?.body)).toBe(body);
});

it('takes the bytes of a header for what they are', async () => {
  const [exchange] = await exchangesIn(
    readCurl,
    `curl http://a/ -H 'X-A: ä' -H 'X-B: '"$(printf '\\344')"'' -u 'ä:b'`,
  );
  expect(exchange?.headers.slice(2)).toEqual([
    ['Authorization', `Basic ${Buffer.from('ä:b').toString('base64')}`],
    ['X-A', '\u00c3\u00a4'],
    ['X-B', 'ä'],
  ]);
});

it('takes a body out of printf, byte by byte', async () => {
  const [exchange] = await exchangesIn(
    readCurl,
    `printf 'a\\303\\244\\000ä%%' | curl -X PUT http://a/ --data-binary @-`,
  );
  expect([exchange?.httpMethod, textOf(exchange?.body)]).toEqual(['PUT', 'aä\0ä%']);
});

it('reads many, from a script or a terminal, and names what cannot be known by its place', async () => {
  const items = await itemsIn(
    readCurl,
    [
      '#!/bin/sh',
      '# first',
      'curl http://a/1 && curl http://a/2; curl http://a/3',
      '$ curl http://a/4 \\',
      "    -H 'X-A: 1'",
      'curl "$HOST/mcp"',
      'wget http://a/',
      'curl http://a/ -d @file.json',
      'curl ftp://a/',
      'curl http://a/ --form x=y',
      'curl http://a/ -d',
      'curl http://a/5',
    ].join('\n'),
  );
  expect(
    items.map((item) =>
      item.kind === 'exchange'
        ? `${String(item.exchange.imported.place)} ${item.exchange.target}`
        : item.kind === 'unreadable'
          ? `${String(item.place)} ${item.why}`
          : item.kind,
    ),
  ).toEqual([
    '1 /1',
    '2 /2',
    '3 /3',
    '4 /4',
    '5 uses the variable HOST: put its value in its place',
    '6 is no curl command but "wget"',
    '7 reads the file file.json',
    '8 has a URL that is none of HTTP',
    '9 sends a form with files (--form), which no MCP request is',
    '10 ends after -d, which takes a value',
    '11 /5',
  ]);
});

it.each([`curl "http://a/" ^\r\n  -H "X-A: 1"`, `curl ^"http://a/^" ^\n  -H ^"X-A: 1^"`])(
  'refuses what is written for the command prompt of Windows: %s',
  async (text) => {
    expect(await itemsIn(readCurl, text)).toMatchObject([
      { kind: 'broken', why: /command prompt of Windows/ },
    ]);
  },
);
