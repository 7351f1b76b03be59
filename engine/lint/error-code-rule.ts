import { placeIn } from '../../shared/model/place.ts';
import { page, rule } from './rule.ts';
import type { SeenExchange } from './seen-exchange.ts';
import { codeOf, isModernServer } from './traits.ts';

/** A rule about which codes a server may use. */
interface CodeRule<Id extends string> {
  readonly id: Id;
  readonly title: string;
  readonly checks: string;
  readonly spares: string;
  readonly severity: 'error' | 'warning';
  readonly fix: string;
  readonly concerns: (code: number, exchange: SeenExchange) => boolean;
  readonly message: (code: number) => string;
  readonly expected: string | ((code: number) => string);
}

/**
 * Judges the code of each error of a server that is known to be modern: what a legacy server says to a modern request is
 * its own business, and so is what any server says to a GET or DELETE, which only earlier revisions have. https://modelcontextprotocol.io/specification/2026-07-28/basic#error-codes
 */
export function codeRule<const Id extends string>(parts: CodeRule<Id>) {
  const { concerns, message, expected, ...head } = parts;
  return rule({
    ...head,
    side: 'server',
    era: 'modern',
    link: page('basic/index#error-codes'),
    check(exchange, report, known) {
      if (exchange.request.bytes.length === 0) return;
      for (const seen of exchange.messages) {
        const code = codeOf(seen);
        if (code === undefined || !concerns(code, exchange) || !isModernServer(exchange, known)) continue;
        report({
          message: message(code),
          place: placeIn(seen.place, 'error', 'code'),
          expected: typeof expected === 'string' ? expected : expected(code),
          found: String(code),
        });
      }
    },
  });
}
