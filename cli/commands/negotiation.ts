import type { Command } from 'commander';
import type { CommandContext } from '../context.ts';
import { ask } from '../session.ts';
import { negotiationText } from '../views/negotiation-text.ts';
import { addCaptureView } from '../views/view-capture.ts';

export function addNegotiation(program: Command, context: CommandContext): void {
  addCaptureView(program, context, {
    name: 'negotiation',
    description: 'capabilities and extensions: who declares them, and what is used without',
    document: 'negotiation',
    help: `yes: declared; no: not declared; ?: never heard on it, such as a server that nobody asked server/discover.`,
    read: (engine, captureId) => ask(engine, 'tracker.negotiation', { captureId }),
    text: negotiationText,
  });
}
