import { describe, expect, it, vi } from 'vitest';
import { AppError } from '../../../../engine/app-error.ts';
import type { Client } from '../../../../engine/client/client.ts';
import type { KnownEra } from '../../../../engine/client/eras.ts';
import type { ReadAnswer } from '../../../../engine/client/read-answer.ts';
import { createHealthChecks } from '../../../../engine/instances/health-checks.ts';
import type { Inquiry } from '../../../../engine/instances/inquire-era.ts';
import type { JsonObject } from '../../../../shared/model/draft.ts';
import type { Instance, InstanceHealth } from '../../../../shared/model/instance.ts';

const DISCOVERED = {
  jsonrpc: '2.0',
  id: 1,
  result: { resultType: 'complete', supportedVersions: ['2026-07-28'], capabilities: {} },
};

function instanceOf(id: string, part: Partial<Instance>): Instance {
  return { id, name: id, url: 'http://127.0.0.1:1/', headers: [], ...part };
}

/** Checks whose answers the test gives, one after the other; by server/discover where the era is set. */
function checks(refused: readonly string[] = [], part: Partial<Instance> = { era: 'modern' }) {
  const waiting: ((answer: ReadAnswer) => void)[] = [];
  const inquired: string[] = [];
  const inquiries: Inquiry[] = [];
  let era: KnownEra | undefined = part.era && {
    era: part.era,
    source: 'set',
    reason: 'it was set',
    evidence: [],
  };
  const heard: InstanceHealth[] = [];
  const bugs: string[] = [];
  const client: Client = {
    send: () => {
      throw new Error('a check waits for its answer');
    },
    complete: () => new Promise((resolve) => waiting.push(resolve)),
    open: () => Promise.reject(new Error('nothing is to be opened')),
    nextRequestId: () => 1,
    whenSettled: (ref) => Promise.resolve([ref]),
    cancel: () => false,
    close: () => Promise.resolve(),
  };
  const health = createHealthChecks({
    client,
    instances: {
      all: () => [],
      find(id) {
        if (id === 'unknown') throw new AppError('NOT_FOUND', 'There is no such instance.');
        return { instance: instanceOf(id, part), headers: [] };
      },
      ready(id) {
        if (part.stdio && !part.approved) throw new AppError('NEEDS_CONSENT', 'Nobody has allowed it.');
        if (refused.includes(id)) throw new AppError('BAD_INPUT', `${id}: \${TOKEN} is not set.`);
        return { instance: instanceOf(id, part), headers: [] };
      },
    },
    eras: {
      known: () => era,
      inquire(_target, _origin, { from = 'discover' } = {}) {
        inquired.push(from);
        const inquiry = inquiries.shift();
        return inquiry ? Promise.resolve(inquiry) : Promise.reject(new AppError('CANCELLED', 'ending'));
      },
      detect: () => Promise.reject(new Error('not asked for')),
      openLegacy: () => Promise.reject(new Error('not asked for')),
      legacyTransport: () => undefined,
      sawModern: () => undefined,
      forget: () => undefined,
    },
    declaration: () => ({ info: { name: 'test', version: '0' }, capabilities: {} }),
    onHealth: (entry) => void heard.push(entry),
    onBug: (_, where) => void bugs.push(where),
    now: () => 5,
  });
  const answer = async (durationMs: number, message: JsonObject | null = DISCOVERED): Promise<void> => {
    waiting.shift()?.({
      ref: { captureId: 'c', number: 1 },
      instanceName: 'x',
      status: 200,
      ...(message && { answer: message }),
      others: [],
      row: {
        number: 1,
        startedAt: 0,
        origin: 'probe',
        instanceId: 'x',
        instanceName: 'x',
        era: 'modern',
        method: 'server/discover',
        name: '',
        state: 'done',
        requestBytes: 0,
        responseBytes: 0,
        eventCount: 1,
        durationMs,
      },
    });
    await new Promise((resolve) => setImmediate(resolve));
  };
  const know = (next: KnownEra | undefined) => (era = next);
  const stateOf = (id: string) => health.list().find((entry) => entry.instanceId === id);
  return { health, answer, stateOf, heard, bugs, waiting, inquired, inquiries, know };
}

