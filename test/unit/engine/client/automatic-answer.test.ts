import { describe, expect, it } from 'vitest';
import { automaticAnswer } from '../../../../engine/client/automatic-answer.ts';
import type { JsonObject } from '../../../../shared/model/json.ts';
import type { InputRequest, Responder, Responders } from '../../../../shared/model/input.ts';

const elicitation: InputRequest = {
  method: 'elicitation/create',
  params: {
    message: 'Sure?',
    requestedSchema: { type: 'object', properties: { n: { type: 'integer', default: 3 } }, required: ['n'] },
  },
};
const sampling: InputRequest = { method: 'sampling/createMessage', params: { messages: [] } };
const roots: InputRequest = { method: 'roots/list', params: {} };
const ROOTS = [{ uri: 'file:///garden', name: 'Garden' }];

const by = (responders: Responders, request: InputRequest, respond?: Responders) =>
  automaticAnswer(request, { roots: ROOTS, responders }, respond);

describe('automaticAnswer', () => {
  it('leaves to a person what no responder is set for', () => {
    expect(by({}, elicitation)).toBeUndefined();
    expect(by({ elicitation: { mode: 'ask' } }, elicitation)).toBeUndefined();
    expect(by({ sampling: { mode: 'accept' } }, elicitation)).toBeUndefined();
    expect(by({ elicitation: { mode: 'accept' } }, { method: 'ping', params: {} })).toBeUndefined();
  });

  it('accepts an elicitation with the defaults of its schema, and a URL without content', () => {
    const accept = { elicitation: { mode: 'accept' } } as const;
    expect(by(accept, elicitation)).toEqual({
      kind: 'result',
      result: { action: 'accept', content: { n: 3 } },
    });
    const url = { method: 'elicitation/create', params: { mode: 'url', url: 'https://x.test', message: '' } };
    expect(by(accept, url)).toEqual({ kind: 'result', result: { action: 'accept' } });
    const bare = { method: 'elicitation/create', params: { message: '' } };
    expect(by(accept, bare)).toEqual({ kind: 'result', result: { action: 'accept', content: {} } });
  });

  it('says yes to what it has to decide, and leaves to a person what it cannot fill in', () => {
    const accept = { elicitation: { mode: 'accept' } } as const;
    const asking = (property: JsonObject): InputRequest => ({
      method: 'elicitation/create',
      params: { requestedSchema: { type: 'object', properties: { it: property }, required: ['it'] } },
    });
    expect(by(accept, asking({ type: 'boolean' }))).toEqual({
      kind: 'result',
      result: { action: 'accept', content: { it: true } },
    });
    expect(by(accept, asking({ type: 'string', pattern: '^[0-9]{6}$' }))).toBeUndefined();
  });

  it.each(['decline', 'cancel'] as const)('can %s everything', (mode) => {
    const all = { elicitation: { mode }, sampling: { mode }, roots: { mode } };
    expect(by(all, elicitation)).toEqual({ kind: 'result', result: { action: mode } });
    expect(by(all, sampling)).toMatchObject({ kind: 'error', code: -1 });
    expect(by(all, roots)).toMatchObject({ kind: 'error', code: -1 });
  });

  it('answers sampling with words that say where they come from, and roots with the workspace’s', () => {
    const accept: Responder = { mode: 'accept' };
    expect(by({ sampling: accept }, sampling)).toMatchObject({
      result: { role: 'assistant', content: { type: 'text' }, model: 'hopscope-automatic-responder' },
    });
    expect(by({ roots: accept }, roots)).toEqual({ kind: 'result', result: { roots: ROOTS } });
  });

  it('gives a canned answer as it is, and lets the request have its own way', () => {
    const canned = { mode: 'canned', result: { action: 'accept', content: { n: 'not a number' } } } as const;
    expect(by({ elicitation: canned }, elicitation)).toEqual({ kind: 'result', result: canned.result });
    expect(by({ elicitation: canned }, elicitation, { elicitation: { mode: 'ask' } })).toBeUndefined();
    expect(by({}, elicitation, { elicitation: canned })).toEqual({ kind: 'result', result: canned.result });
  });
});
