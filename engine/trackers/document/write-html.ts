import { escapeMarkup } from '../../../shared/model/escape-markup.ts';
import {
  inlinesOf,
  type Block,
  type Cell,
  type FilteredTable,
  type Inline,
  type ReportDocument,
} from './report-document.ts';

const STYLE = `
:root { color-scheme: light dark; --line: #8884; --dim: #666; --bad: #c92a2a; --good: #2b8a3e; --code: #8881; }
@media (prefers-color-scheme: dark) { :root { --dim: #aaa; --bad: #ff8787; --good: #69db7c; } }
body { font: 15px/1.5 system-ui, sans-serif; max-width: 75rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.5rem; } h2 { font-size: 1.2rem; margin: 2rem 0 .5rem; } h3 { font-size: 1rem; margin: 1.5rem 0 .25rem; }
.wide { overflow-x: auto; } table { border-collapse: collapse; margin: .75rem 0; }
th, td { text-align: left; vertical-align: top; padding: .3rem 1rem .3rem 0; border-bottom: 1px solid var(--line);
  overflow-wrap: break-word; max-width: 36rem; } td:has(code) { min-width: 9rem; } th { color: var(--dim); font-weight: 600; white-space: nowrap; }
.number { text-align: right; font-variant-numeric: tabular-nums; }
code, pre { font-family: ui-monospace, monospace; font-size: .85em; }
code { overflow-wrap: anywhere; } pre { background: var(--code); padding: .75rem 1rem;
  border-radius: 6px; overflow-x: auto; white-space: pre-wrap; overflow-wrap: anywhere; margin: .25rem 0 .75rem; } figure { margin: 0; } figcaption { color: var(--dim); }
.bad { color: var(--bad); font-weight: 600; } .good { color: var(--good); } .dim { color: var(--dim); }
.lead { font-size: 1.35rem; line-height: 1.4; margin: .5rem 0 1rem; }
.columns { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(26rem, 100%), 1fr)); gap: 0 2rem; }
.columns > div { min-width: 0; } .columns h3 { margin-top: .5rem; }
details { border-top: 1px solid var(--line); padding: .4rem 0; } summary { cursor: pointer; } details[open] > summary { margin-bottom: .5rem; }
details > div { margin-left: 1rem; }
.filter { display: flex; flex-wrap: wrap; gap: .25rem .5rem; margin: .75rem 0 0; } .filter label { border: 1px solid var(--line);
  border-radius: 1rem; padding: .1rem .7rem; cursor: pointer; } .filter label:has(:focus-visible) { outline: 2px solid; outline-offset: 1px; }
.filter label:has(:checked) { background: var(--code); border-color: currentColor; font-weight: 600; } .filter input { position: absolute; opacity: 0; }
`;

/** Writes a report as one page that loads nothing. What clients and servers wrote is escaped. Pure. */
export function writeHtml({ title, blocks }: ReportDocument): string {
  return [
    '<!doctype html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${escapeMarkup(title)}</title>`,
    `<style>${STYLE}</style>`,
    '</head>',
    '<body>',
    `<h1>${escapeMarkup(title)}</h1>`,
    ...blocks.map(blockOf),
    '<p class="dim">Written by Hopscope.</p>',
    '</body>',
    '</html>',
    '',
  ].join('\n');
}

function blockOf(block: Block): string {
  switch (block.kind) {
    case 'heading':
      return `<h${String(block.level)}>${escapeMarkup(block.text)}</h${String(block.level)}>`;
    case 'text':
      return `<p${block.lead ? ' class="lead"' : ''}>${cellOf(block.text)}</p>`;
    case 'list':
      return `<ul>${block.items.map((item) => `<li>${cellOf(item)}</li>`).join('\n')}</ul>`;
    case 'code':
      return `<figure><figcaption>${escapeMarkup(block.title)}</figcaption><pre>${escapeMarkup(block.text)}</pre></figure>`;
    case 'table':
      return tableOf(
        block,
        block.rows.map((cells) => ({ cells })),
      );
    case 'details': {
      const { summary, blocks, id, open } = block;
      // Inside: a browser opens what holds the target of a link.
      const name = id === undefined ? '' : ` id="${escapeMarkup(id)}"`;
      return `<details${open ? ' open' : ''}><summary>${cellOf(summary)}</summary><div${name}>${blocks.map(blockOf).join('\n')}</div></details>`;
    }
    case 'columns': {
      const columns = block.columns.map(
        ({ title, blocks }) => `<div><h3>${escapeMarkup(title)}</h3>${blocks.map(blockOf).join('\n')}</div>`,
      );
      return `<div class="columns">${columns.join('\n')}</div>`;
    }
    case 'filtered':
      return filteredOf(block);
  }
}

interface Row {
  readonly cells: readonly Cell[];
  /** Class of the row. */
  readonly of?: string;
}

function tableOf(
  { head, numbers = [] }: { readonly head: readonly string[]; readonly numbers?: readonly number[] },
  rows: readonly Row[],
): string {
  const side = (at: number): string => (numbers.includes(at) ? ' class="number"' : '');
  const heads = head.map((text, at) => `<th scope="col"${side(at)}>${escapeMarkup(text)}</th>`).join('');
  const body = rows.map(
    ({ cells, of }) =>
      `<tr${of === undefined ? '' : ` class="${of}"`}>${cells.map((cell, at) => `<td${side(at)}>${cellOf(cell)}</td>`).join('')}</tr>`,
  );
  return `<div class="wide"><table><thead><tr>${heads}</tr></thead>\n<tbody>${body.join('\n')}</tbody></table></div>`;
}

/** Chosen with radio buttons and a style sheet: the page has no script. */
function filteredOf({ name, kinds, rows, ...table }: FilteredTable): string {
  const total = kinds.reduce((sum, { count }) => sum + count, 0);
  const choice = (index: number, label: string): string =>
    `<label><input type="radio" name="${name}" id="${name}-${String(index)}"${index === 0 ? ' checked' : ''}>${label}</label>`;
  const labels = kinds.map(({ kind, count, as }, index) =>
    choice(index + 1, inlineOf({ text: `${kind} ${String(count)}`, ...(as && { as }) })),
  );
  const hides = kinds.map(
    (_, index) =>
      `.${name}:has(#${name}-${String(index + 1)}:checked) tbody tr:not(.${name}${String(index + 1)}) { display: none; }`,
  );
  const placed = rows.map(({ kind, cells }) => ({
    cells,
    of: `${name}${String(kinds.findIndex((each) => each.kind === kind) + 1)}`,
  }));
  return [
    `<style>${hides.join('\n')}</style>`,
    `<div class="${name}"><div class="filter" role="radiogroup" aria-label="Rows that are shown">${choice(0, `all ${String(total)}`)}${labels.join('')}</div>`,
    `${tableOf(table, placed)}</div>`,
  ].join('\n');
}

function cellOf(cell: Cell): string {
  return inlinesOf(cell).map(inlineOf).join('');
}

function inlineOf({ text, as, href }: Inline): string {
  const escaped = escapeMarkup(text);
  if (href?.startsWith('#')) return `<a href="${escapeMarkup(href)}">${escaped}</a>`;
  if (href?.startsWith('https://')) {
    return `<a href="${escapeMarkup(href)}" rel="noreferrer">${escaped}</a>`;
  }
  if (as === undefined || text === '') return escaped;
  if (as === 'code' || as === 'strong') return `<${as}>${escaped}</${as}>`;
  return `<span class="${as}">${escaped}</span>`;
}
