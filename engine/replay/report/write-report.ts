import type { ReplayReport } from '../../../shared/model/replay-run.ts';
import { writeHtml } from '../../trackers/document/write-html.ts';
import { writeMarkdown } from '../../trackers/document/write-markdown.ts';
import { writeErasReport } from '../eras/write-eras.ts';
import { replayDocument } from './report-document.ts';
import { reportFacts, type ReportedReplay } from './report-facts.ts';
import { reportJson } from './report-json.ts';
import { reportJunit } from './report-junit.ts';

const IN_FULL = { rows: 5_000, details: 1_000, noise: 500, folded: false };
/** A comment on a pull request holds 65,536 characters. */
const IN_SHORT = { rows: 30, details: 15, noise: 15, exchange: 1_500, folded: true };

/** A replay as a file for people or machines. Pure. */
export function writeReplayReport(replay: ReportedReplay, format: ReplayReport): string {
  if (replay.state.wish.kind === 'eras') return writeErasReport(replay, format);
  const facts = reportFacts(replay);
  switch (format) {
    case 'json':
      return reportJson(facts);
    case 'junit':
      return reportJunit(facts, replay.steps);
    case 'md':
      return writeMarkdown(replayDocument(facts, IN_SHORT));
    case 'html':
      return writeHtml(replayDocument(facts, IN_FULL));
  }
}
