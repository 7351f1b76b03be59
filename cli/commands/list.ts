import { Argument, type Command } from 'commander';
import { counted } from '../../shared/model/counted.ts';
import type { JsonObject } from '../../shared/model/draft.ts';
import type { Listing, ListKind } from '../../shared/model/listing.ts';
import { addSendingOptions, TARGET_HELP, type SendingOptions } from '../common-options.ts';
import { createVoice, type CommandContext, type Voice } from '../context.ts';
import { EXIT, worst } from '../exit-codes.ts';
import { exitCodeOf, type Outcome } from '../outcome.ts';
import { outcomeText, tableText } from '../output/human.ts';
import { listingDocument, writeDocument } from '../output/json-document.ts';
import { shownDuration, visibleLine } from '../output/paint.ts';
import { warnOfLegacy } from '../run-on-targets.ts';
import { openSession } from '../session.ts';
import { parseLabelledTarget } from '../targets.ts';

const KINDS: readonly ListKind[] = ['tools', 'resources', 'templates', 'prompts'];

/** What one entry of a list is called. */
const ONE: Readonly<Record<ListKind, string>> = {
  tools: 'tool',
  resources: 'resource',
  templates: 'template',
  prompts: 'prompt',
};

/** The member by which an entry is asked for. */
const NAMING: Readonly<Record<ListKind, string>> = {
  tools: 'name',
  resources: 'uri',
  templates: 'uriTemplate',
  prompts: 'name',
};

/** Malformed entries that are named one by one. */
const MOST_NAMED = 20;

export function addList(program: Command, context: CommandContext): void {
  const command = program
    .command('list')
    .description('what a server offers, all pages')
    .argument('<target>', TARGET_HELP)
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
    if (options.json) voice.result(writeDocument(listingDocument(listing, outcomes)));
    else showListing(listing, outcomes, voice);
    for (const outcome of outcomes) warnOfLegacy(outcome, options, voice);
    const malformed = malformedSentence(listing);
    if (malformed !== undefined) voice.warn(malformed);
    const faulty = listing.problem !== undefined || malformed !== undefined;
    context.exit(worst([...outcomes.map(exitCodeOf), faulty ? EXIT.answer : EXIT.fine]));
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
  const entries = counted(listing.entries.length, ONE[listing.kind]);
  voice.note(`${entries}, ${counted(outcomes.length, 'page')}, ${shownDuration(tookMs)}`);
}

/** Which entries cannot be asked for because they have no name; undefined where all can. */
function malformedSentence({ entries, kind }: Listing): string | undefined {
  const member = NAMING[kind];
  const places = entries.flatMap(({ entry }, index) =>
    typeof entry[member] === 'string' ? [] : [String(index + 1)],
  );
  if (places.length === 0) return undefined;
  const more = places.length > MOST_NAMED ? ` and ${String(places.length - MOST_NAMED)} more` : '';
  const named = places.slice(0, MOST_NAMED).join(', ');
  return `${counted(places.length, `malformed ${ONE[kind]}`)}, without a string "${member}": entry ${named}${more}.`;
}

/** A title where there is one, then the description's first line. */
function describe(entry: JsonObject): string {
  const { title, description } = entry;
  const first = typeof description === 'string' ? description.trim().split('\n')[0] : undefined;
  const parts = [typeof title === 'string' ? title : '', first ?? ''];
  return parts.filter((part) => part !== '').join(': ');
}
