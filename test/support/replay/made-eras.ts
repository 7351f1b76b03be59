import { Observations } from '../../../engine/replay/diff/observations.ts';
import type { ReportedReplay } from '../../../engine/replay/report/report-facts.ts';
import type { Era } from '../../../shared/model/instance.ts';
import type { StepAnswer } from '../../../shared/model/replay-plan.ts';
import { madeReplay } from './made-replay.ts';
import { madeStep } from './made-step.ts';

/** Sent in both eras, twice each: #1 alike, #2 says something else, #3 not there in the legacy era, #4 not answered in it. */
export function madeEras(): ReportedReplay {
  const steps = [
    madeStep(1),
    madeStep(2, { name: 'price' }),
    madeStep(3, { method: 'server/discover', name: '' }),
    madeStep(4, { name: 'slow' }),
  ];
  const { state } = madeReplay();
  const { verdict: _none, learned: _neither, ...plain } = state;
  const observations = new Observations({ captureId: 'rec', steps, instances: state.instances });
  for (const { number } of steps) observations.setRecorded(number, answer(number, 'modern', 0));
  for (const [index, era] of (['legacy', 'modern', 'legacy', 'modern'] as const).entries()) {
    const run = index + 1;
    observations.setRun({ run, choice: { name: 'pinned', instanceId: 'alpha' }, purpose: 'replay', era });
    for (const { number } of steps) {
      const outcome = { run, number, instanceId: 'alpha' };
      if (era === 'legacy' && number === 3) continue;
      if (era === 'legacy' && number === 4)
        observations.add({ ...outcome, state: 'skipped', why: 'No value.' });
      else observations.add({ ...outcome, state: 'answered', answer: answer(number, era, run) });
    }
  }
  return {
    steps,
    observations,
    state: { ...plain, steps: 4, held: 0, wish: { ...state.wish, kind: 'eras', eras: ['legacy', 'modern'] } },
  };
}

function answer(number: number, era: Era, run: number): StepAnswer {
  const price = number === 2 && era === 'legacy' ? '3.50' : 'EUR 3.50';
  const at = new Date(Date.UTC(2026, 10, 26, 9, 0, run)).toISOString();
  return {
    status: 200,
    headers: { 'content-type': era === 'legacy' ? 'text/event-stream' : 'application/json' },
    result: {
      ...(era === 'modern' && { resultType: 'complete' }),
      content: [{ type: 'text', text: price }],
      at,
    },
  };
}
