import { escapeMarkup } from '../../../shared/model/escape-markup.ts';
import type { HeaderList } from '../../../shared/model/headers.ts';
import { storyStep, type StoryText } from './story.ts';
import type { CreateWriter } from './writer.ts';

/** No script, nothing fetched: one file that can be sent to anybody. */
const STYLE = `
:root { color-scheme: light dark; --line: #8884; --dim: #666; --bad: #c92a2a; --code: #8881; }
@media (prefers-color-scheme: dark) { :root { --dim: #aaa; --bad: #ff8787; } body { background: #1a1b1e; color: #e6e6e6; } }
body { font: 15px/1.5 system-ui, sans-serif; max-width: 64rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.5rem; margin-bottom: 0; } p { margin: .25rem 0; } .dim { color: var(--dim); } .bad { color: var(--bad); }
details { border: 1px solid var(--line); border-radius: 6px; margin: .5rem 0; padding: .25rem .75rem; }
summary { cursor: pointer; display: flex; gap: .75rem; flex-wrap: wrap; align-items: baseline; }
summary .number { color: var(--dim); min-width: 2.5rem; text-align: right; font-variant-numeric: tabular-nums; }
summary .title { font-weight: 600; overflow-wrap: anywhere; } summary .outcome { margin-left: auto; }
code, pre, table { font-family: ui-monospace, monospace; font-size: .8125rem; }
pre { background: var(--code); border-radius: 4px; padding: .5rem .75rem; overflow: auto; max-height: 30rem; white-space: pre-wrap; overflow-wrap: anywhere; margin: .25rem 0 .75rem; }
table { border-collapse: collapse; margin: .25rem 0 .75rem; } td { vertical-align: top; padding: 0 .75rem 0 0; overflow-wrap: anywhere; } td:first-child { color: var(--dim); white-space: nowrap; }
`;

/** The story of a recording as one page. What clients and servers wrote is escaped. */
export const createHtmlWriter: CreateWriter = ({ capture, program }) => ({
  head: [
    '<!doctype html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${escapeMarkup(capture)}</title>`,
    `<style>${STYLE}</style>`,
    '</head>',
    '<body>',
    `<h1>${escapeMarkup(capture)}</h1>`,
    `<p class="dim">Written by ${escapeMarkup(program)}.</p>`,
    '<main>',
    '',
  ].join('\n'),
  write(exchange) {
    const step = storyStep(exchange);
    return [
      '<details>',
      `<summary><span class="number">${String(step.number)}</span><span class="title">${escapeMarkup(step.title)}</span>`,
      `<span class="dim">${escapeMarkup(step.instance)}</span><span class="outcome${step.isError ? ' bad' : ''}">${escapeMarkup(step.outcome)}</span></summary>`,
      `<p><code>${escapeMarkup(step.address)}</code> <span class="dim">${step.at}</span></p>`,
      ...step.notes.map((note) => `<p class="bad">${escapeMarkup(note)}</p>`),
      headerTable('Request', step.requestHeaders),
      ...(step.request ? [block(step.request)] : []),
      headerTable('Answer', step.answerHeaders),
      ...step.answers.map(({ label, text }) => `<p class="dim">${escapeMarkup(label)}</p>${block(text)}`),
      '</details>',
      '',
    ].join('\n');
  },
  tail: () => '</main>\n</body>\n</html>\n',
  notes: () => [],
});

function headerTable(title: string, headers: HeaderList): string {
  if (headers.length === 0) return '';
  const rows = headers.map(
    ([name, value]) => `<tr><td>${escapeMarkup(name)}</td><td>${escapeMarkup(value)}</td></tr>`,
  );
  return `<p class="dim">${title}</p><table><tbody>${rows.join('')}</tbody></table>`;
}

function block({ text, leftOut }: StoryText): string {
  const more =
    leftOut > 0 ? `<p class="dim">${String(leftOut)} more characters are in the recording.</p>` : '';
  // It can be scrolled, so it can be reached by the keyboard.
  return `<pre tabindex="0">${escapeMarkup(text)}</pre>${more}`;
}
