import { describe, expect, it } from 'vitest';
import { goesOn, roundFacts, stateOf } from '../../../../../renderer/ui/answer-panel/round-facts.ts';
import { NO_TAMPER, type Draft } from '../../../../../shared/model/draft.ts';
import type { Row } from '../../../../../shared/model/exchange.ts';

function row(part: Partial<Row>): Row {
  return {
    number: 5,
    startedAt: 0,
    origin: 'composer',
    instanceId: 'b',
    instanceName: 'beta',
    era: 'modern',
    method: 'tools/call',
    name: 'deploy',
    state: 'done',
    requestBytes: 0,
    responseBytes: 0,
    eventCount: 1,
    ...part,
  };
}

function draft(part: Partial<Draft> = {}): Draft {
  return {
    era: 'modern',
    revision: '2026-07-28',
    method: 'tools/call',
    params: { requestState: 's' },
    clientCapabilities: {},
    clientInfo: null,
    tamper: NO_TAMPER,
    ...part,
  };
}

const FROM = row({ number: 4, instanceId: 'a', instanceName: 'alpha', resultType: 'input_required' });

describe('roundFacts', () => {
  it('says where the state came from and who refused it', () => {
    const [fact, ...others] = roundFacts(row({ errorCode: -32602, status: 400 }), draft(), FROM);
    expect(others).toEqual([]);
    expect(fact?.sentence).toContain('requestState that came from alpha in exchange 4, unchanged');
    expect(fact?.sentence).toContain('beta answered it with error -32602');
    expect(fact?.tryOn).toEqual({ instanceId: 'a', instanceName: 'alpha' });
  });

  it('claims no state where none was sent', () => {
    const [fact] = roundFacts(row({ isError: true }), draft({ params: {} }), FROM);
    expect(fact?.sentence).toContain('beta answered it with a tool error');
    expect(fact?.sentence).not.toContain('requestState');
  });

  it('has nothing to say of a round that went well, or failed where it came from', () => {
    expect(roundFacts(row({}), draft(), FROM)).toEqual([]);
    const same = { instanceId: 'a', instanceName: 'alpha', errorCode: -32602 };
    expect(roundFacts(row(same), draft(), FROM)).toEqual([]);
  });

  it('names a state that was left out or changed on purpose before anything else', () => {
    for (const requestState of ['dropped', 'changed'] as const) {
      const facts = roundFacts(
        row({ errorCode: 1 }),
        draft({ tamper: { ...NO_TAMPER, requestState } }),
        FROM,
      );
      expect(facts).toHaveLength(1);
      expect(facts[0]).toMatchObject({ meaning: 'note' });
      expect(facts[0]?.sentence).toContain('on purpose');
    }
  });
});

it('tells what was done to the state', () => {
  expect(stateOf(draft())).toBe('exact');
  expect(stateOf(draft({ params: {} }))).toBe('none');
  expect(stateOf(draft({ tamper: { ...NO_TAMPER, requestState: 'dropped' } }))).toBe('dropped');
});

it('follows the steps of one conversation only', () => {
  expect(goesOn({ kind: 'round', to: 1, round: 2 })).toBe(true);
  expect(goesOn({ kind: 'era', to: 1 })).toBe(true);
  expect(goesOn({ kind: 'cancel', to: 1 })).toBe(false);
  expect(goesOn({ kind: 'reopened', to: 1 })).toBe(false);
  expect(goesOn(undefined)).toBe(false);
});
