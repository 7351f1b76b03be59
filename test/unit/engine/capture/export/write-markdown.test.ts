import { expect, it } from 'vitest';
import { createMarkdownWriter } from '../../../../../engine/capture/export/write-markdown.ts';
import { portable, type PortableChange } from '../../../../support/portable-samples.ts';

const EVIL = 'a\n# b\n\n<img src=x> [l](http://x) `c` *d* | ![i](y)';

function written(change: PortableChange, capture = 'day'): string {
  const writer = createMarkdownWriter({ capture, program: 'Hopscope 1.2.3' });
  return `${writer.head}${writer.write(portable(change)) ?? ''}${writer.tail()}`;
}

/** The lines outside of fences, and what stands in each fence. */
function parts(text: string): { readonly lines: string[]; readonly fenced: string[] } {
  const lines: string[] = [];
  const fenced: string[] = [];
  let fence: string | undefined;
  for (const line of text.split('\n')) {
    const [run] = /^`{3,}/.exec(line) ?? [];
    if (fence === undefined && run !== undefined) {
      fence = run;
      fenced.push('');
    } else if (
      fence !== undefined &&
      run !== undefined &&
      run.length >= fence.length &&
      line.trim() === run
    ) {
      fence = undefined;
    } else if (fence === undefined) lines.push(line);
    else fenced.push(`${fenced.pop() ?? ''}${line}\n`);
  }
  if (fence !== undefined) throw new Error('a fence does not end');
  return { lines, fenced };
}

it('lets nothing that clients and servers wrote be markup', () => {
  const { lines, fenced } = parts(
    written(
      {
        row: { method: EVIL, name: EVIL, instanceName: EVIL },
        request: { url: `http://a/${EVIL}`, headers: [['X', EVIL]] },
        failure: { kind: 'cut', message: EVIL, at: 1 },
        events: [{ index: 0, atMs: 1, kind: 'json', method: EVIL, offset: 0, length: 2, preview: '' }],
      },
      EVIL,
    ),
  );
  expect(lines.filter((line) => line.startsWith('#'))).toHaveLength(2);
  // Without code spans, each mark is escaped.
  const plain = lines.map((line) =>
    line.replace(/^#+ |^> /, '').replace(/(?<!\\)(`+) ?[^]*?(?<!`)\1(?!`)/g, ''),
  );
  for (const line of plain) expect(line.replace(/\\[^]/g, '')).not.toMatch(/[<>[\]*`|#!]/);
  expect(fenced).toHaveLength(2);
});

it.each(['```\n# out\n```', '``````', 'a\n````js\n</script>', '~~~\nx'])(
  'fences a body so that it cannot end the fence: %s',
  (body) => {
    const { lines, fenced } = parts(written({ requestBody: body, body }));
    expect(fenced).toEqual([`${body}\n`, `${body}\n`]);
    expect(lines.join('\n')).not.toContain('out');
  },
);

it('indents JSON, tells events without their fields, and how much of a text is left out', () => {
  const body = 'event: message\ndata: {"a":\ndata: 1}\n\n';
  const event = {
    index: 0,
    atMs: 12.34,
    kind: 'message',
    message: 'result',
    offset: 0,
    length: body.length,
    preview: '',
  } as const;
  const text = written({ requestBody: 'x'.repeat(10_007), body, events: [event] });
  expect(parts(text).fenced[1]).toBe('{\n  "a": 1\n}\n');
  expect(text).toContain('after 12 ms: result\n');
  expect(text).toContain('(7 more characters)');
  expect(written({ requestBody: Buffer.from([0xff]) })).toContain('(1 bytes that are no text)');
});
