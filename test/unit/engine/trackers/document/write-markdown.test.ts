import { expect, it } from 'vitest';
import { writeMarkdown } from '../../../../../engine/trackers/document/write-markdown.ts';

it('writes each kind of block', () => {
  const text = writeMarkdown({
    title: 'A & B',
    blocks: [
      { kind: 'heading', level: 3, text: 'H' },
      {
        kind: 'text',
        text: ['plain ', { text: 'strong', as: 'strong' }, { text: ' there', href: 'https://a.b/c d' }],
      },
      { kind: 'list', items: ['one', { text: 'two', as: 'code' }] },
      { kind: 'code', title: 'Before', text: 'a\n```b' },
      { kind: 'table', head: ['n', 'x'], numbers: [0], rows: [['1', { text: 'a|b', as: 'code' }]] },
    ],
  });
  expect(text).toBe(
    [
      '# A \\& B',
      '### H',
      'plain **strong**[ there](<https://a.b/c%20d>)',
      '- one\n- `two`',
      'Before:\n\n````\na\n```b\n````',
      '| n | x |\n| ---: | --- |\n| 1 | `a\\|b` |',
      'Written by Hopscope.\n',
    ].join('\n\n'),
  );
});

it('lets no text be Markdown or HTML', () => {
  const text = writeMarkdown({ title: 't', blocks: [{ kind: 'text', text: '<img src=x>\n# no | [a](b)' }] });
  expect(text).toContain('\\<img src=x\\> \\# no \\| \\[a\\]\\(b\\)');
});

it('folds, and writes one after the other what stands side by side', () => {
  const text = writeMarkdown({
    title: 'T',
    blocks: [
      { kind: 'text', lead: true, text: { text: 'Not well.', as: 'bad' } },
      {
        kind: 'details',
        summary: ['<More> ', { text: 'of it', as: 'code' }],
        blocks: [{ kind: 'text', text: { text: 'in', href: '#x' } }],
      },
      { kind: 'columns', columns: [{ title: 'Left', blocks: [{ kind: 'text', text: 'one' }] }] },
      { kind: 'filtered', name: 'rows', head: ['n'], kinds: [], rows: [{ kind: 'bad', cells: ['b'] }] },
    ],
  });
  expect(text).toBe(
    [
      '# T',
      '**Not well.**',
      '<details><summary>&lt;More&gt; of it</summary>\n\nin\n\n</details>',
      '**Left**\n\none',
      '| n |\n| --- |\n| b |',
      'Written by Hopscope.\n',
    ].join('\n\n'),
  );
});
