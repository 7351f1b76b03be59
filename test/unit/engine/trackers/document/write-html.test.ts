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

it('folds, sets side by side, and filters without a script', () => {
  const html = writeHtml({
    title: 'T',
    blocks: [
      { kind: 'text', lead: true, text: 'All is well.' },
      { kind: 'text', text: { text: 'there', href: '#x-1' } },
      { kind: 'details', id: 'x-1', summary: 'More', blocks: [{ kind: 'text', text: 'inside' }] },
      {
        kind: 'columns',
        columns: [
          { title: 'Left', blocks: [{ kind: 'text', text: 'one' }] },
          { title: 'Right', blocks: [] },
        ],
      },
      {
        kind: 'filtered',
        name: 'rows',
        head: ['n'],
        kinds: [
          { kind: 'good', count: 1 },
          { kind: 'bad', count: 2, as: 'bad' },
        ],
        rows: [
          { kind: 'bad', cells: ['b'] },
          { kind: 'good', cells: ['a'] },
        ],
      },
    ],
  });
  expect(html).toContain('<p class="lead">All is well.</p>');
  expect(html).toContain('<a href="#x-1">there</a>');
  expect(html).toContain('<details><summary>More</summary><div id="x-1"><p>inside</p></div></details>');
  expect(html).toContain(
    '<div class="columns"><div><h3>Left</h3><p>one</p></div>\n<div><h3>Right</h3></div></div>',
  );
  expect(html).toContain('checked>all 3</label>');
  expect(html).toContain('id="rows-2"><span class="bad">bad 2</span></label>');
  expect(html).toContain('.rows:has(#rows-2:checked) tbody tr:not(.rows2) { display: none; }');
  expect(html).toContain('<tr class="rows2"><td>b</td></tr>\n<tr class="rows1"><td>a</td></tr>');
  expect(html).not.toContain('<script');
});
