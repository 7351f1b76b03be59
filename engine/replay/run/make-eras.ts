import type { DeprecationReport } from '../../../shared/model/deprecation.ts';
import type { ErasOutcome } from '../../../shared/model/replay-eras.ts';
import { compareEras } from '../eras/compare-eras.ts';
import { planInEra } from '../eras/era-plan.ts';
import { erasOutcome } from '../eras/eras-outcome.ts';
import { goneIn } from '../eras/sayable.ts';
import type { CourseRunner, ReplayCourse } from './course-runner.ts';

/**
 * Sends the same intents in two eras: on the first instance twice in each, so that noise shows, on the others once. Rejects with
 * AppError.
 *
 * @param deprecations what the recording uses of deprecated and removed features; undefined where it is not open any more
 */
export async function makeEras(
  course: ReplayCourse,
  runner: CourseRunner,
  deprecations: (captureId: string) => Promise<DeprecationReport | undefined>,
): Promise<ErasOutcome> {
  const { wish, plan, record, signal } = course;
  const [from = 'legacy', to = 'modern'] = wish.eras ?? [];
  const plans = [from, to].map((era) => planInEra(plan, era));
  const [first] = wish.instanceIds;
  const targets = [...wish.instanceIds, ...(first === undefined ? [] : [first])];
  for (const [index, instanceId] of targets.entries()) {
    for (const [part, inEra] of plans.entries()) {
      if (signal.aborted) break;
      const run = index * plans.length + part + 1;
      record.doing(`run ${String(run)} of ${String(targets.length * plans.length)}: ${inEra.era} era`);
      const whole = course.schedule({ name: 'pinned', seed: wish.seed ?? 1, instanceId });
      await runner.run({ schedule: inEra.schedule(whole), purpose: 'replay', inEra });
    }
  }
  const { observations } = record;
  const gone = goneIn(plan.steps, plan.flows, [from, to]);
  const compared = compareEras({ eras: [from, to], steps: plan.steps, gone, observations });
  return erasOutcome(compared, await deprecations(plan.captureId));
}
