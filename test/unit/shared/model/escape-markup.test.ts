import { expect, it } from 'vitest';
import { escapeMarkup } from '../../../../shared/model/escape-markup.ts';

it.each([
  [`<a href="x" title='y'>&amp;`, '&lt;a href=&quot;x&quot; title=&#39;y&#39;&gt;&amp;amp;'],
  ['a\u0000b\u001bc\u0008d', 'a\uFFFDb\uFFFDc\uFFFDd'],
  ['tab\tline\nend\r', 'tab\tline\nend\r'],
  ['half \uD800 of a pair', 'half \uFFFD of a pair'],
  ['no character \uFFFE', 'no character \uFFFD'],
  ['😀 ünï', '😀 ünï'],
])('%j becomes %j', (text, escaped) => {
  expect(escapeMarkup(text)).toBe(escaped);
});
