import { describe, expect, it } from 'vitest';
import type { KnownEra } from '../../../../engine/client/eras.ts';
import { unknownHealth } from '../../../../engine/instances/health.ts';
import type { Inquiry, Verdict } from '../../../../engine/instances/inquire-era.ts';
import { observeInquiry, withEra } from '../../../../engine/instances/observe-inquiry.ts';
import type { JsonObject } from '../../../../shared/model/draft.ts';

const fresh = unknownHealth('a');
const result = (content: JsonObject): JsonObject => ({ jsonrpc: '2.0', id: 1, result: content });
const error = (code: number): JsonObject => ({ jsonrpc: '2.0', id: 1, error: { code, message: 'no' } });

const INITIALIZED = result({
  protocolVersion: '2025-11-25',
  capabilities: { tools: {} },
  serverInfo: { name: 'old', version: '1' },
  instructions: 'be kind',
});
const LEGACY: Verdict = { era: 'legacy', transport: 'http', reason: 'r', evidence: [{ says: 's' }] };
const MODERN: Verdict = { ...LEGACY, era: 'modern' };
const DISCOVERED = result({
  resultType: 'complete',
  supportedVersions: ['2026-07-28'],
  capabilities: { prompts: {} },
});
const detected = (verdict: Verdict): KnownEra => ({ ...verdict, source: 'detected' });

const observe = (inquiry: Partial<Inquiry>, more: { known?: KnownEra; ping?: Inquiry['discover'] } = {}) =>
  observeInquiry(fresh, {
    instanceId: 'a',
    checkedAt: 5,
    inquiry: { evidence: [], ...inquiry },
    ...(more.known && { known: more.known }),
    ...(more.ping && { ping: more.ping }),
  });

const legacyInquiry: Inquiry = {
  verdict: LEGACY,
  evidence: LEGACY.evidence,
  discover: { status: 404, answer: error(-32601), durationMs: 3 },
  handshake: { ok: true, told: { status: 200, answer: INITIALIZED, durationMs: 8 } },
};

describe('observeInquiry', () => {
  it('shows a legacy server as it introduced itself', () => {
    expect(observe(legacyInquiry, { known: { ...detected(LEGACY), mixed: 'half' } })).toEqual({
      instanceId: 'a',
      state: 'up',
      checkedAt: 5,
      latencyMs: 8,
      latenciesMs: [8],
      era: 'legacy',
      eraReason: 'r',
      eraSource: 'detected',
      eraEvidence: [{ says: 's' }],
      eraMixed: 'half',
      transport: 'http',
      revision: '2025-11-25',
      serverInfo: { name: 'old', version: '1' },
      instructions: 'be kind',
      capabilities: { tools: {} },
    });
  });

  it('takes the latency of the ping where the session was open before', () => {
    const ping = { status: 200, answer: result({}), durationMs: 2 };
    expect(observe(legacyInquiry, { known: detected(LEGACY), ping })).toMatchObject({
      state: 'up',
      latencyMs: 2,
    });
    // A server without ping is there all the same.
    expect(observe(legacyInquiry, { ping: { ...ping, answer: error(-32601) } }).state).toBe('up');
    const dead = observe(legacyInquiry, { known: detected(LEGACY), ping: { failure: failed('timeout') } });
    expect(dead).toMatchObject({ state: 'down', era: 'legacy', latenciesMs: [null] });
    expect(dead.problem).toContain('it was timeout');
  });

  it('says why no session could be opened', () => {
    const refused: Inquiry = {
      ...legacyInquiry,
      handshake: { ok: false, told: { status: 400, answer: error(-32000) } },
    };
    const health = observe(refused, { known: detected(LEGACY) });
    expect(health).toMatchObject({ state: 'up', era: 'legacy' });
    expect(health.problem).toContain('No session could be opened');
    const gone: Inquiry = {
      ...legacyInquiry,
      handshake: { ok: false, told: { failure: failed('refused') } },
    };
    expect(observe(gone)).toMatchObject({ state: 'down' });
  });

  it('shows a modern server by its DiscoverResult', () => {
    const discover = { status: 200, answer: DISCOVERED, durationMs: 4 };
    expect(observe({ verdict: MODERN, discover }, { known: detected(MODERN) })).toMatchObject({
      state: 'up',
      era: 'modern',
      supportedVersions: ['2026-07-28'],
      capabilities: { prompts: {} },
      latencyMs: 4,
    });
  });

  it('says what a modern server owes', () => {
    const discover = { status: 404, answer: error(-32601) };
    const health = observe({ verdict: MODERN, discover }, { known: detected(MODERN) });
    expect(health).toMatchObject({ state: 'up', era: 'modern' });
    expect(health.problem).toContain('Every modern server has to answer it');
  });

  it('keeps what a server said of itself while it is down, and not across eras', () => {
    const before = observe(legacyInquiry, { known: detected(LEGACY) });
    const facts = { instanceId: 'a', checkedAt: 6 };
    const down = observeInquiry(before, {
      ...facts,
      inquiry: { evidence: [], discover: { failure: failed('refused') } },
      known: detected(LEGACY),
    });
    expect(down).toMatchObject({
      state: 'down',
      era: 'legacy',
      serverInfo: { name: 'old' },
      latenciesMs: [8, null],
    });
    const turned = observeInquiry(down, {
      ...facts,
      inquiry: {
        evidence: [],
        verdict: MODERN,
        discover: { status: 200, answer: DISCOVERED, durationMs: 1 },
      },
      known: detected(MODERN),
    });
    expect(turned).toMatchObject({ state: 'up', era: 'modern', capabilities: { prompts: {} } });
    expect(turned).not.toHaveProperty('serverInfo');
    expect(turned).not.toHaveProperty('revision');
  });

  it('shows the era that a person set, with what the server did to it', () => {
    const set: KnownEra = { era: 'legacy', source: 'set', reason: 'set', evidence: [] };
    const health = observe({ handshake: { ok: false, told: { status: 404 } } }, { known: set });
    expect(health).toMatchObject({ state: 'up', era: 'legacy', eraSource: 'set' });
    expect(health.problem).toContain('refused initialize with HTTP 404');
  });
});

it('withEra leaves nothing of an era that is not known any more', () => {
  const known = withEra(fresh, { ...detected(LEGACY), mixed: 'half' });
  expect(known).toMatchObject({ era: 'legacy', eraMixed: 'half' });
  expect(withEra(known, undefined)).toEqual(fresh);
  expect(withEra(known, detected(MODERN))).not.toHaveProperty('eraMixed');
});

function failed(kind: 'timeout' | 'refused') {
  return { kind, message: `it was ${kind}`, at: 0 };
}
