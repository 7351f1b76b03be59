import type { BridgeEvent } from '../../shared/bridge/bridge.ts';
import { tryRedaction } from '../capture/redacting/try-redaction.ts';
import type { Captures } from '../capture/captures.ts';
import { createRedactions, type ReportRedaction } from '../redactions.ts';
import type { Workspace } from '../workspace/open-workspace.ts';
import type { HandlersOf } from './handlers.ts';

/** Commands that take secrets out of captures. */
export function redactionHandlers(engine: {
  readonly captures: Captures;
  readonly workspace: Workspace;
  readonly events: { emit(event: BridgeEvent): void };
  readonly reports: ReportRedaction;
}): HandlersOf<'redaction'> {
  const { captures, workspace, events, reports } = engine;
  const redactions = createRedactions({
    captures,
    workspace,
    onProgress: (payload) => {
      events.emit({ event: 'redaction', payload });
    },
  });
  return {
    'redaction.save': async (settings) => {
      const before = workspace.state().redaction?.whileRecording ?? false;
      const saved = await workspace.redaction.save(settings);
      if (before !== (saved.whileRecording ?? false)) await captures.newRecording();
      return saved;
    },
    'redaction.try': ({ text, rules }) => tryRedaction(text, rules),
    'redaction.report': async ({ captureIds, text, kind }) => ({
      text: await reports.redact(text, kind, captureIds),
    }),
    'redaction.preview': ({ captureId, ...options }) => redactions.preview(captureId, options),
    'redaction.saveCopy': ({ captureId, path, ...options }) => redactions.saveCopy(captureId, path, options),
    'redaction.cancel': ({ job }) => {
      redactions.cancel(job);
      return null;
    },
  };
}
