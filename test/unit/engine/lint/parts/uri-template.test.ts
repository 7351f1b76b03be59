import { expect, it } from 'vitest';
import { matchesTemplate } from '../../../../../engine/lint/parts/uri-template.ts';

it.each([
  ['file:///{path}', 'file:///a/b', true],
  ['db://{table}/rows/{id}', 'db://users/rows/5', true],
  ['db://{table}/rows/{id}', 'db://users/cells/5', false],
  ['search://find{?q,limit}', 'search://find?q=a', true],
  ['a://{x}/end', 'a://1/end', true],
  ['a://{x}/end', 'a://1/ending', false],
  ['a://fixed', 'a://fixed', true],
  ['a://fixed', 'a://fixed/more', false],
  ['a://{x}', 'b://1', false],
])('%s and %s: %s', (template, uri, matches) => {
  expect(matchesTemplate(template, uri)).toBe(matches);
});
