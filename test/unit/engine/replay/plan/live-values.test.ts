import { describe, expect, it } from 'vitest';
import { LiveValues } from '../../../../../engine/replay/plan/live-values.ts';
import { partOf } from '../../../../../engine/replay/plan/text-parts.ts';
import { NO_TAMPER, type Draft } from '../../../../../shared/model/draft.ts';
import type { JsonObject } from '../../../../../shared/model/json.ts';
import type { StepAnswer, ValueFlow } from '../../../../../shared/model/replay-plan.ts';
import { flow } from '../../../../support/replay/planned.ts';

const THEN = 'bsk_11aa22bb33cc';
const NOW = 'bsk_99ff88ee77dd';

function draft(params: JsonObject, part: Partial<Draft> = {}): Draft {
  return {
    ...{
      era: 'modern',
      revision: '2026-07-28',
      method: 'tools/call',
      params,
      clientCapabilities: {},
      clientInfo: null,
    },
    ...{ tamper: NO_TAMPER, followUp: false },
    ...part,
  };
}

function told(value: JsonObject): StepAnswer {
  return {
    status: 200,
    result: { content: [{ type: 'text', text: JSON.stringify(value) }], structuredContent: value },
  };
}

const basket: ValueFlow = flow(1, [2], {
  id: 'basket',
  value: THEN,
  producer: { number: 1, pointer: '/result/structuredContent/basketId' },
  alsoAt: ['/result/content/0/text/basketId'],
  consumers: [{ number: 2, pointer: '/params/arguments/basketId' }],
});

function rewritten(values: LiveValues, number: number, request: Draft): Draft {
  const done = values.rewrite(number, request);
  if (!('draft' in done)) throw new Error(done.why);
  return done.draft;
}

describe('rewriting', () => {
  it('carries what the live run minted, and leaves the recorded draft as it is', () => {
    const values = new LiveValues({ flows: [basket] });
    expect(values.learn(1, told({ basketId: NOW }))).toEqual([{ flow: 'basket', value: NOW }]);
    const recorded = draft({ arguments: { basketId: THEN, sku: 'x' } });
    expect(rewritten(values, 2, recorded).params).toEqual({ arguments: { basketId: NOW, sku: 'x' } });
    expect(recorded.params).toEqual({ arguments: { basketId: THEN, sku: 'x' } });
    expect(rewritten(values, 3, recorded)).toBe(recorded);
  });

  it('says which value never came', () => {
    const values = new LiveValues({ flows: [basket] });
    values.learn(1, { status: 500, text: 'no' });
    expect(values.rewrite(2, draft({ arguments: { basketId: THEN } }))).toMatchObject({
      missing: { id: 'basket' },
      why: expect.stringContaining('#1') as string,
    });
  });

  it('takes the value from the text where there is no structured content any more', () => {
    const values = new LiveValues({ flows: [basket] });
    values.learn(1, { result: { content: [{ text: `{"basketId":"${NOW}"}` }] } });
    expect(rewritten(values, 2, draft({ arguments: { basketId: THEN } })).params).toEqual({
      arguments: { basketId: NOW },
    });
  });

  it('goes into uris and texts, headers that repeat the value, and bodies that are replaced', () => {
    const uri = `basket://${THEN}/lines`;
    const within = partOf(uri, THEN);
    const values = new LiveValues({
      flows: [{ ...basket, consumers: [{ number: 2, pointer: '/params/uri', ...(within && { within }) }] }],
    });
    values.learn(1, told({ basketId: NOW }));
    const tamper = {
      ...NO_TAMPER,
      headers: [
        { op: 'set', name: 'Mcp-Param-Basket', value: THEN },
        { op: 'set', name: 'Mcp-Param-Encoded', value: `=?base64?${Buffer.from(THEN).toString('base64')}?=` },
        { op: 'set', name: 'Mcp-Name', value: 'a lie' },
        { op: 'drop', name: 'Mcp-Method' },
      ],
      body: JSON.stringify({ params: { uri }, extra: true }),
    } as const;
    const done = rewritten(values, 2, draft({ uri }, { tamper }));
    expect(done.params).toEqual({ uri: `basket://${NOW}/lines` });
    expect(done.tamper.headers.map(({ value }) => value)).toEqual([NOW, NOW, 'a lie', undefined]);
    expect(done.tamper.body).toBe(`{"params":{"uri":"basket://${NOW}/lines"},"extra":true}`);
  });

  it('keeps a number that became a text a text', () => {
    const number = {
      ...basket,
      value: 7,
      producer: { number: 1, pointer: '/result/structuredContent/id' },
      alsoAt: [],
    };
    const consumers = [
      { number: 2, pointer: '/params/arguments/id' },
      { number: 2, pointer: '/params/arguments/text' },
    ];
    const values = new LiveValues({ flows: [{ ...number, consumers }] });
    values.learn(1, told({ id: 31 }));
    expect(rewritten(values, 2, draft({ arguments: { id: 7, text: '7' } })).params).toEqual({
      arguments: { id: 31, text: '31' },
    });
  });

  it('renames what is asked for by a name that was made up', () => {
    const values = new LiveValues({
      flows: [
        {
          ...basket,
          value: 'q_11aa22bb',
          producer: { number: 1, pointer: '/result/inputRequests/1', key: true },
          consumers: [{ number: 2, pointer: '/params/inputResponses/q_11aa22bb', key: true }],
        },
      ],
    });
    const answer = { result: { inputRequests: { fixed: {}, q_99ff88ee: {} } } };
    values.learn(1, answer);
    expect(
      rewritten(values, 2, draft({ inputResponses: { q_11aa22bb: { x: 1 }, fixed: {} } })).params,
    ).toEqual({
      inputResponses: { q_99ff88ee: { x: 1 }, fixed: {} },
    });
    expect(values.putBack(1, answer)).toEqual({ result: { inputRequests: { fixed: {}, q_11aa22bb: {} } } });
  });

  it('pins what is pinned, and leaves alone what is forbidden', () => {
    const pinned = new LiveValues({ flows: [{ ...basket, use: 'pinned', pinnedTo: 'mine' }] });
    expect(rewritten(pinned, 2, draft({ arguments: { basketId: THEN } })).params).toEqual({
      arguments: { basketId: 'mine' },
    });
    const forbidden = new LiveValues({ flows: [{ ...basket, use: 'forbidden' }] });
    forbidden.learn(1, told({ basketId: NOW }));
    expect(rewritten(forbidden, 2, draft({ arguments: { basketId: THEN } })).params).toEqual({
      arguments: { basketId: THEN },
    });
  });

  it('fills variables in, in texts, headers and bodies, the longer first', () => {
    const values = new LiveValues({ flows: [] }, [
      { recorded: 'http://old', value: 'http://new' },
      { recorded: 'http://old.example', value: 'https://shop' },
    ]);
    const tamper = {
      ...NO_TAMPER,
      headers: [{ op: 'set', name: 'X', value: 'http://old' }],
      body: 'http://old/',
    } as const;
    const done = rewritten(values, 2, draft({ a: ['see http://old.example/x', 7] }, { tamper }));
    expect(done.params).toEqual({ a: ['see https://shop/x', 7] });
    expect(done.tamper).toMatchObject({ headers: [{ value: 'http://new' }], body: 'http://new/' });
  });
});

