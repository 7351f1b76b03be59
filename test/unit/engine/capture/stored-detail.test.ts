import { describe, expect, it } from 'vitest';
import { assembleDetail, writeRequestHead } from '../../../../engine/capture/stored-detail.ts';
import type { StoredExchange } from '../../../../engine/capture/store-messages.ts';
import type { Draft } from '../../../../shared/model/draft.ts';
import { FAILURE_KINDS } from '../../../../shared/model/exchange.ts';
import { exchangeStart } from '../../../support/capture-samples.ts';

/** Every key that a draft can have: one that is forgotten does not compile. */
const full: Required<Draft> = {
  era: 'modern',
  revision: '2026-07-28',
  method: 'tools/call',
  params: { name: 'whoami', arguments: { deep: [1, { a: null }] } },
  toolSchema: { type: 'object' },
  clientCapabilities: { elicitation: {} },
  clientInfo: { name: 'hopscope', version: '0.1.0' },
  logLevel: 'debug',
  progressToken: 7,
  traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
  requestId: 'r1',
  notification: true,
  tamper: {
    headers: [{ op: 'set', name: 'Mcp-Method', value: 'x' }],
    meta: { 'io.modelcontextprotocol/logLevel': null },
    dropMeta: ['progressToken'],
    body: '{}',
    requestState: 'dropped',
  },
  idleTimeoutMs: 1_500,
  timeoutMs: 2_000,
  maxTimeoutMs: 9_000,
  followUp: false,
  respond: { elicitation: { mode: 'accept' } },
};

function stored(changes: Partial<StoredExchange> = {}): StoredExchange {
  const start = { ...exchangeStart({ id: 1 }), draft: full };
  return {
    row: {
      ...{
        number: 1,
        startedAt: 0,
        origin: 'composer',
        instanceId: 'a',
        instanceName: 'alpha',
        era: 'modern',
      },
      ...{ method: 'm', name: '', state: 'done', requestBytes: 0, responseBytes: 0, eventCount: 0 },
    },
    notKept: 0,
    requestHead: headOf(start),
    requestBody: { bytes: 0, truncated: false },
    answerBody: { bytes: 0, truncated: false },
    findings: [],
    ...changes,
  };
}

function headOf(start: Parameters<typeof writeRequestHead>[0]): string {
  const { first, headers, routing, own, draft = '' } = writeRequestHead(start);
  return [first, headers, routing, ...own, draft].join('');
}

const ref = { captureId: 'c', number: 1 };

describe('a stored exchange', () => {
  it('gives its draft back with every key', () => {
    expect(assembleDetail(ref, stored()).draft).toEqual(full);
  });

  it('gives its request back with all that can be known of it', () => {
    const start = {
      ...exchangeStart({ id: 1 }),
      url: 'http://a/"b"?\ud83d\ude00',
      routing: [{ header: 'Mcp-Name', value: '"', verdict: 'invalid' as const, note: 'n' }],
      origins: [{ target: 'header:A', origin: 'o', kind: 'draft' as const }],
      channel: 3,
      draft: full,
      gateway: { gatewayId: 'g', gatewayName: 'G', trace: { tried: [], candidates: [], why: 'because' } },
    };
    const { url, httpMethod, target, headers, routing, origins, channel, draft, gateway } = start;
    expect(JSON.parse(headOf(start))).toEqual({
      ...{ url, httpMethod, target, headers, routing, origins, channel, draft, gateway },
    });
    const { draft: _draft, ...without } = { ...exchangeStart({ id: 1 }), draft: 0 };
    expect(Object.keys(JSON.parse(headOf(without)) as object)).toEqual([
      ...['url', 'httpMethod', 'target', 'headers', 'routing', 'origins'],
    ]);
  });

  it.each(FAILURE_KINDS)('gives back that it failed as %s', (kind) => {
    const failure = { kind, message: 'It failed.', at: 5, code: 'E' };
    const ending = JSON.stringify({ timing: {}, failure });
    expect(assembleDetail(ref, stored({ ending })).failure).toEqual(failure);
  });

  it.each([
    ['requestHead', '{"url":1}'],
    ['requestHead', '{'],
    ['answerHead', '{"status":"ok"}'],
    ['ending', '{"timing":{},"failure":{"kind":"boredom","message":"","at":0}}'],
  ])('is refused as damaged with %s = %s', (column, text) => {
    expect(() => assembleDetail(ref, stored({ [column]: text }))).toThrow(
      expect.objectContaining({ name: 'DamagedError' }) as Error,
    );
  });
});
