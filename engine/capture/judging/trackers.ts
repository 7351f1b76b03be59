import type { DeprecationReport } from '../../../shared/model/deprecation.ts';
import type { NegotiationReport } from '../../../shared/model/negotiation.ts';
import {
  ROUTING_VERDICTS,
  type RoutingReport,
  type RoutingVerdict,
} from '../../../shared/model/routing-case.ts';
import type { SeenExchange } from '../../lint/seen-exchange.ts';

/** The trackers of one capture. */
export interface Trackers {
  observe(exchange: SeenExchange): void;
  routing(limit: number, verdict?: RoutingVerdict): RoutingReport;
  negotiation(): NegotiationReport;
  deprecations(): DeprecationReport;
}

export function createTrackers(): Trackers {
  let exchanges = 0;
  return {
    observe() {
      exchanges += 1;
    },
    routing: () => ({
      counts: Object.fromEntries(ROUTING_VERDICTS.map((verdict) => [verdict, 0])) as RoutingReport['counts'],
      notApplicable: exchanges,
      cases: [],
      total: 0,
    }),
    negotiation: () => ({ parties: [], fleets: [], rows: [] }),
    deprecations: () => ({ features: [], beforeRevision: [], beforeRemoval: [], exchanges }),
  };
}
