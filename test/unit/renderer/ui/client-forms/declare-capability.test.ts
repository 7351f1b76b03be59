import { describe, expect, it } from 'vitest';
import {
  CAPABILITY_LINES,
  isDeclared,
  namedParts,
  oddExtensionId,
  withCapability,
  withNamedPart,
} from '../../../../../renderer/ui/client-forms/declare-capability.ts';

describe('withCapability', () => {
  it('declares a part together with what it belongs to, and leaves the rest as it was', () => {
    const before = { roots: { listChanged: true }, 'x.y/z': 7 };
    expect(withCapability(before, ['sampling', 'tools'], {})).toEqual({
      ...before,
      sampling: { tools: {} },
    });
  });

  it('takes a part away and keeps its owner', () => {
    const before = { elicitation: { form: {}, url: {} } };
    expect(withCapability(before, ['elicitation', 'url'], undefined)).toEqual({ elicitation: { form: {} } });
    expect(withCapability(before, ['elicitation'], undefined)).toEqual({});
  });

  it('replaces an owner that is no object, and takes no name for the prototype', () => {
    expect(withCapability({ sampling: true }, ['sampling', 'tools'], {})).toEqual({
      sampling: { tools: {} },
    });
    const odd = withCapability({}, ['__proto__'], { a: 1 });
    expect(Object.entries(odd)).toEqual([['__proto__', { a: 1 }]]);
  });
});

it('tells a capability that is declared from one that is not', () => {
  expect(isDeclared({ roots: {} }, ['roots'])).toBe(true);
  expect(isDeclared({ roots: { listChanged: false } }, ['roots', 'listChanged'])).toBe(false);
  expect(isDeclared({ roots: 3 }, ['roots', 'listChanged'])).toBe(false);
  expect(isDeclared({}, ['toString'])).toBe(false);
});

it('switches every known capability on and off again', () => {
  for (const { own, parts } of CAPABILITY_LINES) {
    for (const item of [own, ...parts]) {
      const on = withCapability({}, item.path, item.value);
      expect(isDeclared(on, item.path)).toBe(true);
      expect(isDeclared(withCapability(on, item.path, undefined), item.path)).toBe(false);
    }
  }
});

describe('withNamedPart', () => {
  const before = { extensions: { 'a.b/c': {}, 'd.e/f': { on: true } } };

  it('renames in place, removes, adds', () => {
    expect(namedParts(withNamedPart(before, 'extensions', 0, ['x/y', { n: 1 }]), 'extensions')).toEqual([
      ['x/y', { n: 1 }],
      ['d.e/f', { on: true }],
    ]);
    expect(withNamedPart(before, 'extensions', 0, undefined)).toEqual({
      extensions: { 'd.e/f': { on: true } },
    });
    expect(withNamedPart(before, 'experimental', 0, ['q', {}])).toEqual({
      ...before,
      experimental: { q: {} },
    });
  });

  it('leaves no empty group behind', () => {
    expect(withNamedPart({ extensions: { a: {} } }, 'extensions', 0, undefined)).toEqual({});
  });
});

it.each([
  ['io.modelcontextprotocol/tasks', true],
  ['com.example/my_thing.v2', true],
  ['tasks', false],
  ['com.example/', false],
  ['/tasks', false],
  ['-a.b/c', false],
  ['com..example/x', false],
])('%s is a well-formed id: %s', (id, fine) => {
  expect(oddExtensionId(id) === undefined).toBe(fine);
});
