import type { PlanStep, ValueFlow } from '../../shared/model/replay-plan.ts';
import type { Captures } from '../capture/captures.ts';
import { recordedStep, unpackStep } from '../capture/planning/packed-step.ts';
import { readNoiseFile } from '../replay/diff/noise-file.ts';
import { createK6Script } from '../replay/k6/write-k6.ts';
import { isHeld, pageOf, summaryOf } from '../replay/run/plans.ts';
import type { ReportRedaction } from '../redactions.ts';
import type { Replays } from '../replay/run/replays.ts';
import type { HandlersOf } from './handlers.ts';

interface ReplayServices {
  readonly replays: Replays;
  readonly captures: Pick<Captures, 'ask'>;
  readonly reports: ReportRedaction;
}

/** So many requests are read at once. */
const K6_PAGE = 500;

/** Commands on replays: plans, which are pure, and runs, which send. */
export function replayHandlers({ replays, captures, reports }: ReplayServices): HandlersOf<'replay'> {
  const { plans } = replays;
  return {
    'replay.plan': async ({ job, ...wish }) => summaryOf(await plans.make(wish, job)),
    'replay.cancelPlan': ({ job }) => {
      plans.cancel(job);
      return null;
    },
    'replay.planSteps': ({ planId, tool, heldOnly, ...page }) => {
      const { steps } = plans.find(planId).plan;
      const fits = (step: PlanStep): boolean =>
        (tool === undefined || step.tool === tool) && (heldOnly !== true || isHeld(step));
      const found = tool === undefined && heldOnly !== true ? steps : steps.filter(fits);
      const { page: part, total } = pageOf(found, page);
      return { steps: part, total };
    },
    'replay.planFlows': ({ planId, step, ...page }) => {
      const { flows } = plans.find(planId).plan;
      const touches = ({ producer, consumers }: ValueFlow): boolean =>
        producer.number === step || consumers.some(({ number }) => number === step);
      const { page: part, total } = pageOf(step === undefined ? flows : flows.filter(touches), page);
      return { flows: part, total };
    },
    'replay.leftOut': ({ planId, ...page }) => {
      const { page: part, total } = pageOf(plans.find(planId).plan.leftOut, page);
      return { leftOut: part, total };
    },
    'replay.schedule': ({ planId, choice, instanceIds, ...page }) => {
      const schedule = plans.schedule(planId, choice, instanceIds);
      const { page: part, total } = pageOf(schedule.steps, page);
      return { says: schedule.says, steps: part, total };
    },
    'replay.start': (wish) => replays.start(wish),
    'replay.get': ({ id }) => replays.get(id) ?? null,
    'replay.list': () => replays.list(),
    'replay.cancel': ({ id }) => {
      replays.cancel(id);
      return null;
    },
    'replay.matrix': ({ id, class: only, ...page }) => replays.matrix(id, page, only),
    'replay.step': ({ id, number }) => replays.step(id, number),
    'replay.report': async ({ id, format }) => {
      const text = await replays.report(id, format);
      const { recording, recorded } = replays.get(id) ?? {};
      const kind = format === 'json' ? 'json' : 'text';
      return { text: await reports.redact(text, kind, [recording?.captureId, recorded?.captureId]) };
    },
    'replay.compare': ({ left, right, ...page }) => replays.compare(left, right, page),
    'replay.readNoise': ({ text }) => readNoiseFile(text),
    'replay.k6': async ({ planId, leaveHeld }) => {
      const { plan, wish } = plans.find(planId);
      const script = createK6Script(plan, { variables: wish.variables, ...(leaveHeld && { leaveHeld }) });
      for (let from = 0; from < plan.steps.length; from += K6_PAGE) {
        const numbers = plan.steps.slice(from, from + K6_PAGE).map(({ number }) => number);
        const steps = await captures.ask(plan.captureId, 'replaySteps', { numbers });
        script.add(steps.map(unpackStep).map(recordedStep));
      }
      return { text: await reports.redact(script.text(), 'script', [plan.captureId]) };
    },
    'replay.noise': async ({ id }) => ({ text: await replays.noise(id) }),
  };
}
