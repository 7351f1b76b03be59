import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

const AT = Date.UTC(2026, 10, 25, 10);

function entry(index: number, padding: string): object {
  const call = {
    jsonrpc: '2.0',
    id: index,
    method: 'tools/call',
    params: { name: 'basket_get', arguments: { index } },
  };
  const result = { jsonrpc: '2.0', id: index, result: { content: [{ type: 'text', text: padding }] } };
  return {
    startedDateTime: new Date(AT + index).toISOString(),
    time: 3,
    request: {
      method: 'POST',
      url: 'http://127.0.0.1:3000/mcp',
      httpVersion: 'HTTP/1.1',
      headers: [{ name: 'Content-Type', value: 'application/json' }],
      headersSize: -1,
      bodySize: -1,
      postData: { mimeType: 'application/json', text: JSON.stringify(call) },
    },
    response: {
      status: 200,
      statusText: 'OK',
      httpVersion: 'HTTP/1.1',
      headers: [{ name: 'Content-Type', value: 'application/json' }],
      content: { size: padding.length, mimeType: 'application/json', text: JSON.stringify(result) },
      headersSize: -1,
      bodySize: -1,
    },
    timings: { send: 1, wait: 1, receive: 1 },
  };
}

function* texts(entries: number, padding: string): Generator<string> {
  yield '{"log":{"version":"1.2","creator":{"name":"test","version":"1"},"entries":[\n';
  for (let index = 0; index < entries; index += 1) {
    yield `${index === 0 ? '' : ',\n'}${JSON.stringify(entry(index, padding))}`;
  }
  yield '\n]}}';
}

/** Writes a HAR of so many tool calls, each with an answer of about `answerBytes`. */
export async function writeLargeHar(path: string, entries: number, answerBytes: number): Promise<void> {
  await pipeline(Readable.from(texts(entries, 'x'.repeat(answerBytes))), createWriteStream(path));
}
