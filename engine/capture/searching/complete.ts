import {
  completionPlace,
  writtenValue,
  type CompletionPlace,
} from '../../../shared/filter/completion-place.ts';
import { BARE_FLAGS, FILTER_KEYS, FLAG_SAYS } from '../../../shared/filter/keys.ts';
import { FILTER_FLAGS } from '../../../shared/model/filter.ts';
import type { FilterCompletion, FilterProposal } from '../../../shared/model/filter-completion.ts';
import type { RuleGroup } from '../../../shared/model/finding.ts';
import type { JudgedMarks } from './judged-marks.ts';
import type { SearchedFile } from './searched-file.ts';
import { seenHeaders, seenParams, seenValues, type SeenValue } from './seen-values.ts';

/** So many are proposed. */
const MOST_PROPOSALS = 12;

export interface CompleteOptions {
  readonly file: SearchedFile;
  readonly marks: () => Promise<JudgedMarks>;
  readonly groups: () => Promise<readonly RuleGroup[]>;
}

/** What could be typed at the cursor, from the keys and from what is recorded. Throws what SQLite throws. */
export async function completeFilter(
  { text, cursor }: { readonly text: string; readonly cursor: number },
  options: CompleteOptions,
): Promise<FilterCompletion> {
  const place = completionPlace(text, cursor);
  const proposals = await proposalsAt(place, options);
  return { from: place.from, to: place.to, proposals: proposals.slice(0, MOST_PROPOSALS) };
}

async function proposalsAt(
  place: CompletionPlace,
  options: CompleteOptions,
): Promise<readonly FilterProposal[]> {
  switch (place.kind) {
    case 'start':
      return startProposals(place.typed);
    case 'name':
      return nameProposals(place, options);
    case 'value': {
      if (place.info.what.kind === 'flag') return flagProposals(place.typed);
      return (await valuesAt(place, options)).map(({ value, exchanges }) => ({
        insert: `${writtenValue(value)} `,
        label: value,
        ...(exchanges !== undefined && { exchanges }),
      }));
    }
  }
}

/** Keys that begin so, then flags, then those whose explanation has a word that does. */
function startProposals(typed: string): readonly FilterProposal[] {
  const wanted = typed.toLowerCase();
  const keys = Object.entries(FILTER_KEYS).map(([key, { what, says, example }]) => ({
    insert: what.kind === 'param' ? `${key}.` : `${key}:`,
    label: key,
    says: `${says}, ${example}`,
  }));
  const flags = FILTER_FLAGS.map((flag) => {
    const label = BARE_FLAGS.has(flag) ? flag : `is:${flag}`;
    return { insert: `${label} `, label, says: FLAG_SAYS[flag] };
  });
  if (wanted === '') return keys;
  const begins = ({ label }: FilterProposal): boolean => label.startsWith(wanted);
  const has = ({ label, says = '' }: FilterProposal): boolean =>
    wanted.length > 2 && ` ${label} ${says}`.toLowerCase().includes(` ${wanted}`);
  const all = [...keys, ...flags];
  return [...all.filter(begins), ...all.filter((one) => !begins(one) && has(one))];
}

function flagProposals(typed: string): readonly FilterProposal[] {
  return FILTER_FLAGS.filter((flag) => flag.startsWith(typed.toLowerCase())).map((flag) => ({
    insert: `${flag} `,
    label: flag,
    says: FLAG_SAYS[flag],
  }));
}

function nameProposals(
  { of, typed }: Extract<CompletionPlace, { kind: 'name' }>,
  { file }: CompleteOptions,
): readonly FilterProposal[] {
  const seen = of === 'header' ? seenHeaders(file) : seenParams(file);
  return having(
    [...seen].map(([value, { exchanges }]) => ({ value, exchanges })),
    typed,
  ).map(({ value }) => ({
    insert: of === 'header' ? `${value}=` : `${value}:`,
    label: value,
  }));
}

async function valuesAt(
  { info, name, typed }: Extract<CompletionPlace, { kind: 'value' }>,
  { file, marks, groups }: CompleteOptions,
): Promise<readonly SeenValue[]> {
  const { what } = info;
  switch (what.kind) {
    case 'header':
    case 'param': {
      const seen = (what.kind === 'header' ? seenHeaders(file) : seenParams(file)).get(name ?? '');
      return having(
        [...(seen?.values ?? [])].map(([value, exchanges]) => ({ value, exchanges })),
        typed,
      );
    }
    case 'number':
      return what.field === 'status' || what.field === 'code' || what.field === 'events'
        ? seenValues(file, what.field, typed)
        : [];
    case 'flag':
      return [];
    case 'text':
  }
  switch (what.field) {
    case 'body':
      return [];
    case 'finding':
      return having(
        ['error', 'warning', 'note'].map((value) => ({ value, exchanges: 0 })),
        typed,
      ).map(({ value }) => ({ value }));
    case 'breaks':
      return having(brokenRules(await groups()), typed);
    case 'rule':
      return [...having(brokenRules(await groups()), typed), ...seenValues(file, 'route', typed)];
    case 'task':
      return having(pairs((await marks()).tasks()), typed);
    case 'ext':
      return having(pairs((await marks()).extensions()), typed);
    default:
      return seenValues(file, what.field, typed);
  }
}

function brokenRules(groups: readonly RuleGroup[]): readonly Required<SeenValue>[] {
  const rules = new Map<string, number>();
  for (const { rule, exchanges } of groups) rules.set(rule, (rules.get(rule) ?? 0) + exchanges);
  return pairs(rules);
}

function pairs(seen: Iterable<readonly [string, number]>): readonly Required<SeenValue>[] {
  return [...seen].map(([value, exchanges]) => ({ value, exchanges }));
}

/** Those that have what is typed, who begin with it first, then by how often they were seen. */
function having(seen: readonly Required<SeenValue>[], typed: string): readonly Required<SeenValue>[] {
  const wanted = typed.toLowerCase();
  const rank = ({ value }: SeenValue): number => (value.toLowerCase().startsWith(wanted) ? 0 : 1);
  return seen
    .filter(({ value }) => value.toLowerCase().includes(wanted))
    .sort((one, other) => rank(one) - rank(other) || other.exchanges - one.exchanges)
    .slice(0, MOST_PROPOSALS);
}
