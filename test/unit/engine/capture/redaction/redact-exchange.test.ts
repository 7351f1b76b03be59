import { gzipSync, brotliCompressSync, deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { compileRules } from '../../../../../engine/capture/redaction/compiled-rules.ts';
import {
  fromBytes,
  toBytes,
  type ExchangeTexts,
} from '../../../../../engine/capture/redaction/exchange-texts.ts';
import { learnExchange, redactExchange } from '../../../../../engine/capture/redaction/redact-exchange.ts';
import { SecretBook } from '../../../../../engine/capture/redaction/secret-book.ts';
import { chunkedSpans } from '../../../../../engine/capture/redaction/wire-texts.ts';
import { createRandom } from '../../../../../engine/random.ts';
import { DEFAULT_REDACTION_RULES } from '../../../../../shared/model/redaction.ts';

// What must hold of every capture, tried on generated ones: no secret is left, nothing else changes, the same secret is the same
// text everywhere, and all keeps its form and its length.

type Random = () => number;

const RULES = compileRules(DEFAULT_REDACTION_RULES);
const ALPHABET = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';

function pick<T>(random: Random, list: readonly T[]): T {
  const found = list[Math.floor(random() * list.length)];
  if (found === undefined) throw new Error('nothing to pick from');
  return found;
}

function letters(random: Random, length: number): string {
  return Array.from({ length }, () => ALPHABET.charAt(Math.floor(random() * ALPHABET.length))).join('');
}

/** Varied enough to be looked for everywhere; some need escapes. */
function secretOf(random: Random): string {
  const core = `${letters(random, 10 + Math.floor(random() * 20))}7x`;
  return pick(random, [core, `${core}"q`, `${core}\\b`, `${core} &=%`, `ä${core}€`, `${core}/+`]);
}

const WORDS = [
  'tea',
  'basket',
  'of the "best"',
  'a\\b',
  'ä ö',
  '€ 5',
  'plain',
  '100 %',
  'a=b&c',
  '{"not": "parsed',
  '',
];

/** A JSON value in which secrets stand in all ways that are looked for. */
function valueWith(random: Random, secrets: readonly string[], depth = 0): unknown {
  const secret = pick(random, secrets);
  const inner = (): unknown => (depth < 3 ? valueWith(random, secrets, depth + 1) : pick(random, WORDS));
  return pick<() => unknown>(random, [
    () => pick(random, WORDS),
    () => Math.floor(random() * 100),
    () => null,
    () => `${pick(random, WORDS)} ${secret} ${pick(random, WORDS)}`,
    () => ({ password: secret, note: pick(random, WORDS) }),
    () => ({ list: [inner(), inner()], apiKey: secret }),
    () => ({ text: JSON.stringify({ token: secret, more: inner() }) }),
    () => ({ uri: `https://x.example/a?access_token=${encodeURIComponent(secret)}&page=2` }),
    () => ({ blob: Buffer.from(`key ${secret} of a file`).toString('base64') }),
    () => ({ file: Buffer.from(`a file with ${secret} in it`).toString('base64') }),
    () => ({ name: 'API_KEY', value: secret }),
  ])();
}

interface Made {
  readonly texts: ExchangeTexts;
  readonly kind: 'json' | 'events' | 'lines' | 'compressed';
}

function framed(kind: Made['kind'], messages: readonly string[], random: Random): string {
  if (kind === 'lines') return messages.map((text) => `${text}\n`).join('');
  if (kind !== 'events') return messages[0] ?? '';
  return messages
    .map((text) => {
      // Data over several lines.
      const lines = random() < 0.4 ? text.replaceAll(/,"(id|result)":/g, ',\n"$1":').split('\n') : [text];
      return `id: 4\n${lines.map((line) => `data: ${line}\n`).join('')}\n`;
    })
    .join('');
}

function exchangeOf(number: number, secrets: readonly string[], random: Random): Made {
  const kind = pick(random, ['json', 'events', 'lines', 'compressed'] as const);
  const messages = Array.from({ length: kind === 'events' || kind === 'lines' ? 3 : 1 }, (_, id) =>
    JSON.stringify({ jsonrpc: '2.0', id, result: valueWith(random, secrets) }),
  );
  const body = toBytes(framed(kind, messages, random));
  const bearer = pick(random, secrets).replace(/[^\w/+-]/g, '') + 'Z';
  const requestBody = toBytes(
    JSON.stringify({ jsonrpc: '2.0', id: number, method: 'tools/call', params: valueWith(random, secrets) }),
  );
  const headers = [
    ['Authorization', `Bearer ${bearer}`],
    ['X-Api-Key', letters(random, 20)],
    ['Content-Type', 'application/json'],
    ['Content-Length', String(requestBody.length)],
  ];
  const headLines = headers.map(([name, value]) => `${name ?? ''}: ${value ?? ''}\r\n`).join('');
  const type = kind === 'events' ? 'text/event-stream' : 'application/json';
  const packed = pick(random, [gzipSync, brotliCompressSync, deflateSync])(Buffer.from(body, 'latin1'));
  const payload = kind === 'compressed' ? packed.toString('latin1') : body;
  const isChunked = random() < 0.5;
  const wireBody = isChunked ? chunked(payload, random) : payload;
  const answerHead = `HTTP/1.1 200 OK\r\nContent-Type: ${type}\r\n${isChunked ? 'Transfer-Encoding: chunked' : `Content-Length: ${String(payload.length)}`}\r\nSet-Cookie: sid=${letters(random, 24)}1a; Path=/\r\n\r\n`;
  const at = answerHead.length;
  const spans = isChunked
    ? chunkedSpans(answerHead + wireBody, at)
    : [{ from: 0, at, length: payload.length }];
  const cookie = /Set-Cookie: ([^\r]*)/.exec(answerHead)?.[1] ?? '';
  return {
    kind,
    texts: {
      number,
      instanceName: 'alpha',
      method: 'tools/call',
      name: 'keep',
      requestHead: JSON.stringify({
        url: 'http://127.0.0.1/mcp',
        httpMethod: 'POST',
        target: '/mcp',
        headers,
      }),
      requestBody,
      request: `POST /mcp HTTP/1.1\r\n${headLines}\r\n${requestBody}`,
      answerHead: JSON.stringify({
        status: 200,
        headers: [
          ['Content-Type', type],
          ['Set-Cookie', cookie],
        ],
      }),
      ending: '',
      response: answerHead + wireBody,
      body,
      spans: kind === 'compressed' ? [] : spans,
      events: [],
      findings: [{ message: toBytes(`It says ${pick(random, secrets)} there.`), pointer: '/result' }],
    },
  };
}

function chunked(payload: string, random: Random): string {
  const parts: string[] = [];
  for (let from = 0; from < payload.length;) {
    const part = payload.slice(from, from + 1 + Math.floor(random() * 90));
    parts.push(`${part.length.toString(16)}\r\n${part}\r\n`);
    from += part.length;
  }
  return `${parts.join('')}0\r\n\r\n`;
}

interface Session {
  readonly made: readonly Made[];
  readonly redacted: readonly ExchangeTexts[];
  readonly book: SecretBook;
  readonly secrets: readonly string[];
}

function redactAll(exchanges: readonly ExchangeTexts[]): { texts: ExchangeTexts[]; book: SecretBook } {
  const book = new SecretBook();
  for (const texts of exchanges) learnExchange(texts, book, RULES);
  return { texts: exchanges.map((texts) => redactExchange(texts, book, RULES).texts), book };
}

function session(seed: number): Session {
  const random = createRandom(seed);
  const secrets = Array.from({ length: 4 }, () => secretOf(random));
  const made = Array.from({ length: 5 }, (_, index) => exchangeOf(index + 1, secrets, random));
  // Each is a secret by its place somewhere, so that it is one everywhere.
  const first = made[0];
  if (!first) throw new Error('no exchange');
  const telling = secrets.map((secret) => ({ password: secret }));
  const requestBody = toBytes(JSON.stringify({ jsonrpc: '2.0', id: 1, params: telling }));
  const head = first.texts.request.slice(0, first.texts.request.indexOf('\r\n\r\n') + 4);
  const told = { ...first, texts: { ...first.texts, requestBody, request: head + requestBody } };
  const all = [told, ...made.slice(1)];
  const { texts, book } = redactAll(all.map((one) => one.texts));
  return { made: all, redacted: texts, book, secrets };
}

const PARTS = ['requestHead', 'requestBody', 'request', 'answerHead', 'response', 'body'] as const;

function jsonIn(body: string, kind: Made['kind']): string[] {
  const text = fromBytes(body);
  if (kind === 'lines') return text.split('\n').filter((line) => line !== '');
  if (kind !== 'events') return [text];
  return text
    .split('\n\n')
    .filter((event) => event.includes('data:'))
    .map((event) => Array.from(event.matchAll(/^data: (.*)$/gm), ([, line]) => line).join('\n'));
}

function formsOf(secret: string): string[] {
  const json = JSON.stringify(secret).slice(1, -1);
  return [...new Set([secret, json, JSON.stringify(json).slice(1, -1), encodeURIComponent(secret)])].map(
    toBytes,
  );
}

/** What stands in both at the same places, as one letter a kind of place: `=` where they agree. */
function shapeOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(shapeOf);
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, shapeOf(inner)]));
  return typeof value;
}

