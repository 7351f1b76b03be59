import type { BridgeEvent } from '../../shared/bridge/bridge.ts';
import type { Captures } from '../capture/captures.ts';
import { Comparisons } from '../capture/series/comparisons.ts';
import { redactionTaskOf, type ReportRedaction } from '../redactions.ts';
import type { Workspace } from '../workspace/open-workspace.ts';
import type { HandlersOf } from './handlers.ts';

/** Commands that hold two captures against each other. */
export function seriesHandlers(engine: {
  readonly captures: Captures;
  readonly workspace: Workspace;
  readonly events: { emit(event: BridgeEvent): void };
  readonly reports: ReportRedaction;
}): HandlersOf<'series'> {
  const { captures, workspace, events, reports } = engine;
  const comparisons = new Comparisons({
    captures,
    mutes: () => workspace.state().mutes,
    rules: () => redactionTaskOf(workspace).rules,
    withoutSecrets: (json, captureIds) => reports.redact(json, 'json', captureIds),
    onProgress: (payload) => {
      events.emit({ event: 'series', payload });
    },
  });
  return {
    'series.compare': (wish) => comparisons.compare(wish),
    'series.cancel': ({ job }) => {
      comparisons.cancel(job);
      return null;
    },
    'series.rows': (page) => comparisons.rows(page),
    'series.report': (wish) => comparisons.report(wish),
  };
}
