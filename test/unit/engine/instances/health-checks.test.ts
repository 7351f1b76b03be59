import { describe, expect, it } from 'vitest';
import { AppError } from '../../../../engine/app-error.ts';
import type { Client } from '../../../../engine/client/client.ts';
import type { ReadAnswer } from '../../../../engine/client/read-answer.ts';
import { createHealthChecks } from '../../../../engine/instances/health-checks.ts';
import type { InstanceHealth } from '../../../../shared/model/instance.ts';

const DISCOVERED = {
  jsonrpc: '2.0',
  id: 1,
  result: { resultType: 'complete', supportedVersions: ['2026-07-28'], capabilities: {} },
};

/** Checks whose answers the test gives, one after the other. */
function checks(refused: readonly string[] = []) {
  const waiting: ((answer: ReadAnswer) => void)[] = [];
  const heard: InstanceHealth[] = [];
  const bugs: string[] = [];
  const client: Client = {
    send: () => {
      throw new Error('a check waits for its answer');
    },
    complete: () => new Promise((resolve) => waiting.push(resolve)),
    nextRequestId: () => 1,
    whenSettled: (ref) => Promise.resolve([ref]),
    cancel: () => false,
    close: () => Promise.resolve(),
  };
  const health = createHealthChecks({
    client,
    instances: {
      all: () => [],
      find: () => {
        throw new Error('not asked for');
      },
      ready(id) {
        if (id === 'unknown') throw new AppError('NOT_FOUND', 'There is no such instance.');
        if (refused.includes(id)) throw new AppError('BAD_INPUT', `${id}: \${TOKEN} is not set.`);
        return { instance: { id, name: id, url: 'http://127.0.0.1:1/', headers: [] }, headers: [] };
      },
    },
    declaration: () => ({ info: { name: 'test', version: '0' }, capabilities: {} }),
    onHealth: (entry) => void heard.push(entry),
    onBug: (_, where) => void bugs.push(where),
    now: () => 5,
  });
  const answer = async (durationMs: number): Promise<void> => {
    waiting.shift()?.({
      ref: { captureId: 'c', number: 1 },
      instanceName: 'x',
      status: 200,
      answer: DISCOVERED,
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
  const stateOf = (id: string) => health.list().find((entry) => entry.instanceId === id);
  return { health, answer, stateOf, heard, bugs, waiting };
}

describe('createHealthChecks', () => {
  it('tells that a check began and how it ended', async () => {
    const { health, answer, heard } = checks();
    health.check(['a']);
    await answer(12);
    expect(heard.map((entry) => [entry.state, entry.era])).toEqual([
      ['checking', undefined],
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
});
