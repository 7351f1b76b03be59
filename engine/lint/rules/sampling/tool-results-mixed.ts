import { placeIn } from '../../../../shared/model/place.ts';
import { messagesOf, samplingsOf } from '../../parts/sampling.ts';
import { brief, page, rule } from '../../rule.ts';

/** https://modelcontextprotocol.io/specification/2026-07-28/client/sampling#tool-result-messages */
export const toolResultsMixed = rule({
  id: 'sampling.tool-results-mixed',
  title: 'Tool results mixed with other content',
  checks: 'A user message of a sampling request has a tool result and something else.',
  spares: 'Assistant messages.',
  severity: 'error',
  side: 'server',
  era: 'modern',
  link: page('client/sampling#tool-result-messages'),
  fix: 'Put tool results into a user message of their own, and the rest into another one.',
  check(exchange, report) {
    for (const asked of samplingsOf(exchange)) {
      for (const { role, blocks, place } of messagesOf(asked)) {
        if (role !== 'user' || !blocks.some(({ type }) => type === 'tool_result')) continue;
        const others = blocks.flatMap(({ type }) => (type === 'tool_result' ? [] : [brief(type)]));
        if (others.length === 0) continue;
        report({
          message: `A user message of the sampling request has tool results and other content (${[...new Set(others)].join(', ')}).`,
          place: placeIn(place, 'content'),
          expected: 'tool results only',
          found: blocks
            .map(({ type }) => brief(type))
            .slice(0, 8)
            .join(', '),
        });
      }
    }
  },
});
