import { describe, expect, it, test } from 'vitest';
import {
  judgeDiscover,
  judgeInitialize,
  judgeModernRequest,
  lacksDiscover,
  type Reply,
} from '../../../../engine/instances/judge-era.ts';
import type { JsonObject } from '../../../../shared/model/draft.ts';
import type { Failure, FailureKind } from '../../../../shared/model/exchange.ts';

const result = (content: JsonObject): JsonObject => ({ jsonrpc: '2.0', id: 1, result: content });
const error = (code: number, data?: JsonObject): JsonObject => ({
  jsonrpc: '2.0',
  id: 1,
  error: { code, message: 'no', ...(data && { data }) },
});
const unsupported = (...supported: string[]) => error(-32022, { supported, requested: '2026-07-28' });
const discovered = (...supportedVersions: string[]) =>
  result({ resultType: 'complete', supportedVersions, capabilities: {} });
const failure = (kind: FailureKind): Failure => ({ kind, message: `it was ${kind}`, at: 5 });

type Case = readonly [what: string, reply: Reply, kind: string, says?: string];

const whole = ([what, reply, kind, says = '']: Case): readonly [string, Reply, string, string] => [
  what,
  reply,
  kind,
  says,
];

const overHttp: readonly Case[] = [
  ['a DiscoverResult', { status: 200, answer: discovered('2026-07-28') }, 'modern', 'DiscoverResult'],
  ['one of a dual-era server', { status: 200, answer: discovered('2026-07-28', '2025-11-25') }, 'modern'],
  ['one of a later revision', { status: 200, answer: discovered('2027-01-01') }, 'modern'],
  ['one without a revision', { status: 200, answer: discovered() }, 'modern'],
  [
    'one that names legacy revisions only',
    { status: 200, answer: discovered('2025-11-25') },
    'legacy',
    '2025-11-25',
  ],
  ['a modern result that is none', { status: 200, answer: result({ resultType: 'complete' }) }, 'modern'],
  [
    'a result of another kind',
    { status: 200, answer: result({ tools: [] }) },
    'legacy',
    'lacks supportedVersions',
  ],
  ['UnsupportedProtocolVersion', { status: 400, answer: unsupported('2027-01-01') }, 'modern', '-32022'],
  ['the same with HTTP 200', { status: 200, answer: unsupported('2027-01-01') }, 'modern'],
  ['the same with HTTP 404', { status: 404, answer: unsupported('2027-01-01') }, 'modern'],
  ['the same with HTTP 500', { status: 500, answer: unsupported('2027-01-01') }, 'modern'],
  ['one that supports legacy revisions only', { status: 400, answer: unsupported('2025-11-25') }, 'legacy'],
  ['HeaderMismatch', { status: 400, answer: error(-32020) }, 'modern', '-32020'],
  [
    'MissingRequiredClientCapability',
    { status: 400, answer: error(-32021, { requiredCapabilities: {} }) },
    'modern',
  ],
  ['its number without its data', { status: 400, answer: error(-32022) }, 'legacy', '-32022'],
  ['mcp-lite', { status: 400, answer: error(-32602, { expectedVersion: [] }) }, 'legacy', '-32602'],
  ['@hono/mcp', { status: 404, answer: { ...error(-32000), id: null } }, 'legacy', '-32000'],
  ['supergateway', { status: 404, answer: error(-32601) }, 'legacy', 'does not know server/discover'],
  ['an empty 400', { status: 400 }, 'legacy', 'HTTP 400'],
  ['a page with 405', { status: 405, contentType: 'text/html', failure: failure('malformed') }, 'legacy'],
  ['a page with 404', { status: 404, contentType: 'text/html', failure: failure('malformed') }, 'unclear'],
  ['a page with 200', { status: 200, contentType: 'text/html', failure: failure('malformed') }, 'unclear'],
  ['a server error', { status: 500, answer: error(-32603) }, 'unclear'],
  ['a server error without words', { status: 500 }, 'unclear'],
  ['a bad gateway', { status: 502, contentType: 'text/html', failure: failure('malformed') }, 'none'],
  ['credentials wanted', { status: 401 }, 'none', 'credentials'],
  ['forbidden', { status: 403, answer: error(-32000) }, 'none'],
  ['too many', { status: 429, answer: error(-32000) }, 'none'],
  ['cut after the head', { status: 200, failure: failure('cut') }, 'none', 'it was cut'],
  ['nobody there', { failure: failure('refused') }, 'none', 'it was refused'],
  ['silence', { failure: failure('timeout') }, 'none'],
];

