import { describe, expect, it } from 'vitest';
import type { CaptureSummary } from '../../../../shared/model/capture.ts';
import type { JudgedState, RuleInfo } from '../../../../shared/model/finding.ts';
import { createEngineStore } from '../../../../renderer/bridge/engine-state.ts';
import { createFakeEngine, type FakeEngine } from '../../../support/fake-engine.ts';

const RULE: RuleInfo = {
  id: 'a.b',
  title: 'A',
  checks: 'Something.',
  spares: 'Nobody.',
  severity: 'error',
  side: 'server',
  era: 'any',
  fix: 'Mend it.',
};
const LISTS = [
  ...([
    'health.list',
    'input.list',
    'connection.list',
    'gateway.list',
    'run.list',
    'tour.list',
    'mock.list',
  ] as const),
];

function capture(id: string): CaptureSummary {
  return { id, name: id, path: `/${id}`, recording: true, exchanges: 0, bytes: 0, openedAt: 0, lost: 0 };
}

function judged(captureId: string, count: number): JudgedState {
  const counts = { error: count, warning: 0, note: 0 };
  return { captureId, judged: count, ended: count, counts, muted: { error: 0, warning: 0, note: 0 } };
}

function setUp(captures: readonly CaptureSummary[]): FakeEngine {
  const engine = createFakeEngine();
  for (const list of LISTS) engine.answer(list, () => ({ ok: true, value: [] }));
  engine.answer('capture.list', () => ({ ok: true, value: captures }));
  engine.answer('rules.list', () => ({ ok: true, value: [RULE] }));
  engine.answer('findings.groups', ({ captureId }: { captureId: string }) => ({
    ok: true,
    value: { groups: [], state: judged(captureId, 1) },
  }));
  return engine;
}

async function settle(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
}

describe('createEngineStore', () => {
  it('asks for the rules, and for what was judged before anybody listened', async () => {
    const engine = setUp([capture('one'), capture('two')]);
    const store = createEngineStore(engine.bridge, () => undefined);
    await settle();
    expect(store.getState().rules.get('a.b')).toEqual(RULE);
    expect([...store.getState().judged.keys()]).toEqual(['one', 'two']);
  });

  it('follows how far captures are judged, and forgets those that are closed', async () => {
    const engine = setUp([capture('one'), capture('two')]);
    const store = createEngineStore(engine.bridge, () => undefined);
    await settle();
    engine.emit({ event: 'judged', payload: judged('two', 7) });
    expect(store.getState().judged.get('two')?.counts.error).toBe(7);
    engine.emit({ event: 'captures', payload: [capture('two')] });
    // The word on a capture may come before the list that has it.
    engine.emit({ event: 'judged', payload: judged('three', 1) });
    expect([...store.getState().judged.keys()]).toEqual(['two', 'three']);
  });
});
