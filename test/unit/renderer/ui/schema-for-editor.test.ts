import { expect, it } from 'vitest';
import { schemaForEditor } from '../../../../renderer/ui/schema-for-editor.ts';

it('takes out what only editors read, at every depth, and leaves the rest', () => {
  const schema = {
    $schema: 'https://elsewhere.invalid/meta.json',
    type: 'object',
    description: 'kept',
    markdownDescription: '![x](https://elsewhere.invalid/pixel.png)',
    properties: {
      a: { type: 'string', defaultSnippets: [{ body: 'x' }], enum: ['markdownDescription'] },
      markdownDescription: { type: 'string', markdownDescription: 'no' },
      $schema: { type: 'string' },
    },
    anyOf: [{ errorMessage: 'no', required: ['a'] }],
  };
  expect(schemaForEditor(schema)).toEqual({
    type: 'object',
    description: 'kept',
    properties: {
      a: { type: 'string', enum: ['markdownDescription'] },
      markdownDescription: { type: 'string' },
      $schema: { type: 'string' },
    },
    anyOf: [{ required: ['a'] }],
  });
});

it('leaves values alone, even where they look like schemas', () => {
  const schema = {
    default: { markdownDescription: 'a value' },
    examples: [{ $schema: 'x' }],
    const: { errorMessage: 1 },
  };
  expect(schemaForEditor(schema)).toEqual(schema);
});

it.each([undefined, true, 7, 'x', null])('lets %j through', (schema) => {
  expect(schemaForEditor(schema)).toBe(schema);
});
