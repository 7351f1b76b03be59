import type { JsonValue } from '../../../shared/model/draft.ts';

export interface Sample {
  readonly schema: JsonValue;
  readonly value?: JsonValue;
}

const many = Object.fromEntries(
  Array.from({ length: 400 }, (_, at): [string, JsonValue] => {
    const kinds: readonly JsonValue[] = [
      { type: 'string', description: `Property number ${String(at)}` },
      { type: 'integer', minimum: 0 },
      { type: 'boolean' },
      { type: 'string', enum: ['red', 'green', 'blue'] },
    ];
    return [`property_${String(at)}`, kinds[at % kinds.length] ?? {}];
  }),
);

/** Schemas that a server may send, by name. */
export const SAMPLES: Readonly<Record<string, Sample>> = {
  /** Each kind that an elicitation may ask for, as its specification page lists them. */
  elicitation: {
    schema: {
      type: 'object',
      properties: {
        name: { type: 'string', title: 'Display name', description: 'As others see it', minLength: 3 },
        email: { type: 'string', format: 'email', description: 'Where we write to' },
        site: { type: 'string', format: 'uri' },
        born: { type: 'string', format: 'date' },
        meeting: { type: 'string', format: 'date-time' },
        age: { type: 'integer', minimum: 18, maximum: 120, default: 30 },
        score: { type: 'number', minimum: 0, maximum: 1 },
        agree: { type: 'boolean', default: false },
        colour: { type: 'string', enum: ['Red', 'Green', 'Blue'], default: 'Red' },
        titled: {
          type: 'string',
          oneOf: [
            { const: '#FF0000', title: 'Red' },
            { const: '#00FF00', title: 'Green' },
          ],
        },
        named: { type: 'string', enum: ['a', 'b'], enumNames: ['First', 'Second'] },
        several: { type: 'array', items: { type: 'string', enum: ['Red', 'Green', 'Blue'] }, maxItems: 2 },
        titledSeveral: {
          type: 'array',
          items: {
            anyOf: [
              { const: '#FF0000', title: 'Red' },
              { const: '#00FF00', title: 'Green' },
            ],
          },
        },
      },
      required: ['name', 'email', 'agree'],
    },
    value: { name: 'Al', email: 'nobody', age: 30, agree: false, colour: 'Red', several: ['Red'] },
  },
  tool: {
    schema: {
      type: 'object',
      properties: {
        region: { type: 'string', 'x-mcp-header': 'Region', description: 'Where the order is kept' },
        note: { type: ['string', 'null'], description: 'Null takes the note away' },
        limit: { anyOf: [{ type: 'integer', maximum: 100 }, { type: 'null' }], default: 10 },
        key: { type: ['string', 'integer'] },
        address: {
          type: 'object',
          description: 'Where to send it',
          properties: { street: { type: 'string' }, zip: { type: 'string', pattern: '^[0-9]{5}$' } },
          required: ['street'],
        },
        items: {
          type: 'array',
          items: {
            type: 'object',
            properties: { sku: { type: 'string' }, count: { type: 'integer', minimum: 1 } },
            required: ['sku', 'count'],
          },
        },
        tags: { type: 'array', items: { type: 'string' }, uniqueItems: true },
        pair: { type: 'array', prefixItems: [{ type: 'number' }, { type: 'string' }], items: false },
        labels: { type: 'object', additionalProperties: { type: 'string' } },
        anything: {},
        shape: {
          oneOf: [
            {
              type: 'object',
              properties: { kind: { const: 'circle' }, radius: { type: 'number' } },
              required: ['kind', 'radius'],
            },
            {
              type: 'object',
              properties: { kind: { const: 'square' }, side: { type: 'number' } },
              required: ['kind', 'side'],
            },
          ],
        },
      },
      required: ['region', 'items'],
    },
    value: {
      region: 'eu',
      note: null,
      key: 7,
      address: { street: 'Mill Lane 3', zip: '12' },
      items: [
        { sku: 'tea', count: 2 },
        { sku: 'mug', count: 0 },
      ],
      tags: ['a', 'b'],
      pair: [1, 'x'],
      labels: { team: 'blue' },
      shape: { kind: 'square', side: 2 },
      extra: { kept: true },
    },
  },
  conditional: {
    schema: {
      type: 'object',
      properties: { country: { enum: ['US', 'DE'] } },
      required: ['country'],
      if: { properties: { country: { const: 'US' } }, required: ['country'] },
      then: { properties: { state: { type: 'string' } }, required: ['state'] },
      else: { properties: { region: { type: 'string' } } },
      allOf: [{ $ref: '#/$defs/more' }],
      $defs: { more: { properties: { id: { $ref: '#/$defs/id' } } }, id: { type: 'string', format: 'uuid' } },
    },
    value: { country: 'US' },
  },
  recursive: {
    schema: {
      $ref: '#/$defs/node',
      $defs: {
        node: {
          type: 'object',
          properties: {
            label: { type: 'string' },
            child: { $ref: '#/$defs/node' },
            children: { type: 'array', items: { $ref: '#/$defs/node' } },
          },
          required: ['label', 'child'],
        },
      },
    },
    value: { label: 'root', children: [{ label: 'leaf' }] },
  },
  network: {
    schema: {
      type: 'object',
      properties: {
        far: { $ref: 'https://elsewhere.invalid/schema.json', description: 'Lies elsewhere' },
        lost: { $ref: '#/$defs/none' },
        near: { type: 'string' },
        never: false,
        always: true,
      },
    },
    value: { far: { a: 1 } },
  },
  misfit: {
    schema: {
      type: 'object',
      properties: {
        text: { type: 'string' },
        flag: { type: 'boolean' },
        list: { type: 'array', items: { type: 'string' } },
        object: { type: 'object', properties: {} },
        count: { type: 'integer' },
        colour: { enum: ['red'] },
      },
    },
    value: { text: { a: 1 }, flag: 'yes', list: 'x', object: [], count: 'many', colour: 'mauve' },
  },
  garbage: {
    schema: {
      type: 'no such type',
      properties: { a: 7, b: { type: 12, pattern: '(' }, c: { enum: 'x', required: 3 }, d: { $ref: 5 } },
      required: 'a',
    },
    value: {},
  },
  'not-a-schema': { schema: 'nonsense', value: { a: 1 } },
  nothing: { schema: { type: 'object', properties: {} }, value: {} },
  huge: { schema: { type: 'object', properties: many, required: ['property_0'] }, value: {} },
};
