import { describe, expect, it } from 'vitest';
import type { JsonValue } from '../../../../../shared/model/draft.ts';
import { fitsControl, placeholderFor } from '../../../../../renderer/ui/schema-form/fits-control.ts';
import { readNode, type FormNode } from '../../../../../renderer/ui/schema-form/read-node.ts';

function node(raw: JsonValue): FormNode {
  return readNode(raw, undefined, { root: {}, fits: () => true });
}

describe('fitsControl', () => {
  it.each([
    [{ type: 'string' }, 'x', true],
    [{ type: 'string' }, 7, false],
    [{ type: 'string' }, undefined, true],
    [{ type: 'integer' }, 1.5, true],
    [{ type: 'integer' }, '12345678901234567890', true],
    [{ type: 'integer' }, {}, false],
    [{ type: 'boolean' }, 'true', false],
    [{ type: 'object' }, [], false],
    [{ type: 'array' }, 'x', false],
    [{ type: 'array', items: { enum: ['a'] } }, ['a', 'b'], true],
    [{ type: 'array', items: { enum: ['a'] } }, ['a', 'a'], false],
    [{ enum: ['a'] }, { odd: 1 }, true],
    [{}, { odd: 1 }, true],
  ])('%j shows %j: %s', (raw, value, fits) => {
    expect(fitsControl(node(raw), value)).toBe(fits);
  });
});

describe('placeholderFor', () => {
  it('says what is left out, and what the server would take instead', () => {
    expect(placeholderFor(node({ type: 'string' }), false)).toBe('left out');
    expect(placeholderFor(node({ type: 'string' }), true)).toBe('');
    expect(placeholderFor(node({ default: 10 }), false)).toBe('left out; default 10');
    expect(placeholderFor(node({ examples: ['eu'] }), true)).toBe('left out; for example "eu"');
  });
});