describe('putting back', () => {
  it('leaves no trace of what was minted, wherever it stands', () => {
    const values = new LiveValues({ flows: [basket] });
    values.learn(1, told({ basketId: NOW }));
    const answer = (id: string): StepAnswer => ({
      result: {
        structuredContent: { basketId: id, lines: [{ of: id }], uri: `basket://${id}/lines`, [id]: 1 },
        content: [{ text: `{"a": ["${id}"]}` }, { text: `There is no basket ${id}.` }],
      },
      error: { message: `No basket "${id}"` },
      notifications: [{ method: 'x', params: { basketId: id } }],
    });
    const back = values.putBack(2, answer(NOW));
    const then = answer(THEN);
    expect(back.notifications).toEqual(then.notifications);
    expect(back.error).toEqual(then.error);
    expect(JSON.stringify(back)).not.toContain(NOW);
    expect(back.result).toMatchObject({
      structuredContent: (then.result as JsonObject)['structuredContent'],
    });
  });

  it('does so by its place where another answer was the one that counts', () => {
    const values = new LiveValues({ flows: [basket] });
    values.learn(1, told({ basketId: NOW }));
    const third = told({ basketId: 'bsk_00cc00cc00cc', n: 1 });
    expect(values.putBack(1, third)).toEqual(told({ basketId: THEN, n: 1 }));
  });

  it('puts numbers back only for members of the same name', () => {
    const flows = [
      {
        ...basket,
        value: 7,
        producer: { number: 1, pointer: '/result/structuredContent/ticketId' },
        alsoAt: [],
        consumers: [{ number: 2, pointer: '/params/arguments/ticketId' }],
      },
    ];
    const values = new LiveValues({ flows });
    values.learn(1, told({ ticketId: 31 }));
    expect(values.putBack(2, { result: { ticketId: 31, seats: 31, list: [31] } })).toEqual({
      result: { ticketId: 7, seats: 31, list: [31] },
    });
  });

  it('gives the same answer where nothing has to be put back', () => {
    const values = new LiveValues({ flows: [basket] });
    const answer = told({ basketId: 'other' });
    expect(values.putBack(2, answer)).toBe(answer);
    values.learn(1, told({ basketId: THEN }));
    expect(values.putBack(2, answer)).toBe(answer);
  });

  it('puts variables back, so that another host is no difference', () => {
    const values = new LiveValues({ flows: [] }, [{ recorded: 'http://old', value: 'https://new' }]);
    expect(values.putBack(2, { result: { self: 'https://new/a' } })).toEqual({
      result: { self: 'http://old/a' },
    });
  });

  it('finds what a notification told', () => {
    const flows = [
      {
        ...basket,
        producer: { number: 1, pointer: '/notifications/notifications~1made/basketId' },
        alsoAt: [],
      },
    ];
    const values = new LiveValues({ flows });
    values.learn(1, {
      notifications: [
        { method: 'notifications/progress', params: {} },
        { method: 'notifications/made', params: { basketId: NOW } },
      ],
    });
    expect(rewritten(values, 2, draft({ arguments: { basketId: THEN } })).params).toEqual({
      arguments: { basketId: NOW },
    });
  });
});