describe('createHealthChecks', () => {
  it('tells that a check began and how it ended', async () => {
    const { health, answer, heard } = checks();
    health.check(['a']);
    await answer(12);
    expect(heard.map((entry) => [entry.state, entry.era])).toEqual([
      ['checking', 'modern'],
      ['up', 'modern'],
    ]);
  });

  it('checks the others although nothing can be sent to one', async () => {
    const { health, answer, stateOf } = checks(['b']);
    health.check(['b', 'a']);
    await answer(1);
    expect(stateOf('b')).toMatchObject({ state: 'down', problem: 'b: ${TOKEN} is not set.' });
    expect(stateOf('a')).toMatchObject({ state: 'up' });
  });

  it('refuses an instance that does not exist', () => {
    expect(() => {
      checks().health.check(['unknown']);
    }).toThrow('no such instance');
  });

  it('asks once while a check is under way', () => {
    const { health, waiting } = checks();
    health.check(['a', 'a']);
    health.check(['a']);
    expect(waiting).toHaveLength(1);
  });

  it('does not take the answer of the address that an instance had before', async () => {
    const { health, answer, stateOf } = checks();
    health.check(['a']);
    health.forget('a');
    await answer(1);
    expect(stateOf('a')).toEqual({ instanceId: 'a', state: 'unknown', latenciesMs: [] });
    health.check(['a']);
    await answer(7);
    expect(stateOf('a')).toMatchObject({ state: 'up', latencyMs: 7 });
  });

  it('forgets instances that are gone', async () => {
    const { health, answer } = checks();
    health.check(['a']);
    health.keepOnly(new Set());
    await answer(1);
    expect(health.list()).toEqual([]);
  });

  it('asks a legacy server whether the session that was open still answers', async () => {
    const { health, waiting, answer, stateOf, inquiries, inquired, know } = checks([], {});
    know({ era: 'legacy', transport: 'sse', source: 'detected', reason: 'r', evidence: [], mixed: 'm' });
    inquiries.push(legacyInquiry(true));
    health.check(['a']);
    await vi.waitFor(() => {
      expect(waiting).toHaveLength(1);
    });
    await answer(9, { jsonrpc: '2.0', id: 2, result: {} });
    await vi.waitFor(() => {
      expect(stateOf('a')).toMatchObject({
        state: 'up',
        era: 'legacy',
        eraMixed: 'm',
        transport: 'sse',
        revision: '2025-06-18',
        serverInfo: { name: 'old' },
        latencyMs: 9,
      });
    });
    expect(inquired).toEqual(['discover']);
  });

  it('opens a session anew where the one that was open does not answer', async () => {
    const { health, waiting, answer, stateOf, inquiries, inquired, know } = checks([], {});
    know({ era: 'legacy', transport: 'http', source: 'detected', reason: 'r', evidence: [] });
    inquiries.push(legacyInquiry(true), legacyInquiry(false));
    health.check(['a']);
    await vi.waitFor(() => {
      expect(waiting).toHaveLength(1);
    });
    await answer(1, null);
    await vi.waitFor(() => {
      expect(stateOf('a')).toMatchObject({ state: 'up', latencyMs: 4 });
    });
    expect(inquired).toEqual(['discover', 'legacy']);
  });

  it('never starts a command that nobody has allowed', async () => {
    const stdio = { command: 'rm', args: ['-rf', '/'], env: {} };
    const { health, stateOf, inquired, waiting } = checks([], { stdio });
    health.check(['a']);
    await Promise.resolve();
    expect(stateOf('a')).toMatchObject({ state: 'unknown', latenciesMs: [] });
    expect(stateOf('a')?.problem).toBe('Nobody has allowed it.');
    expect([inquired, waiting]).toEqual([[], []]);
  });

  it('asks a process for its era once a run, and then only in that era', async () => {
    const part = { stdio: { command: 'x', args: [], env: {} }, approved: true };
    const { health, stateOf, inquiries, inquired, know } = checks([], part);
    know({ era: 'legacy', transport: 'stdio', source: 'kept', reason: 'r', evidence: [] });
    inquiries.push(legacyInquiry(false), legacyInquiry(false));
    health.check(['a']);
    await vi.waitFor(() => {
      expect(stateOf('a')?.state).toBe('up');
    });
    know({ era: 'legacy', transport: 'stdio', source: 'detected', reason: 'r', evidence: [] });
    health.check(['a']);
    await vi.waitFor(() => {
      expect(inquired).toEqual(['discover', 'legacy']);
    });
  });

  it('shows what is known of the era as soon as it is known', () => {
    const { health, stateOf, know } = checks([], {});
    know({ era: 'modern', transport: 'http', source: 'detected', reason: 'seen', evidence: [] });
    health.showEra(instanceOf('a', {}));
    expect(stateOf('a')).toMatchObject({ state: 'unknown', era: 'modern', eraReason: 'seen' });
  });
});

function legacyInquiry(reused: boolean): Inquiry {
  return {
    evidence: [],
    verdict: { era: 'legacy', transport: 'http', reason: 'r', evidence: [] },
    discover: { status: 400 },
    handshake: {
      ok: true,
      reused,
      told: {
        status: 200,
        durationMs: 4,
        answer: {
          jsonrpc: '2.0',
          id: 1,
          result: { protocolVersion: '2025-06-18', capabilities: {}, serverInfo: { name: 'old' } },
        },
      },
    },
  };
}
