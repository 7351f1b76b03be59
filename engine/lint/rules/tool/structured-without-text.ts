import type { JsonValue } from '../../../../shared/model/json.ts';
import { placeIn } from '../../../../shared/model/place.ts';
import { blocksOf } from '../../parts/content.ts';
import { successOf } from '../../parts/entries.ts';
import { sameJson } from '../../parts/same-json.ts';
import { page, rule } from '../../rule.ts';

/** A text that is set as code: three backticks, a language, the text. */
const FENCED = /^\s*```[a-z]*\s*\n([\s\S]*?)\n?\s*```\s*$/i;

/** https://modelcontextprotocol.io/specification/2026-07-28/server/tools#structured-content */
export const structuredWithoutText = rule({
  id: 'tool.structured-without-text',
  title: 'Structured result without text',
  checks: 'A result has structuredContent and no text block with the same JSON.',
  spares: 'Other white space or order of keys in the text.',
  severity: 'warning',
  side: 'server',
  era: 'modern',
  link: page('server/tools#structured-content'),
  fix: 'Add a text block with the JSON of structuredContent, for clients that read text only.',
  check(exchange, report) {
    const { answer, method } = exchange;
    const result = method === 'tools/call' ? successOf(exchange) : undefined;
    const structured = result?.['structuredContent'];
    if (!answer || structured === undefined || exchange.partial) return;
    const texts = blocksOf(exchange).flatMap(({ of, value }) =>
      of === 'tool' && value['type'] === 'text' && typeof value['text'] === 'string' ? [value['text']] : [],
    );
    if (texts.some((text) => says(text, structured))) return;
    report({
      message:
        'The result has structuredContent, and no text block with the same JSON for clients that read text only.',
      place: placeIn(answer.place, 'result', 'structuredContent'),
      expected: 'a text block with the same JSON',
      found: texts.length === 0 ? 'no text block' : 'text blocks that say something else',
    });
  },
});

function says(text: string, structured: JsonValue): boolean {
  if (text === structured) return true;
  const [, inside = text] = FENCED.exec(text) ?? [];
  // Most texts are prose; only what could be JSON of that kind is read.
  const first = inside.trimStart()[0];
  if (typeof structured === 'object' && structured !== null && first !== '{' && first !== '[') return false;
  try {
    return sameJson(JSON.parse(inside) as JsonValue, structured);
  } catch {
    return false;
  }
}
