import { escapeMarkup } from '../../../shared/model/escape-markup.ts';
import { codeMarkdown, plainMarkdown } from '../../../shared/model/escape-markdown.ts';
import { inlinesOf, type Block, type Cell, type Inline, type ReportDocument } from './report-document.ts';

/** Writes a report as Markdown. What clients and servers wrote is escaped. Pure. */
export function writeMarkdown({ title, blocks }: ReportDocument): string {
  const parts = [`# ${plainMarkdown(title)}`, ...blocks.map(blockOf), 'Written by Hopscope.'];
  return `${parts.join('\n\n')}\n`;
}

function blockOf(block: Block): string {
  switch (block.kind) {
    case 'heading':
      return `${'#'.repeat(block.level)} ${plainMarkdown(block.text)}`;
    case 'text':
      return block.lead ? `**${cellOf(block.text).replaceAll('**', '')}**` : cellOf(block.text);
    case 'list':
      return block.items.map((item) => `- ${cellOf(item)}`).join('\n');
    case 'code':
      return `${plainMarkdown(block.title)}:\n\n${fenced(block.text)}`;
    case 'details':
      return `<details><summary>${escapeMarkup(
        inlinesOf(block.summary)
          .map(({ text }) => text)
          .join(''),
      )}</summary>\n\n${block.blocks.map(blockOf).join('\n\n')}\n\n</details>`;
    case 'columns':
      return block.columns
        .map(({ title, blocks }) => [`**${plainMarkdown(title)}**`, ...blocks.map(blockOf)].join('\n\n'))
        .join('\n\n');
    case 'table':
    case 'filtered': {
      const { head, numbers = [] } = block;
      const rows = block.kind === 'table' ? block.rows : block.rows.map(({ cells }) => cells);
      const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
      const rule = head.map((_, at) => (numbers.includes(at) ? '---:' : '---'));
      return [line(head.map(plainMarkdown)), line(rule), ...rows.map((row) => line(row.map(cellOf)))].join(
        '\n',
      );
    }
  }
}

function cellOf(cell: Cell): string {
  return inlinesOf(cell).map(inlineOf).join('');
}

function inlineOf({ text, as, href }: Inline): string {
  if (href?.startsWith('https://')) return `[${plainMarkdown(text)}](<${encodeURI(href)}>)`;
  if (text === '') return '';
  if (as === 'code') return codeMarkdown(text);
  const plain = plainMarkdown(text);
  return (as === 'strong' || as === 'bad') && text.trim() !== '' ? `**${plain.trim()}**` : plain;
}

function fenced(text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}\n${text}\n${fence}`;
}
