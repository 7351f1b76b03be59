import { placeIn } from '../../../../shared/model/place.ts';
import { cacheableResultOf } from '../../cacheable.ts';
import { brief, page, rule } from '../../rule.ts';

/** https://modelcontextprotocol.io/specification/2026-07-28/server/utilities/caching#time-to-live-ttl-field */
export const ttlNegative = rule({
  id: 'cache.ttl-negative',
  title: 'Negative ttlMs',
  checks: 'ttlMs is negative or no number.',
  spares: 'Absence, which has its own rule.',
  severity: 'error',
  side: 'server',
  era: 'modern',
  link: page('server/utilities/caching#time-to-live-ttl-field'),
  fix: 'Use a number of milliseconds from 0.',
  check(exchange, report) {
    const ttl = cacheableResultOf(exchange)?.['ttlMs'];
    if (ttl === undefined || (typeof ttl === 'number' && ttl >= 0)) return;
    report({
      message: typeof ttl === 'number' ? 'ttlMs is negative.' : 'ttlMs is no number.',
      place: placeIn(exchange.answer?.place ?? '', 'result', 'ttlMs'),
      expected: 'a number from 0',
      found: brief(ttl),
    });
  },
});
