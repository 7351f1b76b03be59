import { expect, it } from 'vitest';
import { urlInForm } from '../../../../../../engine/lint/rules/elicit/url-in-form.ts';
import type { JsonObject } from '../../../../../../shared/model/json.ts';
import { findingsOf } from '../../../../../support/lint/exchange.ts';

const asks = (message: string, field: JsonObject = {}) => ({
  method: 'tools/call',
  params: { name: 'a' },
  result: {
    resultType: 'input_required',
    inputRequests: {
      q: {
        method: 'elicitation/create',
        params: {
          message,
          requestedSchema: { type: 'object', properties: { x: { type: 'string', ...field } } },
        },
      },
    },
  },
});

it.each<[string, JsonObject]>([
  ['Who are you?', {}],
  ['Where is it?', { format: 'uri', description: 'As https://github.com/a/b' }],
  ['Where is it?', { description: 'For example https://github.com/a/b' }],
  ['Where is it (e.g. https://github.com/a/b)?', {}],
  ['Where is it?', { description: 'https://example.com/path' }],
  ['Where is it?', { description: 'https://{tenant}.company.com' }],
  ['Where is it?', { description: 'https://your-company.atlassian.net' }],
  ['Where is it?', { default: 'https://company.com', pattern: '^https://.*' }],
  ['Begin with https:// please', {}],
])('takes %j %j', (message, field) => {
  expect(findingsOf(urlInForm, asks(message, field))).toEqual([]);
});

it.each<[string, JsonObject, string]>([
  ['Open https://company.com/terms, then go on', {}, 'message'],
  [
    'Please',
    { description: 'Get one at http://company.com/keys.' },
    'requestedSchema/properties/x/description',
  ],
  ['Please', { title: 'See https://company.com' }, 'requestedSchema/properties/x/title'],
  [
    'Please',
    {
      oneOf: [
        { const: 'a', title: 'A' },
        { const: 'b', title: 'https://company.com' },
      ],
    },
    'requestedSchema/properties/x/oneOf/1/title',
  ],
])('warns of %j %j', (message, field, at) => {
  expect(findingsOf(urlInForm, asks(message, field))).toMatchObject([
    { severity: 'warning', side: 'server', pointer: `event:0:/result/inputRequests/q/params/${at}` },
  ]);
});
