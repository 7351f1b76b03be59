import { expect, it } from 'vitest';
import { askedIn, formsOf, pairInput, urlsOf } from '../../../../../engine/lint/parts/input.ts';
import { Knowledge } from '../../../../../engine/lint/knowledge.ts';
import type { SeenExchange } from '../../../../../engine/lint/seen-exchange.ts';
import type { JsonObject } from '../../../../../shared/model/json.ts';
import { exchange } from '../../../../support/lint/exchange.ts';

const FORM = {
  method: 'elicitation/create',
  params: { message: 'Who?', requestedSchema: { type: 'object', properties: { name: { type: 'string' } } } },
};
const PAGE = {
  method: 'elicitation/create',
  params: { mode: 'url', message: 'Go', url: 'https://example.com' },
};

const asks = (inputRequests: JsonObject, state?: string) =>
  exchange({
    method: 'tools/call',
    params: { name: 'a' },
    result: {
      resultType: 'input_required',
      inputRequests,
      ...(state !== undefined && { requestState: state }),
    },
  });
const retries = (inputResponses: JsonObject, state?: string, name = 'a') =>
  exchange({
    method: 'tools/call',
    params: { name, inputResponses, ...(state !== undefined && { requestState: state }) },
    result: { content: [] },
  });

it('reads what is asked for', () => {
  const seen = asks({ form: FORM, page: PAGE, odd: 5, other: { method: 'x/y' } });
  expect(askedIn(seen).map(({ key, method }) => [key, method])).toEqual([
    ['form', 'elicitation/create'],
    ['page', 'elicitation/create'],
    ['other', 'x/y'],
  ]);
  expect(formsOf(seen)).toMatchObject([{ message: 'Who?', fields: [{ name: 'name' }] }]);
  expect(formsOf(seen)[0]?.fields[0]?.place).toBe(
    'event:0:/result/inputRequests/form/params/requestedSchema/properties/name',
  );
  expect(urlsOf(seen)).toEqual([
    { url: 'https://example.com', place: 'event:0:/result/inputRequests/page/params/url' },
  ]);
});

function pairer(): (exchange: SeenExchange) => readonly unknown[] {
  const known = new Knowledge();
  const pair = pairInput();
  return (one) => {
    const pairs = pair(one, known);
    known.learn(one);
    return pairs;
  };
}

it('pairs answers with what was asked for, by the state', () => {
  const pair = pairer();
  pair(asks({ form: FORM }, 'one'));
  pair(asks({ form: PAGE }, 'two'));
  const [answered] = pair(retries({ form: { action: 'accept' }, never: {} }, 'one'));
  expect(answered).toMatchObject({
    request: { key: 'form', params: FORM.params },
    place: 'request:/params/inputResponses/form',
  });
  expect(pair(retries({ form: {} }, 'three'))).toEqual([]);
});

it('pairs by the request where there is no state', () => {
  const pair = pairer();
  pair(asks({ form: FORM }));
  expect(pair(retries({ form: {} }, undefined, 'b'))).toEqual([]);
  expect(pair(retries({ form: {} }))).toHaveLength(1);
});
