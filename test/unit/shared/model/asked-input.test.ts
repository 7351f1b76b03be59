import { expect, it } from 'vitest';
import { askedInput } from '../../../../shared/model/asked-input.ts';

it('lists what is asked for in the order in which it came, and hands the state on as it is', () => {
  const result = {
    resultType: 'input_required',
    inputRequests: {
      name: { method: 'elicitation/create', params: { message: 'Who?' } },
      roots: { method: 'roots/list' },
    },
    requestState: '{"looks":"like JSON"}',
  };
  expect(askedInput(result)).toEqual({
    requests: [
      { key: 'name', method: 'elicitation/create', params: { message: 'Who?' } },
      { key: 'roots', method: 'roots/list', params: {} },
    ],
    requestState: '{"looks":"like JSON"}',
  });
});

it('takes a state alone, and requests that are none as unknown ones', () => {
  expect(askedInput({ resultType: 'input_required', requestState: 's' })).toEqual({
    requests: [],
    requestState: 's',
  });
  expect(askedInput({ resultType: 'input_required', inputRequests: { a: 7 }, requestState: 8 })).toEqual({
    requests: [{ key: 'a', method: '', params: {} }],
  });
});

it('is nothing for other results, and where the requests are no object', () => {
  expect(askedInput({ resultType: 'complete', inputRequests: {} })).toBeUndefined();
  expect(askedInput({ resultType: 'input_required', inputRequests: [] })).toBeUndefined();
});
