import { replayEnd } from '../../../shared/model/replay-end.ts';
import type { StepReport, Witness } from '../../../shared/model/replay-verdict.ts';
import type { ReportFacts } from './report-facts.ts';

/** Steps that are told in full. */
const MOST_STEPS = 10_000;

/**
 * A replay as one JSON document: docs/replay.md tells its members. Steps that say nothing are counted, not listed; variables of
 * the wish are left out, as they may be secrets. Pure.
 */
export function reportJson(facts: ReportFacts): string {
  const { state, telling } = facts;
  const { wish, runs, verdict, learned, recording, recorded, instances } = state;
  const steps: StepReport[] = telling.slice(0, MOST_STEPS).map(facts.stepOf);
  const document = {
    format: 'hopscope-replay-report',
    version: 1,
    id: state.id,
    kind: wish.kind,
    state: state.state,
    ...(state.problem !== undefined && { problem: state.problem }),
    end: replayEnd(state),
    says: facts.headline,
    startedAt: new Date(state.startedAt).toISOString(),
    ...(state.endedAt !== undefined && { endedAt: new Date(state.endedAt).toISOString() }),
    recording: { name: recording.name, path: recording.path },
    ...(recorded && { recorded }),
    instances,
    settings: {
      seed: wish.seed ?? 1,
      repeat: wish.repeat ?? 1,
      pace: wish.pace,
      allow: wish.plan.allow,
      unordered: wish.unordered ?? [],
      ...(wish.eras && { eras: wish.eras }),
    },
    counts: {
      steps: state.steps,
      held: state.held,
      planned: state.planned,
      done: state.done,
      ...(verdict && { classes: verdict.classes }),
      told: steps.length,
      notTold: telling.length - steps.length,
    },
    verdict: verdict
      ? { ...verdict, witnesses: verdict.witnesses.map((each) => withExchanges(each, facts)) }
      : null,
    runs,
    steps: steps.map((step) => ({ ...step, is: facts.kindOf(step) })),
    noise: learned ?? { entries: [], quiet: [] },
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

function withExchanges({ failing, passing, ...witness }: Witness, { exchangeOf }: ReportFacts): object {
  const whole = (side: Witness['failing']): object => {
    const exchange = exchangeOf(side.ref);
    return { ...side, ...(exchange && { exchange }) };
  };
  return { ...witness, failing: whole(failing), passing: whole(passing) };
}