const SEEDS = Array.from({ length: 40 }, (_, index) => index + 1);

describe('a redacted exchange', () => {
  it.each(SEEDS)('has no secret in any form, keeps every length, and stays what it was: seed %i', (seed) => {
    const { made, redacted, secrets } = session(seed);
    for (const [index, texts] of redacted.entries()) {
      const { texts: old, kind } = made[index] ?? {};
      if (!old || !kind) throw new Error('an exchange too many');
      for (const part of PARTS) {
        expect(texts[part].length, part).toBe(old[part].length);
        const left = secrets.filter((secret) => formsOf(secret).some((form) => texts[part].includes(form)));
        expect(left, `${part} ${texts[part]}`).toEqual([]);
      }
      expect(secrets.filter((secret) => texts.findings[0]?.message.includes(toBytes(secret)))).toEqual([]);
      // All is JSON still, with the same members and kinds of values.
      expect(shapeOf(JSON.parse(texts.requestHead))).toEqual(shapeOf(JSON.parse(old.requestHead)));
      expect(shapeOf(JSON.parse(fromBytes(texts.requestBody)))).toEqual(
        shapeOf(JSON.parse(fromBytes(old.requestBody))),
      );
      const [now, before] = [jsonIn(texts.body, kind), jsonIn(old.body, kind)];
      expect(now.map((text) => shapeOf(JSON.parse(text)))).toEqual(
        before.map((text) => shapeOf(JSON.parse(text))),
      );
      // The wire bytes carry what the body says, in the same framing.
      if (kind !== 'compressed') {
        expect(texts.spans.map(({ at, length }) => texts.response.slice(at, at + length)).join('')).toBe(
          texts.body,
        );
      } else if (texts.body !== old.body)
        expect(texts.response.slice(texts.response.indexOf('\r\n\r\n'))).toContain('xxxx');
      else expect(texts.response.slice(-old.body.length)).toBe(old.response.slice(-old.body.length));
      expect(texts.response.replace(/sid=[^;]*/, '').slice(0, 60)).toBe(
        old.response.replace(/sid=[^;]*/, '').slice(0, 60),
      );
      const start = old.response.indexOf('\r\n\r\n') + 4;
      expect(chunkedSpans(texts.response, start)).toEqual(chunkedSpans(old.response, start));
      expect(texts.request.slice(-texts.requestBody.length)).toBe(texts.requestBody);
    }
  });

  it.each(SEEDS)('has the same text for the same secret, and different ones for others: seed %i', (seed) => {
    const { redacted, book, secrets } = session(seed);
    const placeholders = secrets.map((secret) => book.placeholder(toBytes(secret)) ?? '');
    expect(new Set(placeholders).size).toBe(secrets.length);
    const told = JSON.parse(fromBytes(redacted[0]?.requestBody ?? '')) as {
      readonly params: readonly { readonly password: string }[];
    };
    expect(told.params.map(({ password }) => password.replace(/~+$/, ''))).toEqual(
      placeholders.map((text) => text.replace(/~+$/, '')),
    );
  });

  it.each(SEEDS)('is the same when it is redacted again: seed %i', (seed) => {
    const { redacted } = session(seed);
    const again = redactAll(redacted);
    expect(again.texts).toEqual(redacted);
    expect(again.book.report().times).toBe(0);
  });

  it.each(SEEDS)('is untouched where there is no secret: seed %i', (seed) => {
    const random = createRandom(seed);
    const params = { list: Array.from({ length: 6 }, () => pick(random, WORDS)), count: seed * 1_000 };
    const requestBody = toBytes(JSON.stringify({ jsonrpc: '2.0', id: seed, method: 'tools/call', params }));
    const body = toBytes(
      JSON.stringify({ jsonrpc: '2.0', id: seed, result: { content: params, digest: letters(random, 64) } }),
    );
    const texts: ExchangeTexts = {
      ...exchangeOf(seed, ['none'], random).texts,
      requestHead: JSON.stringify({ url: 'http://127.0.0.1/mcp?page=2', headers: [['Mcp-Name', 'keep']] }),
      requestBody,
      request: `POST /mcp HTTP/1.1\r\nHost: x\r\n\r\n${requestBody}`,
      answerHead: JSON.stringify({ status: 200, headers: [['Content-Type', 'application/json']] }),
      response: `HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n${body}`,
      body,
      spans: [],
      findings: [{ message: 'Nothing was found.', pointer: '' }],
    };
    const spans = [{ from: 0, at: texts.response.length - body.length, length: body.length }];
    const plain = { ...texts, spans };
    expect(redactAll([plain]).texts).toEqual([plain]);
  });
});
