import { describe, expect, it } from 'vitest';
import { findRef, resolveRefs } from '../../../../shared/model/schema-ref.ts';

const ROOT = {
  $id: 'https://here.invalid/root',
  $defs: {
    'a/b c': { type: 'string' },
    anchored: { $anchor: 'here', type: 'integer' },
    named: { $id: 'https://here.invalid/named', $defs: { inner: { type: 'boolean' } } },
    dynamic: { $dynamicAnchor: 'node', type: 'array' },
    any: true,
    chain: { $ref: '#/$defs/a~1b%20c', title: 'Chain' },
    loop: { $ref: '#/$defs/back' },
    back: { $ref: '#/$defs/loop' },
  },
  list: [{ type: 'null' }],
};

describe('findRef', () => {
  it.each([
    ['#', ROOT],
    ['#/$defs/a~1b%20c', { type: 'string' }],
    ['#/list/0', { type: 'null' }],
    ['#here', ROOT.$defs.anchored],
    ['https://here.invalid/named', ROOT.$defs.named],
    ['https://here.invalid/named#/$defs/inner', { type: 'boolean' }],
    ['https://here.invalid/root#/list/0', { type: 'null' }],
    ['#/$defs/any', true],
    ['#/$defs/none', undefined],
    ['#/list/7', undefined],
    ['#/$defs/constructor', undefined],
    ['#nowhere', undefined],
    ['#/%E0%A4%A', undefined],
    ['https://elsewhere.invalid/s', undefined],
  ])('%s', (ref, target) => {
    expect(findRef(ref, ROOT)).toEqual(target);
  });
});

describe('resolveRefs', () => {
  it('follows a chain, and lays what stands beside a reference over what it leads to', () => {
    expect(resolveRefs({ $ref: '#/$defs/chain', description: 'own' }, ROOT)).toEqual({
      schema: { type: 'string', title: 'Chain', description: 'own' },
    });
    expect(resolveRefs({ $dynamicRef: '#node' }, ROOT).schema).toMatchObject({ type: 'array' });
    expect(resolveRefs({ $ref: '#/$defs/any', title: 'x' }, ROOT)).toEqual({ schema: { title: 'x' } });
  });

  it.each([
    [{ $ref: 'https://elsewhere.invalid/s' }, /Hopscope fetches nothing for a schema/],
    [{ $ref: '#/$defs/none' }, /which is not in it/],
    [{ $ref: '#/list' }, /which is not in it/],
    [{ $ref: '#/$defs/loop' }, /refers to itself in a circle/],
  ])('leaves out %j and says why', (schema, why) => {
    const { schema: own, problem } = resolveRefs({ ...schema, title: 'kept' }, ROOT);
    expect(own).toEqual({ title: 'kept' });
    expect(problem).toMatch(why);
  });

  it('takes a schema without a reference as it is', () => {
    const schema = { type: 'string' };
    expect(resolveRefs(schema, ROOT).schema).toBe(schema);
    expect(resolveRefs({ $ref: 5 }, ROOT)).toEqual({ schema: { $ref: 5 } });
  });
});
