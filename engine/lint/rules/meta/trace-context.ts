import { isJsonObject } from '../../../../shared/model/json.ts';
import { placeIn } from '../../../../shared/model/place.ts';
import { brief, everyMessage, page, rule } from '../../rule.ts';
import { malformedTrace, TRACE_KEYS } from '../../trace-context.ts';

/** https://modelcontextprotocol.io/specification/2026-07-28/basic#_meta */
export const traceContext = rule({
  id: 'meta.trace-context',
  title: 'Malformed trace context',
  checks: 'traceparent, tracestate or baggage in _meta does not have the format of the W3C.',
  spares: 'Higher versions of traceparent with more fields.',
  severity: 'error',
  side: 'sender',
  era: 'modern',
  link: page('basic/index#_meta'),
  fix: 'Write traceparent, tracestate and baggage as W3C Trace Context and W3C Baggage say.',
  check(exchange, report) {
    for (const { params, result, place } of everyMessage(exchange)) {
      for (const [part, holder] of [
        ['params', params],
        ['result', result],
      ] as const) {
        const meta: unknown = holder?.['_meta'];
        if (!isJsonObject(meta)) continue;
        for (const key of TRACE_KEYS) {
          const wrong = meta[key] === undefined ? undefined : malformedTrace(key, meta[key]);
          if (wrong === undefined) continue;
          report({
            message: `${key} in _meta is malformed: ${wrong}.`,
            place: placeIn(place, part, '_meta', key),
            found: brief(meta[key]),
          });
        }
      }
    }
  },
});
