import type { Level } from './requirement.ts';

/** One keyword in the text of a page. */
export interface Occurrence {
  readonly level: Level;
  /** The nearest heading before it, as it stands in an address; empty before the first. */
  readonly anchor: string;
  /** Counts the sentences that have a keyword, from 1. */
  readonly sentence: number;
  /** The sentence, for whoever looks for it. */
  readonly text: string;
}

const KEYWORD = /\b(?:(?:MUST|SHALL|SHOULD)(?: NOT)?|(?:NOT )?RECOMMENDED|REQUIRED)\b/g;
const BOUNDARY = /(?<=[.!?][)"”*_`\]]*) +(?=[A-Z"“*_`([])/;
const ANCHOR = '\u0001';

/**
 * Every normative keyword of a page of the specification, in order. Code blocks, the front matter and the paragraph
 * that declares the key words are left out; tables and lists are read cell by cell and item by item.
 *
 * @param firstRepeat what the anchor of a heading gets at its end when its words come a second time: 2 with Mintlify,
 *   1 with GitHub.
 */
export function occurrencesOf(source: string, firstRepeat = 2): readonly Occurrence[] {
  const found: Occurrence[] = [];
  const seen = new Map<string, number>();
  let anchor = '';
  let counted = 0;
  for (const block of blocksOf(plain(source))) {
    if (block.startsWith(ANCHOR)) {
      const slug = block.slice(ANCHOR.length);
      const times = seen.get(slug) ?? 0;
      seen.set(slug, times + 1);
      anchor = times === 0 ? slug : `${slug}-${String(times - 1 + firstRepeat)}`;
      continue;
    }
    if (/^The key words "MUST"/.test(block)) continue;
    for (const text of sentencesOf(block)) {
      const levels = [...text.matchAll(KEYWORD)].map(([word]) => levelOf(word));
      if (levels.length === 0) continue;
      counted += 1;
      for (const level of levels) found.push({ level, anchor, sentence: counted, text });
    }
  }
  return found;
}

function levelOf(word: string): Level {
  const strong = /MUST|SHALL|REQUIRED/.test(word);
  const negated = word.includes('NOT');
  if (strong) return negated ? 'MUST NOT' : 'MUST';
  return negated ? 'SHOULD NOT' : 'SHOULD';
}

/** Takes front matter, code and markup away; a heading, or an id in HTML, becomes a block of its own. */
function plain(source: string): string {
  return source
    .replace(/^---\n[\s\S]*?\n---\n/, '')
    .replace(/^( *)(```+)[^\n]*\n[\s\S]*?\n *\2 *$/gm, '\n')
    .replace(/<pre\b[\s\S]*?<\/pre>/g, ' ')
    .replace(/<div id="[^"]*" \/>/g, '')
    .replace(/<[a-z]+\b[^>]* id="([^"]+)"[^>]*>/g, `\n\n${ANCHOR}$1\n\n`)
    .replace(/<\/?(?:b|i|a|em|sup|sub|code|span|strong)\b[^>]*>/g, '')
    .replace(/<\/?[A-Za-z][^>]*>/g, '\n\n')
    .replace(/&#x([0-9A-F]+);/gi, (_, hex: string) => String.fromCodePoint(Number.parseInt(hex, 16)))
    .replace(/&(?:quot|gt|lt|amp|mdash);/g, ' ')
    .replace(/^#{1,4} +(.*)$/gm, (_, title: string) => `\n\n${ANCHOR}${slugOf(title)}\n\n`)
    .replace(/\*\*/g, '');
}

/**
 * The anchor that Mintlify makes of a heading (`@mintlify/common`, slugify): lower case, dashes for spaces, some
 * punctuation taken out, and the rest encoded as in an address. Only four levels of headings have one.
 */
export function slugOf(title: string): string {
  const words = title.replaceAll('`', '').trim().toLowerCase().replace(/\s+/g, '-');
  return encodeURIComponent(words.replace(/[?,;:!'"()[\]{}]/g, '')).replace(/-+$/, '');
}

/** Paragraphs, list items and table cells, each on one line. */
function blocksOf(text: string): readonly string[] {
  return text
    .replace(/^ *(?:[-*+]|\d+\.) +/gm, '\n\n')
    .replace(/^\|.*\|$/gm, (row) => row.replace(/\|/g, '\n\n'))
    .replace(/^ *:::.*$/gm, '\n\n')
    .split(/\n(?:[ \t>]*\n)+/)
    .map((block) => block.replace(/\s+/g, ' ').trim())
    .filter((block) => block !== '');
}

function sentencesOf(block: string): readonly string[] {
  return block.replace(/\b(e\.g|i\.e|etc|vs)\./g, '$1').split(BOUNDARY);
}
