import { isJsonObject } from '../../../../shared/model/json.ts';
import { placeIn } from '../../../../shared/model/place.ts';
import { page, rule } from '../../rule.ts';
import { missingMeta } from '../../traits.ts';

/** https://modelcontextprotocol.io/specification/2026-07-28/basic#_meta */
export const requiredMissing = rule({
  id: 'meta.required-missing',
  title: 'Required _meta missing',
  checks: 'A request lacks the protocol version or the client capabilities in _meta.',
  spares: 'Legacy sessions and initialize; requests that a person tampered with are marked as such.',
  severity: 'error',
  side: 'client',
  era: 'modern',
  link: page('basic/index#_meta'),
  fix: 'Put the protocol version and the client’s capabilities into params._meta of each request.',
  check(exchange, report) {
    const missing = missingMeta(exchange);
    if (missing.length === 0) return;
    // A request without any version may be meant for the legacy half of a server, which then answered it.
    if (exchange.revision === undefined && exchange.answeredAs === 'legacy') return;
    const params = exchange.request.message?.value;
    const hasParams = isJsonObject(params) && isJsonObject(params['params']);
    const hasMeta = hasParams && isJsonObject(exchange.request.message?.params['_meta']);
    report({
      message: `The request lacks ${missing.join(' and ')} in _meta, which every request of this revision carries.`,
      place: hasMeta
        ? placeIn('request', 'params', '_meta')
        : hasParams
          ? placeIn('request', 'params')
          : 'request',
      expected: missing.join(', '),
      found: hasMeta ? `_meta without ${missing.length === 1 ? 'it' : 'them'}` : 'no _meta',
    });
  },
});
