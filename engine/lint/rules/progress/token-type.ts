import { placeIn } from '../../../../shared/model/place.ts';
import { META } from '../../../../shared/spec/modern.ts';
import { brief, page, rule } from '../../rule.ts';

/** https://modelcontextprotocol.io/specification/2026-07-28/basic/patterns/progress#progress-flow */
export const tokenType = rule({
  id: 'progress.token-type',
  title: 'Progress token of the wrong type',
  checks: 'A progressToken is neither text nor an integer.',
  spares: 'Requests without one.',
  severity: 'error',
  side: 'client',
  era: 'modern',
  link: page('basic/patterns/progress#progress-flow'),
  fix: 'Use a text or an integer as progressToken.',
  check({ meta }, report) {
    const token = meta[META.progressToken];
    if (token === undefined || typeof token === 'string' || Number.isInteger(token)) return;
    report({
      message: 'The progressToken is neither text nor an integer.',
      place: placeIn('request', 'params', '_meta', META.progressToken),
      expected: 'text or an integer',
      found: brief(token),
    });
  },
});
