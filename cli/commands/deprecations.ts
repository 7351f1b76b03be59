import type { Command } from 'commander';
import type { CommandContext } from '../context.ts';
import { ask } from '../session.ts';
import { deprecationsText } from '../views/deprecations-text.ts';
import { addCaptureView } from '../views/view-capture.ts';

export function addDeprecations(program: Command, context: CommandContext): void {
  addCaptureView(program, context, {
    name: 'deprecations',
    description: 'what is deprecated or removed and still in use, by whom, and what to do by when',
    document: 'readiness',
    help: `The report is a readiness report: what must change before 2026-07-28, and what before the earliest removal.`,
    read: (engine, captureId) => ask(engine, 'tracker.deprecations', { captureId }),
    text: deprecationsText,
  });
}
