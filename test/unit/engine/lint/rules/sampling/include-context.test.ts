import { expect, it } from 'vitest';
import { includeContext } from '../../../../../../engine/lint/rules/sampling/include-context.ts';
import { findingsOf } from '../../../../../support/lint/exchange.ts';

const asks = (params: Record<string, string>) => ({
  method: 'tools/call',
  params: { name: 'a' },
  result: {
    resultType: 'input_required',
    inputRequests: { q: { method: 'sampling/createMessage', params: { messages: [], ...params } } },
  },
});

it('takes none, and absence', () => {
  expect(findingsOf(includeContext, asks({}), asks({ includeContext: 'none' }))).toEqual([]);
});

it.each(['thisServer', 'allServers'])('warns of %s', (context) => {
  expect(findingsOf(includeContext, asks({ includeContext: context }))).toMatchObject([
    { severity: 'warning', pointer: 'event:0:/result/inputRequests/q/params/includeContext' },
  ]);
});
