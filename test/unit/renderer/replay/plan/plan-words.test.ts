import { describe, expect, it } from 'vitest';
import type { FlowDecision } from '../../../../../shared/model/replay-plan.ts';
import {
  decisionOn,
  leftOutCount,
  leftOutWords,
  numberWords,
  readPin,
  readPlace,
  readRange,
  stepName,
  stepWords,
} from '../../../../../renderer/replay/plan/plan-words.ts';
import { flowOf } from '../fake-replay.ts';

describe('words of a plan', () => {
  it('tell what is left out, by reason', () => {
    expect(leftOutWords({ handshake: 2, notification: 5, stream: 0 })).toBe(
      '5 notifications, 2 opening a session',
    );
    expect(leftOutWords({})).toBe('');
    expect(leftOutCount({ handshake: 2, notification: 5 })).toBe(7);
  });

  it('name a step by what it asks for, a poll by its method', () => {
    expect(stepName({ method: 'tools/call', name: 'basket_get' })).toBe('basket_get');
    expect(stepName({ method: 'tools/list', name: '' })).toBe('tools/list');
    expect(stepWords({ number: 12, method: 'tasks/get', name: 'tsk_1' })).toBe('#12 tasks/get');
  });

  it('cut a list of numbers', () => {
    expect(numberWords([1, 2, 3])).toBe('#1, #2, #3');
    expect(numberWords([1, 2, 3, 4, 5], 2)).toBe('#1, #2 and 3 more');
    expect(numberWords([])).toBe('');
  });
});

describe('fields of a plan', () => {
  it('read a part of the recording', () => {
    expect(readRange(' ', '')).toEqual({ ok: true, range: undefined });
    expect(readRange('3', '9')).toEqual({ ok: true, range: { from: 3, to: 9 } });
    expect(readRange('', '9')).toEqual({ ok: true, range: { from: 1, to: 9 } });
    expect(readRange('3', '')).toEqual({ ok: true, range: { from: 3, to: Number.MAX_SAFE_INTEGER } });
    for (const [from, to] of [
      ['x', ''],
      ['0', '3'],
      ['1.5', ''],
      ['9', '3'],
    ] as const) {
      expect(readRange(from, to).ok, `${from} to ${to}`).toBe(false);
    }
  });

  it('read a place of an answer or a request', () => {
    expect(readPlace('3', ' /result/id ', 'answer')).toEqual({
      ok: true,
      place: { number: 3, pointer: '/result/id' },
    });
    expect(readPlace('3', '/error/data/id', 'answer').ok).toBe(true);
    expect(readPlace('3', '/params/id', 'answer').ok).toBe(false);
    expect(readPlace('3', '/params/id', 'request').ok).toBe(true);
    expect(readPlace('', '/params/id', 'request').ok).toBe(false);
    expect(readPlace('3', 'params.id', 'request').ok).toBe(false);
  });

  it('read a pin as what was recorded is', () => {
    expect(readPin(flowOf('f', 1, [2]), '7')).toBe('7');
    expect(readPin(flowOf('f', 1, [2], { value: 5 }), '7')).toBe(7);
    expect(readPin(flowOf('f', 1, [2], { value: 5 }), 'x')).toBeUndefined();
    expect(readPin(flowOf('f', 1, [2], { value: 5 }), ' ')).toBeUndefined();
  });
});

it('a decision is found by the flow’s id, or by both places of one that was added', () => {
  const flow = flowOf('f', 3, [5, 6]);
  const add: FlowDecision = {
    op: 'add',
    producer: { number: 3, pointer: '/result/structuredContent/id' },
    consumer: { number: 6, pointer: '/params/arguments/id' },
  };
  expect(
    decisionOn(flow, [
      { op: 'forbid', id: 'g' },
      { op: 'forbid', id: 'f' },
    ]),
  ).toEqual({ op: 'forbid', id: 'f' });
  expect(decisionOn(flow, [add])).toBe(add);
  expect(
    decisionOn(flow, [{ ...add, consumer: { number: 7, pointer: '/params/arguments/id' } }]),
  ).toBeUndefined();
});
