import type { JsonValue } from '../../../../shared/model/json.ts';
import { placeIn } from '../../../../shared/model/place.ts';
import { blocksOf, contentsOf } from '../../parts/content.ts';
import { successOf } from '../../parts/entries.ts';
import { matchesTemplate } from '../../parts/uri-template.ts';
import type { Knowledge } from '../../knowledge.ts';
import { brief, page, rule } from '../../rule.ts';
import type { SeenExchange } from '../../seen-exchange.ts';

/** What an instance has shown of its resources. */
interface Shown {
  /** Lists that were read to their end. */
  readonly whole: Set<string>;
  /** URIs that its results linked or embedded: they need not be listed. */
  readonly linked: Set<string>;
}

/** Beyond this nothing is said any more: what is not remembered might have been linked. */
const MOST_LINKED = 2000;

/** https://modelcontextprotocol.io/specification/2026-07-28/server/resources#error-handling */
export const emptyContents = rule({
  id: 'resource.empty-contents',
  title: 'Empty contents',
  checks: 'resources/read for a URI that no list or template names is answered with no contents.',
  spares: 'Resources that are listed or linked, which may be empty; lists that were not read to their end.',
  severity: 'error',
  side: 'server',
  era: 'modern',
  link: page('server/resources#error-handling'),
  fix: 'Answer with the error -32602 where there is no such resource.',
  follow() {
    const instances = new Map<string, Shown>();
    return (exchange, report, known) => {
      if (exchange.partial) return;
      const shown = instances.get(exchange.instanceId) ?? { whole: new Set(), linked: new Set() };
      instances.set(exchange.instanceId, shown);
      learn(exchange, shown);
      if (exchange.method !== 'resources/read') return;
      const contents = successOf(exchange)?.['contents'];
      const uri = exchange.request.message?.params['uri'];
      if (!exchange.answer || !Array.isArray(contents) || contents.length > 0) return;
      if (typeof uri !== 'string' || mayExist(uri, exchange.instanceId, shown, known)) return;
      report({
        message: `The server answers with no contents for ${brief(uri)}, which none of its lists and templates names.`,
        place: placeIn(exchange.answer.place, 'result', 'contents'),
        expected: 'the error -32602',
        found: 'empty contents',
      });
    };
  },
});

function learn(exchange: SeenExchange, { whole, linked }: Shown): void {
  const { method, answer } = exchange;
  if (method === 'resources/list' || method === 'resources/templates/list') {
    if (answer?.result && answer.result['nextCursor'] === undefined) whole.add(method);
    // Who has no templates need not have their list.
    if (answer?.error?.['code'] === -32601) whole.add(method);
  }
  const add = (uri: JsonValue | undefined): void => {
    if (typeof uri === 'string' && linked.size < MOST_LINKED) linked.add(uri);
  };
  for (const { value } of blocksOf(exchange)) {
    add(value['uri']);
    const { resource } = value;
    if (typeof resource === 'object' && resource !== null && 'uri' in resource) add(resource.uri);
  }
  for (const { value } of contentsOf(exchange)) add(value['uri']);
  for (const { method: told, params } of exchange.messages) {
    if (told === 'notifications/resources/updated') add(params['uri']);
  }
}

function mayExist(uri: string, instanceId: string, { whole, linked }: Shown, known: Knowledge): boolean {
  const { resources, templates } = known.instance(instanceId);
  if (!whole.has('resources/list') || !whole.has('resources/templates/list')) return true;
  if (linked.size >= MOST_LINKED || linked.has(uri) || resources.has(uri)) return true;
  return [...templates.keys()].some((template) => matchesTemplate(template, uri));
}
