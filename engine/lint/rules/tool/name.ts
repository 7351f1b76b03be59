import { placeIn } from '../../../../shared/model/place.ts';
import { entriesOf } from '../../parts/entries.ts';
import { brief, page, rule } from '../../rule.ts';

const USUAL = /^[A-Za-z0-9_.-]{1,128}$/;
const CHARACTERS = /^[A-Za-z0-9_.-]+$/;

/** https://modelcontextprotocol.io/specification/2026-07-28/server/tools#tool-names */
export const toolName = rule({
  id: 'tool.name',
  title: 'Unusual tool name',
  checks:
    'The name of a tool has none or more than 128 characters, or others than letters, digits, _, - and dots.',
  spares: 'Nothing: names that clients mangle are what this is about.',
  severity: 'warning',
  side: 'server',
  era: 'modern',
  link: page('server/tools#tool-names'),
  fix: 'Name the tool with 1 to 128 letters, digits, underscores, hyphens and dots.',
  check(exchange, report) {
    for (const { value, place } of entriesOf(exchange, 'tools/list')) {
      const { name } = value;
      if (typeof name !== 'string' || USUAL.test(name)) continue;
      report({
        message: `The tool name ${brief(name)} ${faultOf(name)}, so clients may change or refuse it.`,
        place: placeIn(place, 'name'),
        expected: '1 to 128 of A-Z, a-z, 0-9, _, - and .',
        found: brief(name),
      });
    }
  },
});

function faultOf(name: string): string {
  if (name === '') return 'is empty';
  if (CHARACTERS.test(name)) return `has ${String(name.length)} characters`;
  const odd = [...new Set(name.replace(/[A-Za-z0-9_.-]/g, ''))].slice(0, 5);
  return `contains ${odd.map((character) => JSON.stringify(character)).join(', ')}`;
}
