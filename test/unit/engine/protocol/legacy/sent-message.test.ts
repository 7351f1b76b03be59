import { expect, it } from 'vitest';
import { readSentMessage } from '../../../../../engine/protocol/legacy/sent-message.ts';

it.each([
  [
    '{"jsonrpc":"2.0","id":4,"method":"a","params":{"_meta":{"progressToken":"p"}}}',
    { id: 4, method: 'a', progressToken: 'p', params: { _meta: { progressToken: 'p' } } },
  ],
  ['{"method":"notifications/x"}', { method: 'notifications/x', params: {} }],
  ['{"id":"1","result":{}}', { params: {} }],
  ['{"id":{},"method":"a","params":[]}', { method: 'a', params: {} }],
  ['[]', { params: {} }],
  ['not JSON', { params: {} }],
])('reads %s', (body, expected) => {
  expect(readSentMessage(body)).toEqual(expected);
});
