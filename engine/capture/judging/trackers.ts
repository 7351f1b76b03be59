import type { DeprecationReport } from '../../../shared/model/deprecation.ts';
import type { NegotiationReport } from '../../../shared/model/negotiation.ts';
import type { RoutingReport, RoutingVerdict } from '../../../shared/model/routing-case.ts';
import type { SeenExchange } from '../../lint/seen-exchange.ts';
import { createDeprecationsTracker } from '../../trackers/deprecations.ts';
import { createNegotiationTracker } from '../../trackers/negotiation.ts';
import { createRoutingTracker, routingPage } from '../../trackers/routing.ts';

/** The trackers of one capture. */
export interface Trackers {
  /** An exchange that has ended. Throws nothing: a tracker that fails on it has not seen it. */
  observe(exchange: SeenExchange): void;
  routing(limit: number, verdict?: RoutingVerdict): RoutingReport;
  negotiation(): NegotiationReport;
  deprecations(): DeprecationReport;
}

export function createTrackers(): Trackers {
  const routing = createRoutingTracker();
  const negotiation = createNegotiationTracker();
  const deprecations = createDeprecationsTracker();
  const all = [routing, negotiation, deprecations];
  return {
    observe(exchange) {
      for (const tracker of all) {
        try {
          tracker.observe(exchange);
        } catch {
          // The others, and the linter, go on; what this exchange does not show, the next may.
        }
      }
    },
    routing: (limit, verdict) => routingPage(routing.report(), { limit, verdict }),
    negotiation: () => negotiation.report(),
    deprecations: () => deprecations.report(),
  };
}
