import { describe, expect, it } from 'vitest';
import { misfitOf } from '../../../../engine/lint/schema/fit.ts';
import { acceptedContent } from '../../../../shared/model/accepted-content.ts';
import type { JsonObject } from '../../../../shared/model/json.ts';

const form = (properties: JsonObject, required = Object.keys(properties)): JsonObject => ({
  type: 'object',
  properties,
  required,
});

describe('acceptedContent', () => {
  it('sends the defaults, and leaves out what need not be there', () => {
    const schema = form({ n: { type: 'integer', default: 3 }, note: { type: 'string' } }, ['n']);
    expect(acceptedContent(schema)).toEqual({ n: 3 });
    expect(acceptedContent(form({ sure: { type: 'boolean', default: false } }))).toEqual({ sure: false });
  });

  it('says yes, takes the first choice and the least number where something is required', () => {
    const schema = form({
      approve: { type: 'boolean' },
      colour: { type: 'string', enum: ['red', 'green'] },
      titled: { type: 'string', oneOf: [{ const: '#f00', title: 'Red' }] },
      age: { type: 'integer', minimum: 18 },
      tags: { type: 'array', items: { type: 'string', enum: ['a', 'b', 'c'] }, minItems: 2 },
      kinds: { type: 'array', items: { anyOf: [{ const: 'x', title: 'X' }] }, minItems: 1 },
      none: { type: 'array', items: { type: 'string', enum: ['a'] } },
    });
    const content = acceptedContent(schema);
    expect(content).toEqual({
      approve: true,
      colour: 'red',
      titled: '#f00',
      age: 18,
      tags: ['a', 'b'],
      kinds: ['x'],
      none: [],
    });
    expect(misfitOf(schema, content)).toBeUndefined();
  });

  it.each<[string, JsonObject, string]>([
    ['any', { type: 'string' }, 'Accepted by Hopscope'],
    ['short', { type: 'string', maxLength: 8 }, 'Accepted'],
    ['long', { type: 'string', minLength: 22 }, 'Accepted by Hopscope..'],
    ['email', { type: 'string', format: 'email' }, 'hopscope@example.com'],
    ['uri', { type: 'string', format: 'uri' }, 'https://example.com/hopscope'],
    ['date', { type: 'string', format: 'date' }, '2026-07-28'],
    ['date-time', { type: 'string', format: 'date-time' }, '2026-07-28T12:00:00Z'],
    ['unknown format', { type: 'string', format: 'constructor' }, 'Accepted by Hopscope'],
  ])('writes a text that fits: %s', (_what, property, text) => {
    expect(acceptedContent(form({ text: property }))).toEqual({ text });
  });

  it.each<JsonObject>([
    {},
    { properties: 1, required: ['x'] },
    { properties: {}, required: ['x'] },
    { properties: { x: null }, required: 'x' },
    { $ref: '#' },
  ])('makes nothing up for what is no form: %j', (schema) => {
    expect(acceptedContent(schema)).toEqual({});
  });
});
