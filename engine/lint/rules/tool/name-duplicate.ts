import { jsonOf } from '../../../../shared/model/json.ts';
import { placeIn } from '../../../../shared/model/place.ts';
import { entriesOf, type Placed } from '../../parts/entries.ts';
import { brief, page, rule, type Report } from '../../rule.ts';
import type { SeenExchange } from '../../seen-exchange.ts';

/** A read through a list that goes on: what its pages so far named, with the page's number. */
interface Reading {
  readonly pages: number;
  readonly names: ReadonlyMap<string, number>;
}

/** Reads that go on at once. */
const MOST_READINGS = 20;
const MOST_NAMES = 2000;

/** https://modelcontextprotocol.io/specification/2026-07-28/server/tools#tool-names */
export const toolNameDuplicate = rule({
  id: 'tool.name-duplicate',
  title: 'Tool name twice',
  checks: 'Two tools of one server have the same name.',
  spares: 'A tool that moved to another page between two reads.',
  severity: 'warning',
  side: 'server',
  era: 'modern',
  link: page('server/tools#tool-names'),
  fix: 'Give each tool of the server a name of its own.',
  follow() {
    const readings = new Map<string, Reading>();
    // A tool may move to another page between two reads: only the same pair, seen twice, counts.
    const seenOnce = new Set<string>();
    return (exchange, report) => {
      if (exchange.method !== 'tools/list' || exchange.partial) return;
      const entries = entriesOf(exchange, 'tools/list');
      if (entries.length === 0) return;
      const within = namesIn(entries, report);
      const key = (cursor: unknown) => jsonOf([exchange.client, exchange.instanceId, cursor]);
      const cursor = exchange.request.message?.params['cursor'];
      const before = cursor === undefined ? undefined : readings.get(key(cursor));
      readings.delete(key(cursor));
      if (before) acrossPages(exchange, within, before, seenOnce, report);
      const next = exchange.answer?.result?.['nextCursor'];
      if (typeof next !== 'string' || (cursor !== undefined && !before)) return;
      const pages = (before?.pages ?? 0) + 1;
      const names = new Map(before?.names);
      for (const name of within.keys())
        if (!names.has(name) && names.size < MOST_NAMES) names.set(name, pages);
      readings.set(key(next), { pages, names });
      const [oldest] = readings.keys();
      if (readings.size > MOST_READINGS && oldest !== undefined) readings.delete(oldest);
    };
  },
});

/** Names of one page with the place of each; reports those that stand in it twice. */
function namesIn(entries: readonly Placed[], report: Report): Map<string, string> {
  const names = new Map<string, string>();
  for (const { value, place } of entries) {
    const { name } = value;
    if (typeof name !== 'string') continue;
    const at = placeIn(place, 'name');
    if (names.has(name)) {
      report({
        message: `Two tools in this list are called ${brief(name)}, so a call can mean either.`,
        place: at,
        expected: 'a name of its own',
        found: brief(name),
      });
    } else names.set(name, at);
  }
  return names;
}

function acrossPages(
  { instanceId, client }: SeenExchange,
  within: ReadonlyMap<string, string>,
  before: Reading,
  seenOnce: Set<string>,
  report: Report,
): void {
  for (const [name, place] of within) {
    const earlier = before.names.get(name);
    if (earlier === undefined) continue;
    const pair = jsonOf([client, instanceId, name, earlier, before.pages + 1]);
    if (seenOnce.has(pair)) {
      report({
        message: `A tool called ${brief(name)} stands on page ${String(earlier)} of this list, too, each time it is read.`,
        place,
        expected: 'a name of its own',
        found: brief(name),
      });
    }
    if (seenOnce.size < MOST_NAMES) seenOnce.add(pair);
  }
}
