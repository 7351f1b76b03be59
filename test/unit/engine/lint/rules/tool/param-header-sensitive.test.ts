import { expect, it } from 'vitest';
import { paramHeaderSensitive } from '../../../../../../engine/lint/rules/tool/param-header-sensitive.ts';
import type { JsonObject } from '../../../../../../shared/model/json.ts';
import { findingsOf } from '../../../../../support/lint/exchange.ts';

const lists = (name: string, more: JsonObject = {}) => ({
  result: {
    tools: [
      {
        name: 'a',
        inputSchema: {
          type: 'object',
          properties: { [name]: { type: 'string', 'x-mcp-header': 'X', ...more } },
        },
      },
    ],
  },
});

it.each(['region', 'tokenCount', 'keyboard', 'passwordless', 'nextPageToken', 'key', 'monkey'])(
  'leaves %s alone',
  (name) => {
    expect(findingsOf(paramHeaderSensitive, lists(name))).toEqual([]);
  },
);

it('leaves alone whether there is one, and which of some', () => {
  expect(findingsOf(paramHeaderSensitive, lists('password', { type: 'boolean' }))).toEqual([]);
  expect(findingsOf(paramHeaderSensitive, lists('apiKey', { enum: ['mine', 'yours'] }))).toEqual([]);
});

it.each(['password', 'apiKey', 'github_token', 'clientSecret', 'ssn'])('warns of %s', (name) => {
  expect(findingsOf(paramHeaderSensitive, lists(name))).toMatchObject([
    { severity: 'warning', pointer: `event:0:/result/tools/0/inputSchema/properties/${name}/x-mcp-header` },
  ]);
});
