import type { TrackerReport } from '../../shared/bridge/bridge.ts';
import type { RuleInfo } from '../../shared/model/finding.ts';
import type { Captures } from '../capture/captures.ts';
import type { JudgedBoard } from '../capture/judging/judged-board.ts';
import type { Rule } from '../lint/rule.ts';
import { RULES } from '../lint/rules/index.ts';
import { writeHtml } from '../trackers/document/write-html.ts';
import { writeMarkdown } from '../trackers/document/write-markdown.ts';
import { negotiationDocument } from '../trackers/report-negotiation.ts';
import { readinessDocument } from '../trackers/report-readiness.ts';
import { routingDocument } from '../trackers/report-routing.ts';
import type { ReportRedaction } from '../redactions.ts';
import type { Workspace } from '../workspace/open-workspace.ts';
import type { HandlersOf } from './handlers.ts';

/** Commands on what is wrong in a capture, and on what its trackers have learnt. */
export function findingsHandlers(engine: {
  readonly captures: Captures;
  readonly judged: JudgedBoard;
  readonly workspace: Workspace;
  readonly reports: ReportRedaction;
}): HandlersOf<'rules' | 'findings' | 'mute' | 'tracker'> {
  const { captures, judged, workspace, reports } = engine;
  return {
    'rules.list': () => RULES.map(infoOf),
    'findings.groups': async ({ captureId }) => {
      const { groups, names, progress } = await captures.ask(captureId, 'groups', null);
      return { groups, names, state: judged.state(captureId, progress) };
    },
    'findings.list': ({ captureId, ...input }) => captures.ask(captureId, 'found', input),
    'findings.settled': async ({ captureId }) =>
      judged.state(captureId, await captures.ask(captureId, 'settled', null)),
    'mute.set': ({ muted, ...mute }) => workspace.mutes.set(mute, muted),
    'tracker.routing': ({ captureId, ...input }) => captures.ask(captureId, 'routing', input),
    'tracker.negotiation': ({ captureId }) => captures.ask(captureId, 'negotiation', null),
    'tracker.deprecations': ({ captureId }) => captures.ask(captureId, 'deprecations', null),
    'tracker.tasks': ({ captureId, ...input }) => captures.ask(captureId, 'tasks', input),
    'tracker.report': async ({ captureId, what, format }) => ({
      text: await reports.redact(await reportOf(captures, captureId, what, format), 'text', [captureId]),
    }),
  };
}

/** Without what it does: functions cross no bridge. */
function infoOf({ id, title, checks, spares, severity, side, era, link, fix }: Rule): RuleInfo {
  return { id, title, checks, spares, severity, side, era, link, fix };
}

/** More cases than a tracker keeps. */
const ALL_CASES = 10_000;

async function reportOf(
  captures: Captures,
  captureId: string,
  what: TrackerReport,
  format: 'md' | 'html',
): Promise<string> {
  const write = format === 'md' ? writeMarkdown : writeHtml;
  if (what === 'routing') {
    return write(routingDocument(await captures.ask(captureId, 'routing', { limit: ALL_CASES })));
  }
  return what === 'negotiation'
    ? write(negotiationDocument(await captures.ask(captureId, 'negotiation', null)))
    : write(readinessDocument(await captures.ask(captureId, 'deprecations', null)));
}
