import { expect, it } from 'vitest';
import { createJsonLineWriter } from '../../../../../engine/capture/export/write-json-line.ts';
import { readJsonLines } from '../../../../../engine/capture/import/read-json-lines.ts';
import { exchangesIn, itemsIn } from '../../../../support/foreign-items.ts';
import { portable } from '../../../../support/portable-samples.ts';

const LINE = createJsonLineWriter().write(portable()) ?? '';
const changed = (change: object): string => JSON.stringify({ ...(JSON.parse(LINE) as object), ...change });

it('reads a line with all that it says, bytes that are no text among it', async () => {
  const answer = {
    status: 200,
    statusText: 'OK',
    httpVersion: '1.1',
    headers: [['X', '1']],
    body: [
      [1.5, 'ä'],
      [2, { base64: '/wA=' }],
    ],
    trailers: [['T', '2']],
    decodedFrom: 'gzip',
    cutAtLimit: true,
  };
  const own = {
    origin: 'gateway',
    link: { kind: 'round', to: 1, round: 2 },
    channel: 2,
    redacted: 4,
    tampered: true,
  };
  const failure = { kind: 'cut', message: 'm', at: 5, code: 'E' };
  const missing = ['request-body'];
  const [exchange] = await exchangesIn(
    readJsonLines,
    `\ufeff${changed({ ...own, answer, failure, missing, remoteAddress: '[::1]:1', request: { method: 'POST', target: '/mcp?', headers: [['A', 'ÿ']], body: { base64: '/w==' } } })}\r\n\n`,
  );
  expect(exchange).toMatchObject({
    startedAt: 1_795_000_000_000,
    target: '/mcp?',
    headers: [['A', 'ÿ']],
    answer: {
      head: { status: 200, statusText: 'OK', httpVersion: '1.1', headers: [['X', '1']] },
      parts: [
        { atMs: 1.5, bytes: Buffer.from('ä') },
        { atMs: 2, bytes: Buffer.from([0xff, 0]) },
      ],
    },
    end: {
      timing: { endMs: 12.5 },
      failure,
      trailers: [['T', '2']],
      decodedFrom: 'gzip',
      cutAtLimit: true,
      remoteAddress: '[::1]:1',
    },
    imported: { format: 'jsonl', place: 1, requestBytes: 200, responseBytes: 300 },
    missing,
    own: { ...own, number: 3, framing: 'lines' },
  });
  expect(Buffer.from(exchange?.body ?? [])).toEqual(Buffer.from([0xff]));
});

it('refuses lines by their place: newer ones, others, and such as are not as they should be', async () => {
  const lines = [
    changed({ hopscope: 2 }),
    '{"a":1}',
    '{',
    changed({ era: 'x' }),
    changed({ number: 0 }),
    LINE.trim(),
  ];
  expect(await itemsIn(readJsonLines, lines.join('\n'))).toMatchObject([
    { place: 1, why: 'is of version 2, and this Hopscope reads up to 1: use a newer one' },
    { place: 2, why: 'is no line of Hopscope: it has no "hopscope" key' },
    { place: 3, why: /^is no JSON/ },
    { place: 4, why: /^is not as it should be at \/era: / },
    { place: 5, why: /^is not as it should be at \/number: / },
    { kind: 'exchange', exchange: { imported: { place: 6 } } },
  ]);
});
