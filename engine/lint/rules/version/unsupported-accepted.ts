import { isJsonObject } from '../../../../shared/model/json.ts';
import { placeIn } from '../../../../shared/model/place.ts';
import { HEADER, LEGACY_REVISIONS, META } from '../../../../shared/spec/modern.ts';
import type { Knowledge } from '../../knowledge.ts';
import { brief, page, rule } from '../../rule.ts';
import type { SeenExchange } from '../../seen-exchange.ts';
import { codeOf, missingMeta } from '../../traits.ts';

const LEGACY: ReadonlySet<string> = new Set(LEGACY_REVISIONS);
/** Refusals for another reason, which may come first. */
const OTHER_REASONS: ReadonlySet<unknown> = new Set([-32700, -32020]);

/** https://modelcontextprotocol.io/specification/2026-07-28/basic/versioning#protocol-version-negotiation */
export const unsupportedAccepted = rule({
  id: 'version.unsupported-accepted',
  title: 'Unknown revision not refused',
  checks:
    'A revision that the server does not list is answered by anything but UnsupportedProtocolVersion with its list.',
  spares: 'Servers of both eras that answer a legacy revision in its own way.',
  severity: 'error',
  side: 'server',
  era: 'modern',
  link: page('basic/versioning#protocol-version-negotiation'),
  fix: 'Answer revisions that the server does not know with UnsupportedProtocolVersion (-32022) and the list of those that it does.',
  check(exchange, report, known) {
    const { answer, meta } = exchange;
    if (!answer || exchange.request.message?.kind !== 'request') return;
    const code = codeOf(answer);
    if (code === -32022) {
      const data = answer.error?.['data'];
      const supported = isJsonObject(data) ? data['supported'] : undefined;
      if (Array.isArray(supported) && supported.every((one) => typeof one === 'string')) return;
      report({
        message: 'The server refused the revision without a list of those that it supports.',
        place: placeIn(answer.place, 'error', ...(isJsonObject(data) ? ['data'] : [])),
        expected: 'data.supported, a list of revisions',
        found: brief(isJsonObject(data) ? supported : data),
      });
      return;
    }
    const asked = meta[META.protocolVersion];
    if (typeof asked !== 'string' || LEGACY.has(asked) || missingMeta(exchange).length > 0) return;
    const supported = supportedBy(exchange, known);
    if (supported === undefined || supported.includes(asked) || OTHER_REASONS.has(code)) return;
    if (
      exchange.routing.some(({ header, verdict }) => header === HEADER.protocolVersion && verdict !== 'match')
    )
      return;
    report({
      message: `The request is of revision ${asked}, which the server does not list, and it was ${answer.result ? 'served' : `refused with ${String(code)}`}.`,
      place: answer.result ? placeIn(answer.place, 'result') : placeIn(answer.place, 'error', 'code'),
      expected: 'UnsupportedProtocolVersion (-32022)',
      found: answer.result ? 'a result' : String(code),
    });
  },
});

function supportedBy({ instanceId }: SeenExchange, known: Knowledge): readonly unknown[] | undefined {
  const listed = known.instance(instanceId).discovered?.result['supportedVersions'];
  return Array.isArray(listed) ? (listed as readonly unknown[]) : undefined;
}
