import { expect, it } from 'vitest';
import { writeHtml } from '../../../../../engine/trackers/document/write-html.ts';

it('writes each kind of block', () => {
  const html = writeHtml({
    title: 'A & B',
    blocks: [
      { kind: 'heading', level: 2, text: 'H' },
      {
        kind: 'text',
        text: [
          { text: 'bad', as: 'bad' },
          { text: 'there', href: 'https://a.b/?c="' },
        ],
      },
      { kind: 'list', items: [{ text: 'two', as: 'code' }] },
      { kind: 'code', title: 'Before', text: '<a>' },
      { kind: 'table', head: ['n'], numbers: [0], rows: [['1']] },
    ],
  });
  expect(html).toContain('<title>A &amp; B</title>');
  expect(html).toContain('<h2>H</h2>');
  expect(html).toContain(
    '<p><span class="bad">bad</span><a href="https://a.b/?c=&quot;" rel="noreferrer">there</a></p>',
  );
  expect(html).toContain('<ul><li><code>two</code></li></ul>');
  expect(html).toContain('<figcaption>Before</figcaption><pre>&lt;a&gt;</pre>');
  expect(html).toContain('<th scope="col" class="number">n</th>');
  expect(html).toContain('<tbody><tr><td class="number">1</td></tr></tbody>');
});

it('lets no text be HTML, loads nothing, and links to https only', () => {
  const html = writeHtml({
    title: '</title><script>',
    blocks: [
      { kind: 'text', text: { text: '<img src=x onerror=y>', as: 'strong' } },
      { kind: 'text', text: { text: 'click', href: 'javascript:alert(1)' } },
    ],
  });
  expect(html).not.toMatch(/<(?:script|img)|javascript:| src=(?!x)/);
  expect(html).toContain("default-src 'none'");
});
