import type { Command } from 'commander';
import type { CommandContext } from '../context.ts';
import { ask } from '../session.ts';
import { routingText } from '../views/routing-text.ts';
import { addCaptureView } from '../views/view-capture.ts';

/** More cases than are kept. */
const ALL_CASES = 10_000;

export function addRouting(program: Command, context: CommandContext): void {
  addCaptureView(program, context, {
    name: 'routing',
    description: 'what balancers read in headers, what the bodies say, and what the servers did',
    document: 'routing',
    help: `The worst comes first: a server that did what the body says while a header named something else.`,
    read: (engine, captureId) => ask(engine, 'tracker.routing', { captureId, limit: ALL_CASES }),
    text: routingText,
  });
}
