import { expect, it } from 'vitest';
import { requiredCapabilities } from '../../../../../../engine/lint/rules/error/required-capabilities.ts';
import { findingsOf, META } from '../../../../../support/lint/exchange.ts';

const refusing = (required: unknown, declared: object = {}) =>
  findingsOf(requiredCapabilities, {
    meta: { ...META, 'io.modelcontextprotocol/clientCapabilities': declared as never },
    error: {
      code: -32021,
      ...(required !== undefined && { data: { requiredCapabilities: required as never } }),
    },
    status: 400,
  });

it.each([
  [{ sampling: {} }, {}],
  [{ elicitation: { url: {} } }, { elicitation: { form: {} } }],
  [{ elicitation: { url: {} } }, { elicitation: {} }],
  [{ extensions: { 'com.example/x': {} } }, { extensions: { 'com.example/y': {} } }],
  [{ sampling: {}, roots: {} }, { roots: {} }],
])('is content with %j where the request has %j', (required, declared) => {
  expect(refusing(required, declared)).toEqual([]);
});

it.each([
  ['no data', undefined, {}],
  ['an empty list', {}, {}],
  ['text', 'sampling', {}],
  ['what was declared', { sampling: {} }, { sampling: {} }],
  ['the form that the empty object means', { elicitation: { form: {} } }, { elicitation: {} }],
  [
    'an extension that was declared',
    { extensions: { 'com.example/x': {} } },
    { extensions: { 'com.example/x': { a: 1 } } },
  ],
])('finds %s', (_what, required, declared) => {
  expect(refusing(required, declared)).toMatchObject([{ severity: 'error', side: 'server' }]);
});
