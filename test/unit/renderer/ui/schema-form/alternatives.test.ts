import { describe, expect, it } from 'vitest';
import type { JsonValue } from '../../../../../shared/model/draft.ts';
import { alternativeOf, valueForAlternative } from '../../../../../renderer/ui/schema-form/alternatives.tsx';
import { readNode, type NodeContext } from '../../../../../renderer/ui/schema-form/read-node.ts';
import { compileSchema } from '../../../../../renderer/ui/schema-form/validate-against.ts';

const CIRCLE = {
  type: 'object',
  properties: { kind: { const: 'circle' }, radius: { type: 'number' }, label: { type: 'string' } },
  required: ['kind', 'radius'],
};
const SQUARE = {
  type: 'object',
  properties: { kind: { const: 'square' }, side: { type: 'number' }, label: { type: 'string' } },
  required: ['kind', 'side'],
};
const root = { oneOf: [CIRCLE, SQUARE, { type: 'string' }] };
const context: NodeContext = { root, fits: compileSchema(root).fits };
const { alternatives } = readNode(root, undefined, context);

function switched(value: JsonValue | undefined, from: number, to: number): JsonValue {
  const target = alternatives[to];
  if (!target) throw new Error('no such alternative');
  return valueForAlternative(value, alternatives[from], target, context);
}

describe('alternativeOf', () => {
  it.each([
    [undefined, 0],
    [{ kind: 'square', side: 2 }, 1],
    ['text', 2],
    [{ kind: 'square' }, 1],
    [{ something: 1 }, 0],
    [7, 0],
  ])('%j is shown in alternative %i', (value, at) => {
    expect(alternativeOf(alternatives, value, context)).toBe(at);
  });
});

describe('valueForAlternative', () => {
  it('keeps what both know and what neither knows, and says which one it is', () => {
    const value = { kind: 'circle', radius: 3, label: 'x', extra: true };
    expect(switched(value, 0, 1)).toEqual({ kind: 'square', side: 0, label: 'x', extra: true });
  });

  it('begins anew where nothing can be kept', () => {
    expect(switched({ kind: 'circle', radius: 3 }, 0, 2)).toBe('');
    expect(switched('text', 2, 1)).toEqual({ kind: 'square', side: 0 });
  });

  it('changes nothing that fits', () => {
    const value = { kind: 'square', side: 2 };
    expect(switched(value, 0, 1)).toBe(value);
  });
});
