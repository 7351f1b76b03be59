import { expect, it } from 'vitest';
import { sensitiveForm } from '../../../../../../engine/lint/rules/elicit/sensitive-form.ts';
import type { JsonObject } from '../../../../../../shared/model/json.ts';
import { findingsOf } from '../../../../../support/lint/exchange.ts';

const asks = (name: string, field: JsonObject = {}, mode: JsonObject = {}) => ({
  method: 'tools/call',
  params: { name: 'a' },
  result: {
    resultType: 'input_required',
    inputRequests: {
      q: {
        method: 'elicitation/create',
        params: {
          ...mode,
          message: 'Please',
          requestedSchema: { type: 'object', properties: { [name]: { type: 'string', ...field } } },
        },
      },
    },
  },
});

it.each([
  ['name'],
  ['email'],
  ['username'],
  ['tokenCount'],
  ['keyboard'],
  ['passwordless'],
  ['monkey'],
  ['token'],
  ['passwordPolicy'],
  ['cardType'],
  ['primaryKey'],
])('takes a field %s', (name) => {
  expect(findingsOf(sensitiveForm, asks(name))).toEqual([]);
});

it('takes a yes or no about a secret, a choice among some, and other modes', () => {
  expect(findingsOf(sensitiveForm, asks('password', { type: 'boolean' }))).toEqual([]);
  expect(findingsOf(sensitiveForm, asks('credentials', { enum: ['mine', 'yours'] }))).toEqual([]);
  expect(findingsOf(sensitiveForm, asks('apiKey', { description: 'Name of the API key to use' }))).toEqual(
    [],
  );
  expect(findingsOf(sensitiveForm, asks('password', {}, { mode: 'url', url: 'https://a.example' }))).toEqual(
    [],
  );
});

it.each<[string, JsonObject]>([
  ['password', {}],
  ['apiKey', {}],
  ['github_token', {}],
  ['cardNumber', {}],
  ['cvv', { type: 'integer' }],
  ['value', { title: 'Your API key' }],
  ['token', { description: 'A personal access token with the scope repo' }],
  ['x', { format: 'password' }],
])('finds a field %s %j', (name, field) => {
  expect(findingsOf(sensitiveForm, asks(name, field))).toMatchObject([
    {
      severity: 'error',
      side: 'server',
      pointer: `event:0:/result/inputRequests/q/params/requestedSchema/properties/${name}`,
    },
  ]);
  expect(findingsOf(sensitiveForm, asks(name, field, { mode: 'form' }))).toHaveLength(1);
});
