import { jsonOf, isJsonObject, type JsonObject } from '../../../../shared/model/json.ts';
import { isModernCode, MODERN_REVISION } from '../../../../shared/spec/modern.ts';
import { Remembered } from '../../headers/talk.ts';
import { brief, page, rule } from '../../rule.ts';
import type { SeenExchange } from '../../seen-exchange.ts';

interface Refused {
  readonly number: number;
  /** Epoch ms. */
  readonly at: number;
  readonly code: unknown;
}

/**
 * Only clients of others: in Hopscope a person says which era is to be spoken.
 * https://modelcontextprotocol.io/specification/2026-07-28/basic/transports/streamable-http#backward-compatibility
 */
export const fallbackOnModernError = rule({
  id: 'legacy.fallback-on-modern-error',
  title: 'Fell back though the server is modern',
  checks: 'A client sends initialize after a recognised modern error.',
  spares: 'Servers that list only legacy revisions in that error.',
  severity: 'warning',
  side: 'client',
  era: 'any',
  link: page('basic/transports/streamable-http#backward-compatibility'),
  fix: 'After a modern error stay modern: take one of its supported revisions, or mend the request.',
  follow() {
    const refused = new Remembered<Refused>();
    return (exchange, report) => {
      if (exchange.origin !== 'gateway' && exchange.origin !== 'import') return;
      const key = keyOf(exchange);
      if (exchange.speaks === 'modern') {
        const error = exchange.answer?.error;
        if (error && isModernCode(error['code']) && !listsOnlyLegacy(error) && !exchange.tampered) {
          const { number, endedAt, startedAt } = exchange;
          refused.set(key, { number, at: endedAt ?? startedAt, code: error['code'] });
        } else if (exchange.answer) refused.delete(key);
        return;
      }
      if (exchange.method !== 'initialize') return;
      const earlier = refused.get(key);
      if (!earlier || exchange.startedAt < earlier.at) return;
      refused.delete(key);
      report({
        message: `The server answered exchange ${String(earlier.number)} with error ${brief(earlier.code)}, which only modern servers have, and the client fell back to initialize.`,
        place: 'request:/method',
        expected: 'another modern request',
        found: 'initialize',
      });
    };
  },
});

/** The same client calls itself in `_meta` what it calls itself in initialize. */
function keyOf({ method, meta, request, gateway, instanceId }: SeenExchange): string {
  const info =
    method === 'initialize'
      ? request.message?.params['clientInfo']
      : meta['io.modelcontextprotocol/clientInfo'];
  const name = isJsonObject(info) ? [info['name'], info['version']] : [];
  const address = gateway?.client?.remoteAddress.replace(/:\d+$/, '');
  return jsonOf([gateway?.gatewayId ?? instanceId, address, ...name]);
}

function listsOnlyLegacy(error: JsonObject): boolean {
  const { supported } = isJsonObject(error['data']) ? error['data'] : {};
  if (!Array.isArray(supported)) return false;
  const revisions = (supported as readonly unknown[]).filter((one) => typeof one === 'string');
  return !revisions.some((revision) => revision >= MODERN_REVISION);
}
