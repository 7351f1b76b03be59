import { Argument, type Command } from 'commander';
import type { JsonObject } from '../../shared/model/draft.ts';
import type { Listing, ListKind } from '../../shared/model/listing.ts';
import { addSendingOptions, type SendingOptions } from '../common-options.ts';
import { createVoice, type CommandContext, type Voice } from '../context.ts';
import { EXIT, worst } from '../exit-codes.ts';
import { exitCodeOf, type Outcome } from '../outcome.ts';
import { outcomeText, tableText } from '../output/human.ts';
import { exchangesDocument, writeDocument } from '../output/json-document.ts';
import { shownDuration, visibleLine } from '../output/paint.ts';
import { warnOfLegacy } from '../run-on-targets.ts';
import { openSession } from '../session.ts';
import { parseLabelledTarget } from '../targets.ts';

const KINDS: readonly ListKind[] = ['tools', 'resources', 'templates', 'prompts'];

export function addList(program: Command, context: CommandContext): void {
  const command = program
    .command('list')
    .description('what a server offers, all pages')
    .argument('<target>', 'a URL, or the name of an instance in the workspace')
    .addArgument(new Argument('<kind>', 'what to list').choices([...KINDS]))
    .addHelpText('after', '\nExample: hopscope list http://127.0.0.1:3000/mcp tools');
  addSendingOptions(command).action((target: string, kind: ListKind, options: SendingOptions) =>
    list(context, target, kind, options),
  );
}

async function list(
  context: CommandContext,
  target: string,
  kind: ListKind,
  options: SendingOptions,
): Promise<void> {
  const voice = createVoice(context.console, options);
  const session = await openSession([parseLabelledTarget(target)], options, context.console, voice.note);
  try {
    const [instance] = session.instances;
    if (!instance) throw new Error('a session without its instance');
    const listing = await session.list(instance, kind);
    const outcomes = await Promise.all(listing.exchanges.map((ref) => session.read(ref)));
    if (options.json) voice.result(writeDocument(exchangesDocument(outcomes)));
    else showListing(listing, outcomes, voice);
    for (const outcome of outcomes) warnOfLegacy(outcome, voice);
    const code = worst(outcomes.map(exitCodeOf));
    context.exit(code === EXIT.fine && listing.problem !== undefined ? EXIT.answer : code);
  } finally {
    await session.close();
  }
}

function showListing(listing: Listing, outcomes: readonly Outcome[], voice: Voice): void {
  const rows = listing.entries.map(({ name, entry, excluded }) => [
    visibleLine(name, 200),
    visibleLine(excluded === undefined ? describe(entry) : `excluded: ${excluded}`, 300),
  ]);
  voice.result(tableText(rows));
  const last = outcomes.at(-1);
  if (last && exitCodeOf(last) !== EXIT.fine) voice.result(outcomeText(last, voice.paint));
  else if (listing.problem !== undefined) voice.warn(listing.problem);
  const tookMs = outcomes.reduce((sum, { detail }) => sum + (detail.timing.endMs ?? 0), 0);
  const pages = outcomes.length === 1 ? '1 page' : `${String(outcomes.length)} pages`;
  voice.note(`${String(listing.entries.length)} ${listing.kind}, ${pages}, ${shownDuration(tookMs)}`);
}

/** A title where there is one, then the description's first line. */
function describe(entry: JsonObject): string {
  const { title, description } = entry;
  const first = typeof description === 'string' ? description.trim().split('\n')[0] : undefined;
  const parts = [typeof title === 'string' ? title : '', first ?? ''];
  return parts.filter((part) => part !== '').join(': ');
}
