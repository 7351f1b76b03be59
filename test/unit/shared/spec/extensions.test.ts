import { expect, it } from 'vitest';
import { EXTENSIONS, extensionIdFault, knownExtension } from '../../../../shared/spec/extensions.ts';

it('knows the official extensions, whose ids keep the rules', () => {
  expect(EXTENSIONS.map(({ id }) => extensionIdFault(id))).toEqual(EXTENSIONS.map(() => undefined));
  expect(knownExtension('io.modelcontextprotocol/ui')?.title).toBe('MCP Apps');
  expect(knownExtension('com.example/x')).toBeUndefined();
});

it.each(['com.example/x', 'a/b', 'com.ex-ample2/my_ext.v2', 'com.example/'])('takes %s', (id) => {
  expect(extensionIdFault(id)).toBeUndefined();
});

it.each([
  ['tasks', 'no prefix'],
  ['/tasks', 'prefix is empty'],
  ['com..example/x', 'empty label'],
  ['com.2example/x', 'label "2example"'],
  ['com.example-/x', 'label "example-"'],
  ['com.exämple/x', 'label "exämple"'],
  ['com.example/-x', 'its name'],
  ['com.example/x/y', 'its name'],
])('names what is wrong with %s', (id, fault) => {
  expect(extensionIdFault(id)).toContain(fault);
});

it('links pages and specifications, and names nothing twice', () => {
  for (const { link, specification, explanation, seen } of EXTENSIONS) {
    expect(link).toMatch(/^https:\/\/modelcontextprotocol\.io\/extensions\//);
    expect(specification).toMatch(/^https:\/\/github\.com\/modelcontextprotocol\/ext-/);
    for (const sentence of [explanation, seen]) expect(sentence).toMatch(/^[A-Z].*\.$/);
  }
  const names = EXTENSIONS.flatMap(({ methods, notifications, resultTypes }) => [
    ...methods,
    ...notifications,
    ...resultTypes,
  ]);
  expect(names).toHaveLength(new Set(names).size);
  expect(knownExtension('io.modelcontextprotocol/tasks')?.resultTypes).toEqual(['task']);
});
