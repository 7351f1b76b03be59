import type { DeprecationReport } from '../../../shared/model/deprecation.ts';
import type { NegotiationReport } from '../../../shared/model/negotiation.ts';
import type { RoutingReport, RoutingVerdict } from '../../../shared/model/routing-case.ts';
import type { TaskReport } from '../../../shared/model/task.ts';
import type { Judgement } from '../../lint/linter.ts';
import type { SeenExchange } from '../../lint/seen-exchange.ts';
import { createDeprecationsTracker } from '../../trackers/deprecations.ts';
import { createNegotiationTracker } from '../../trackers/negotiation.ts';
import { createRoutingTracker, routingPage } from '../../trackers/routing.ts';
import { createSearchMarks, type SearchMarks } from '../../trackers/search-marks.ts';
import { createTasksTracker } from '../../trackers/tasks.ts';

/** The trackers of one capture. */
export interface Trackers {
  /** An exchange that has ended, and what the rules say. Throws nothing: a tracker that fails on it has not seen it. */
  observe(exchange: SeenExchange, judgements: readonly Judgement[]): void;
  /** One that goes on, as it stands so far. Throws nothing. */
  glance(exchange: SeenExchange, judgements: readonly Judgement[]): void;
  routing(limit: number, verdict?: RoutingVerdict): RoutingReport;
  negotiation(): NegotiationReport;
  deprecations(): DeprecationReport;
  /** Lives that have changed since that version. */
  tasks(since: number): TaskReport;
  /** What a filter asks for. */
  readonly marks: SearchMarks;
}

export function createTrackers(): Trackers {
  const routing = createRoutingTracker();
  const negotiation = createNegotiationTracker();
  const deprecations = createDeprecationsTracker();
  const tasks = createTasksTracker();
  const marks = createSearchMarks();
  const all = [routing, negotiation, deprecations, tasks, marks];
  return {
    observe(exchange, judgements) {
      for (const tracker of all) {
        try {
          tracker.observe(exchange, judgements);
        } catch {
          // The others, and the linter, go on; what this exchange does not show, the next may.
        }
      }
    },
    glance(exchange, judgements) {
      try {
        tasks.glance(exchange, judgements);
        marks.observe(exchange);
      } catch {
        // Once it has ended it is seen again.
      }
    },
    routing: (limit, verdict) => routingPage(routing.report(), { limit, verdict }),
    negotiation: () => negotiation.report(),
    deprecations: () => deprecations.report(),
    tasks: (since) => tasks.report(since),
    marks,
  };
}
