import { expect, it } from 'vitest';
import { createCurlWriter } from '../../../../../engine/capture/export/write-curl.ts';
import { readCurl } from '../../../../../engine/capture/import/read-curl.ts';
import { exchangesIn, textOf } from '../../../../support/foreign-items.ts';
import { portable, type PortableChange } from '../../../../support/portable-samples.ts';

const CONTEXT = { capture: 'day', program: 'Hopscope 1.2.3' };

function written(...changes: readonly PortableChange[]): { text: string; notes: readonly string[] } {
  const writer = createCurlWriter(CONTEXT);
  const texts = changes.map((change) => writer.write(portable(change)) ?? '');
  return { text: `${writer.head}${texts.join('')}${writer.tail()}`, notes: writer.notes() };
}

it('writes a script in which each command has a line that names it', () => {
  const { text, notes } = written({ row: { name: 'a' } }, { row: { number: 4, name: 'x\n rm -rf ~\u2028' } });
  expect(text.split('\n').filter((line) => line.startsWith('#'))).toEqual([
    '#!/bin/sh',
    '# The requests of day, written by Hopscope 1.2.3.',
    '# 3 tools/call a on alpha',
    '# 4 tools/call x  rm -rf ~  on alpha',
  ]);
  expect(notes).toEqual([]);
});

it.each([
  ['quotes', `{"a":"it's \\"b\\""}`],
  ['what a shell would run', '$(rm -rf ~) `x` ${HOME} $\'a\' "$b" \\ ; & | > f'],
  ['lines', 'a\nb ^\n\n$ curl x\n#c\r\nd'],
  ['a file name', '@/etc/passwd'],
  ['an option', '-d x'],
  ['beyond ASCII', 'ä€😀\u00a0\u2028\ufeff'],
  ['a NUL and what printf reads', "-\0a\\n%s\\0%%ä'"],
  ['more than an argument holds', `${'x'.repeat(60_000)}'ä%${'\n'.repeat(50_000)}`],
])('writes bodies that are read again as they were: %s', async (_name, body) => {
  const { text } = written({ requestBody: body });
  expect(text).not.toContain('\0');
  const [exchange] = await exchangesIn(readCurl, text);
  expect(textOf(exchange?.body)).toBe(body);
});

it('writes headers and addresses that are read again as they were', async () => {
  const headers = [
    ['Host', '127.0.0.1:3000'],
    ['Content-Length', '73'],
    ['accept', 'application/json, text/event-stream'],
    ['Accept-Encoding', 'gzip, deflate'],
    ['content-type', 'application/json'],
    ['user-agent', 'x'],
    ['Mcp-Name', `it's "a" $b \`c\` @d`],
    ['X-Bytes', '\u00e4\u00ff'],
    ['X-Empty', ''],
    ['X-Twice', '1'],
    ['X-Twice', '2'],
  ] as const;
  const url = "http://127.0.0.1:3000/mcp/[a]{b,c}/it's?q=%20&r='$x'";
  const [exchange] = await exchangesIn(
    readCurl,
    written({ request: { headers, url, httpMethod: 'PUT' } }).text,
  );
  expect(exchange?.headers).toEqual(headers);
  expect(exchange?.httpMethod).toBe('PUT');
  expect(exchange?.url).toBe(new URL(url).href);
  const [bare] = await exchangesIn(readCurl, written({ request: { headers: [] } }).text);
  expect(bare?.headers).toEqual([]);
});

it('leaves out what curl cannot send, and says how much that is', () => {
  const { text, notes } = written(
    { request: { url: 'node server.js', httpMethod: '' } },
    { requestBody: Buffer.from([0xff]) },
    { request: { headers: [['X', 'a\r\nb']] } },
    { row: { missing: ['request-body'] } },
  );
  expect(text).not.toContain('curl');
  expect(notes).toEqual([
    '3 exchanges are left out: curl cannot send them, as they did not go over HTTP or are no text.',
    '1 exchanges are left out, because their request bodies are not known.',
  ]);
});
