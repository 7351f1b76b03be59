import { describe, expect, it } from 'vitest';
import { completableEntry } from '../../../../renderer/composer/argument-fields.ts';

const PROMPT = {
  name: 'describe',
  entry: {
    name: 'describe',
    arguments: [{ name: 'sku', description: 'The product', required: true }, { name: 'tone' }, 7, {}],
  },
};

describe('completableEntry', () => {
  it('gives the arguments of a prompt', () => {
    expect(completableEntry('prompts/get', { kind: 'prompts', entry: PROMPT })).toEqual({
      ref: { type: 'ref/prompt', name: 'describe' },
      fields: [
        { name: 'sku', description: 'The product', required: true },
        { name: 'tone', required: false },
      ],
    });
  });

  it('gives the variables of a template, whichever method names a resource', () => {
    const entry = { name: 'catalog://{sku}', entry: {} };
    for (const method of ['resources/read', 'resources/subscribe']) {
      expect(completableEntry(method, { kind: 'templates', entry })).toEqual({
        ref: { type: 'ref/resource', uri: 'catalog://{sku}' },
        fields: [{ name: 'sku', required: true }],
      });
    }
  });

  it('gives nothing where there is nothing to fill in', () => {
    expect(completableEntry('prompts/get', undefined)).toBeUndefined();
    expect(completableEntry('completion/complete', { kind: 'prompts', entry: PROMPT })).toBeUndefined();
    const plain = { name: 'p', entry: { arguments: 'none' } };
    expect(completableEntry('prompts/get', { kind: 'prompts', entry: plain })).toBeUndefined();
    expect(completableEntry('tools/call', { kind: 'tools', entry: plain })).toBeUndefined();
  });
});
