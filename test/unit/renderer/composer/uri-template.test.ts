import { describe, expect, it } from 'vitest';
import { expandTemplate, templateVariables } from '../../../../renderer/composer/uri-template.ts';

describe('templateVariables', () => {
  it.each([
    ['catalog://products/{sku}', ['sku']],
    ['a://{+path}{?q,page}{#part}', ['path', 'q', 'page', 'part']],
    ['a://{list*}/{name:3}/{name}', ['list', 'name']],
    ['a://plain/{}', []],
  ])('%s', (template, names) => {
    expect(templateVariables(template)).toEqual(names);
  });
});

describe('expandTemplate', () => {
  const values = { sku: 'TEA 012', path: 'a/b?c', q: 'x&y', page: '2', name: 'abcdef', odd: "it's (50%)!" };
  it.each([
    ['catalog://products/{sku}', 'catalog://products/TEA%20012'],
    ['a://{path}', 'a://a%2Fb%3Fc'],
    ['a://{+path}', 'a://a/b?c'],
    ['a://x{?q,page}', 'a://x?q=x%26y&page=2'],
    ['a://x{?q,missing}', 'a://x?q=x%26y'],
    ['a://x{/name:3}', 'a://x/abc'],
    ['a://x{;page}{#name}', 'a://x;page=2#abcdef'],
    ['a://{odd}', 'a://it%27s%20%2850%25%29%21'],
  ])('%s', (template, uri) => {
    expect(expandTemplate(template, values)).toBe(uri);
  });

  it('leaves what has no value, so that one sees that it is missing', () => {
    expect(expandTemplate('a://{sku}/{missing}', values)).toBe('a://TEA%20012/{missing}');
    expect(expandTemplate('a://{toString}', {})).toBe('a://{toString}');
  });

  it('survives text that is no Unicode', () => {
    expect(expandTemplate('a://{sku}', { sku: '\ud800' })).toBe('a://%EF%BF%BD');
  });
});
