import type { QueryInput, QueryOutput } from '../store-messages.ts';
import type { JudgeProgress, JudgeQueries } from './judge-messages.ts';
import { createTrackers } from './trackers.ts';

type Answers = {
  readonly [Q in keyof JudgeQueries]: (input: QueryInput<Q>) => QueryOutput<Q> | Promise<QueryOutput<Q>>;
};

/** Judges the exchanges of one open file once they have ended. */
export class Judge {
  readonly #trackers = createTrackers();
  readonly #answers: Answers = {
    groups: () => ({ groups: [], progress: this.progress() }),
    found: () => ({ found: [], more: false }),
    settled: () => this.progress(),
    routing: ({ limit, verdict }) => this.#trackers.routing(limit, verdict),
    negotiation: () => this.#trackers.negotiation(),
    deprecations: () => this.#trackers.deprecations(),
  };

  answer<Q extends keyof JudgeQueries>(
    name: Q,
    input: QueryInput<Q>,
  ): QueryOutput<Q> | Promise<QueryOutput<Q>> {
    return this.#answers[name](input);
  }

  progress(): JudgeProgress {
    return { judged: 0, ended: 0, tallies: [] };
  }
}