test.each(overHttp.map(whole))('over HTTP: %s', (_what, reply, kind, says) => {
  const sign = judgeDiscover(reply, 'http');
  expect(sign.kind).toBe(kind);
  expect(sign.reason).toContain(says);
});

const overStdio: readonly Case[] = [
  ['a DiscoverResult', { answer: discovered('2026-07-28') }, 'modern'],
  ['a modern error', { answer: unsupported('2027-01-01') }, 'modern'],
  ['any other error', { answer: error(-32601) }, 'legacy'],
  ['no answer in time', { failure: failure('timeout') }, 'legacy', 'in time'],
  ['a process that ends', { failure: failure('lost') }, 'unclear'],
  ['a process that cannot start', { failure: failure('unreachable') }, 'none'],
  ['a person who gave up', { failure: failure('cancelled') }, 'none'],
];

test.each(overStdio.map(whole))('over stdio: %s', (_what, reply, kind, says) => {
  const sign = judgeDiscover(reply, 'stdio');
  expect(sign.kind).toBe(kind);
  expect(sign.reason).toContain(says);
});

describe('what initialize tells', () => {
  const answers: readonly Case[] = [
    ['a session', { status: 200, answer: result({ protocolVersion: '2025-06-18' }) }, 'legacy', '2025-06-18'],
    ['a result that is none', { status: 200, answer: result({}) }, 'unclear'],
    ['a strict modern server', { status: 400, answer: unsupported('2026-07-28') }, 'modern'],
    ['a legacy server of other revisions', { status: 400, answer: unsupported('2024-10-07') }, 'unclear'],
    ['HTTP+SSE', { status: 404, contentType: 'text/html', failure: failure('malformed') }, 'try-sse'],
    ['HTTP+SSE with words', { status: 405, answer: error(-32000) }, 'try-sse'],
    ['an error over stdio', { answer: error(-32601) }, 'unclear', '-32601'],
    ['nobody there', { failure: failure('refused') }, 'none', 'it was refused'],
    ['credentials wanted', { status: 401 }, 'none', '401'],
  ];
  it.each(answers.map(whole))('%s', (_what, reply, kind, says) => {
    const sign = judgeInitialize(reply);
    expect(sign.kind).toBe(kind);
    expect(sign.reason).toContain(says);
  });
});

describe('what a modern request tells of a server without server/discover', () => {
  const answers: readonly (readonly [string, Reply, string])[] = [
    ['a result with a resultType', { status: 200, answer: result({ resultType: 'complete' }) }, 'modern'],
    ['a modern error', { status: 400, answer: error(-32020) }, 'modern'],
    ['a result without one', { status: 200, answer: result({ tools: [] }) }, 'mixed'],
    ['another error', { status: 404, answer: error(-32601) }, 'none'],
    ['nothing', { failure: failure('refused') }, 'none'],
  ];
  it.each(answers)('%s', (_what, reply, kind) => {
    expect(judgeModernRequest(reply, 'tools/list').kind).toBe(kind);
  });

  it('is asked only where the method is not known', () => {
    expect(lacksDiscover({ status: 404, answer: error(-32601) })).toBe(true);
    expect(lacksDiscover({ status: 400, answer: error(-32602) })).toBe(false);
    expect(lacksDiscover({ status: 404 })).toBe(false);
  });
});
