import type { ErasOutcome } from '../../../shared/model/replay-eras.ts';
import type { ReplayReport } from '../../../shared/model/replay-run.ts';
import { junitDocument } from '../../../shared/model/junit.ts';
import { writeHtml } from '../../trackers/document/write-html.ts';
import { writeMarkdown } from '../../trackers/document/write-markdown.ts';
import { differenceLines } from '../report/difference-lines.ts';
import { junitCase, junitSuite } from '../report/junit-case.ts';
import { stepWords, type ReportedReplay } from '../report/report-facts.ts';
import { compareEras, type ErasComparison } from './compare-eras.ts';
import { goneIn } from './sayable.ts';
import { erasDocument } from './eras-document.ts';
import { erasOutcome } from './eras-outcome.ts';

const MOST_IN_FULL = 5_000;
const MOST_IN_SHORT = 30;

/** The migration report as a file for people or machines. Pure. */
export function writeErasReport(replay: ReportedReplay, format: ReplayReport): string {
  const { state, steps, observations } = replay;
  const [from = 'legacy', to = 'modern'] = state.wish.eras ?? [];
  // What only could not be said as it needed a value is known to whoever sent it.
  const gone = state.eras?.goneSteps ?? goneIn(steps, [], [from, to]);
  const compared = compareEras({ eras: [from, to], steps, gone, observations });
  const outcome = state.eras ?? erasOutcome(compared, undefined);
  switch (format) {
    case 'json':
      return erasJson(replay, compared, outcome);
    case 'junit':
      return erasJunit(replay, compared, outcome);
    case 'md':
      return writeMarkdown(erasDocument(state, compared, outcome, MOST_IN_SHORT));
    case 'html':
      return writeHtml(erasDocument(state, compared, outcome, MOST_IN_FULL));
  }
}

function erasJson({ state }: ReportedReplay, compared: ErasComparison, outcome: ErasOutcome): string {
  const { id, recording, instances, runs, startedAt, endedAt, problem } = state;
  const { changed, gone, protocol } = compared;
  const document = {
    format: 'hopscope-eras-report',
    version: 1,
    id,
    state: state.state,
    ...(problem !== undefined && { problem }),
    says: outcome.says,
    startedAt: new Date(startedAt).toISOString(),
    ...(endedAt !== undefined && { endedAt: new Date(endedAt).toISOString() }),
    recording: { name: recording.name, path: recording.path },
    instances,
    eras: outcome.eras,
    counts: {
      steps: state.steps,
      same: outcome.same,
      changed: outcome.changed,
      gone: outcome.gone,
      notCompared: outcome.notCompared,
    },
    changed: changed.slice(0, MOST_IN_FULL),
    gone: gone.slice(0, MOST_IN_FULL),
    leansOn: outcome.leansOn,
    protocol,
    runs,
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

/** What is answered otherwise fails; what is not there in both eras is skipped, and what could not be compared an error. */
function erasJunit({ steps }: ReportedReplay, compared: ErasComparison, outcome: ErasOutcome): string {
  const changed = new Map(compared.changed.map((row) => [row.number, row]));
  const gone = new Map(compared.gone.map((step) => [step.number, step]));
  const cases = steps.flatMap((step) => {
    const [row, missing] = [changed.get(step.number), gone.get(step.number)];
    const group = `hopscope.eras.${step.name === '' ? step.method : step.name}`;
    if (missing) return [junitCase(group, stepWords(step), 'skipped', missing.says, [])];
    if (row)
      return [
        junitCase(
          group,
          stepWords(step),
          'failed',
          'Answered otherwise.',
          differenceLines(row.differences, outcome.eras),
        ),
      ];
    if (!compared.same.has(step.number)) {
      return [junitCase(group, stepWords(step), 'error', 'Not answered in both eras.', [])];
    }
    return [junitCase(group, stepWords(step), 'passed', '', [])];
  });
  return junitDocument('hopscope eras', [junitSuite(outcome.eras.join(' and '), cases)]);
}
