import { isJsonObject } from '../../../../shared/model/json.ts';
import type { Compared } from '../../listings.ts';
import { credentialsOf } from '../../credentials.ts';
import { listFieldsOf, type ListFields } from '../../list-fields.ts';
import { page, rule } from '../../rule.ts';
import type { SeenExchange } from '../../seen-exchange.ts';
import { serverCapabilities } from '../../traits.ts';

/** A change of a list between two listings of one instance. */
interface Change {
  readonly fields: ListFields;
  readonly method: string;
  readonly instanceId: string;
  readonly credentials: string;
  /** Epoch ms: the old list was asked for, and the new one had come. */
  readonly from: number;
  readonly to: number;
  readonly numbers: readonly [number, number];
}

const MOST_CHANGES = 200;
/** So long a notification may take, in ms. */
const LATE_MS = 2000;

/** https://modelcontextprotocol.io/specification/2026-07-28/server/tools#list-changed-notification */
export const changeNotAnnounced = rule({
  id: 'list.change-not-announced',
  title: 'Change of a list not announced',
  checks: 'A list changed while a subscription to it was acknowledged, and no notification came.',
  spares:
    'Servers that do not declare listChanged; other credentials; changes that came after the stream was cut.',
  severity: 'warning',
  side: 'server',
  era: 'modern',
  link: page('server/tools#list-changed-notification'),
  fix: 'Send the list_changed notification to every subscription that asked for it, from every instance.',
  follow() {
    let changes: readonly Change[] = [];
    return (exchange, report, known) => {
      if (exchange.method === 'subscriptions/listen') {
        if (exchange.partial) return;
        const capabilities = serverCapabilities(exchange, known);
        for (const change of changes) {
          if (!isSilentAbout(exchange, change, capabilities)) continue;
          report({
            message: `${change.method} was answered differently in exchanges ${change.numbers.join(' and ')} while this subscription was on, and nothing was told here.`,
            expected: change.fields.changed,
            found: 'no such notification',
          });
        }
        return;
      }
      const change = changeIn(exchange, known.listed(exchange));
      if (change) changes = [...changes, change].slice(-MOST_CHANGES);
    };
  },
});

/** Only what is listed counts, not how an entry is described. */
function changeIn(exchange: SeenExchange, compared: Compared | undefined): Change | undefined {
  const fields = listFieldsOf(exchange.method);
  const { listing, before } = compared ?? {};
  if (!fields || !listing || !before) return undefined;
  const isSame =
    listing.entries.size === before.entries.size && listing.names.every((name) => before.entries.has(name));
  if (isSame) return undefined;
  return {
    fields,
    method: exchange.method,
    instanceId: exchange.instanceId,
    credentials: credentialsOf(exchange),
    from: before.from,
    to: listing.to,
    numbers: [before.number, listing.number],
  };
}

/** Whether a subscription was on for the whole of a change, had promised to tell of it, and did not. */
function isSilentAbout(
  exchange: SeenExchange,
  change: Change,
  capabilities: Record<string, unknown> | undefined,
): boolean {
  const { instanceId, startedAt, endedAt = startedAt, messages } = exchange;
  if (instanceId !== change.instanceId || credentialsOf(exchange) !== change.credentials) return false;
  const acknowledged = messages.find(({ method }) => method === 'notifications/subscriptions/acknowledged');
  const filter = acknowledged?.params['notifications'];
  if (!acknowledged || !isJsonObject(filter) || filter[change.fields.filter] !== true) return false;
  // The capability has the name of the notification's middle: tools, prompts, resources.
  const settings = capabilities?.[change.fields.changed.split('/')[1] ?? ''];
  if (capabilities && (!isJsonObject(settings) || settings['listChanged'] !== true)) return false;
  if (startedAt + acknowledged.atMs > change.from || endedAt < change.to + LATE_MS) return false;
  return !messages.some(
    ({ method, atMs }) => method === change.fields.changed && startedAt + atMs >= change.from,
  );
}
