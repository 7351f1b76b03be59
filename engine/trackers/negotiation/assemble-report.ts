import type {
  NegotiationCell,
  NegotiationPair,
  NegotiationParty,
  NegotiationReport,
  NegotiationRow,
  SettingDifference,
} from '../../../shared/model/negotiation.ts';
import { CAPABILITIES } from '../../../shared/spec/capabilities.ts';
import { EXTENSIONS, extensionIdFault, knownExtension } from '../../../shared/spec/extensions.ts';
import type { Declarations } from './declarations.ts';
import { differencesOf } from './differences.ts';
import { flagsOf, rowKey, type RowName } from './flatten-capabilities.ts';
import type { Pair } from './pairs.ts';

/** One party with what it said. */
export interface KnownParty {
  readonly party: NegotiationParty;
  readonly declarations: Declarations;
}

export interface Known {
  readonly parties: readonly KnownParty[];
  readonly pairs: readonly Pair[];
  readonly fleets: readonly (readonly string[])[];
}

/** More rows than these help nobody. */
const MOST_ROWS = 500;

/** Puts together all that was learnt. Pure. */
export function assembleReport({ parties, pairs, fleets }: Known): NegotiationReport {
  const rows = rowsOf(parties, pairs).map((row) => assembleRow(row, { parties, pairs, fleets }));
  return {
    parties: parties.map(({ party }) => party),
    fleets,
    rows: rows.toSorted((one, other) => weightOf(one) - weightOf(other)),
  };
}

/** Known ones in their order, then others by id; only those that somebody declared or used. */
function rowsOf(parties: readonly KnownParty[], pairs: readonly Pair[]): readonly RowName[] {
  const present = new Map<string, RowName>();
  for (const { declarations } of parties) {
    for (const row of declarations.rows) present.set(rowKey(row), row);
  }
  for (const pair of pairs) {
    for (const row of pair.usedRows) present.set(rowKey(row), row);
  }
  const order = [...CAPABILITIES, ...EXTENSIONS.map(({ id }) => ({ kind: 'extension' as const, id }))];
  const known = order.map(rowKey).filter((key) => present.has(key));
  const others = [...present.keys()].filter((key) => !known.includes(key)).sort();
  return [...known, ...others].slice(0, MOST_ROWS).flatMap((key) => present.get(key) ?? []);
}

function assembleRow(row: RowName, { parties, pairs, fleets }: Known): NegotiationRow {
  const key = rowKey(row);
  const speaking = parties.filter(({ party }) => speaksOf(party, row));
  const cells = speaking.map(({ party, declarations }) => declarations.cell(party.id, key));
  const met = pairs.map((pair) => pair.on(row)).filter((pair) => pair !== undefined);
  const differences = differencesOf(
    latestSettings(cells),
    row.kind === 'extension' ? [] : flagsOf(row.kind, row.id),
  );
  const uneven = unevenIn(key, fleets, speaking, differences);
  return {
    ...described(row),
    cells,
    pairs: met,
    ...(uneven !== undefined && { uneven }),
    ...(differences.length > 0 && { differences }),
  };
}

function speaksOf({ kind }: NegotiationParty, row: RowName): boolean {
  if (row.kind === 'extension') return true;
  return (row.kind === 'client-capability') === (kind === 'client');
}

function described(
  row: RowName,
): Pick<NegotiationRow, 'id' | 'kind' | 'explanation' | 'link' | 'deprecated' | 'malformed' | 'unknown'> {
  if (row.kind === 'extension') {
    const known = knownExtension(row.id);
    const malformed = extensionIdFault(row.id);
    return {
      ...row,
      ...(known && { explanation: `${known.title}: ${lowerFirst(known.explanation)}`, link: known.link }),
      ...(malformed !== undefined && { malformed }),
      ...(!known && { unknown: true }),
    };
  }
  const known = CAPABILITIES.find(({ kind, id }) => kind === row.kind && id === row.id);
  if (!known) return { ...row, unknown: true };
  const { explanation, link, deprecated } = known;
  return { ...row, explanation, link, ...(deprecated && { deprecated }) };
}

function latestSettings(cells: readonly NegotiationCell[]) {
  return cells.flatMap(({ party, state, history }) => {
    const settings =
      state === 'declared' ? history.findLast(({ declared }) => declared)?.settings : undefined;
    return settings === undefined ? [] : [{ party, settings }];
  });
}

/** Instances of one fleet are compared within what they say in one era: in the other they may well say something else. */
function unevenIn(
  key: string,
  fleets: readonly (readonly string[])[],
  speaking: readonly KnownParty[],
  differences: readonly SettingDifference[],
): string | undefined {
  for (const fleet of fleets) {
    const members = speaking.filter(({ party }) => party.kind === 'instance' && fleet.includes(party.id));
    for (const source of ['discover', 'initialize'] as const) {
      const heard = members.filter(({ declarations }) => declarations.said(source));
      const having = heard.filter(({ declarations }) => declarations.said(source)?.has(key));
      const lacking = heard.filter((member) => !having.includes(member));
      if (having.length === 0) continue;
      if (lacking.length > 0) {
        return `${names(having)} ${having.length === 1 ? 'advertises' : 'advertise'} it, ${names(lacking)} ${lacking.length === 1 ? 'does' : 'do'} not.`;
      }
      const ids = new Set(having.map(({ party }) => party.id));
      const place = differences.find(({ values }) => {
        const own = values.filter(({ party }) => ids.has(party));
        return new Set(own.map(({ value }) => JSON.stringify(value))).size > 1;
      });
      if (place)
        return `${names(having)} advertise it with different settings: ${place.pointer || 'the whole'}.`;
    }
  }
  return undefined;
}

const MOST_NAMES = 6;

function names(members: readonly KnownParty[]): string {
  // In an order that does not depend on ids, which differ from run to run.
  const all = members.map(({ party }) => party.name).sort();
  const shown = all.slice(0, MOST_NAMES);
  if (all.length > MOST_NAMES) shown.push(`${String(all.length - MOST_NAMES)} more`);
  const last = shown.pop() ?? '';
  return shown.length === 0 ? last : `${shown.join(', ')} and ${last}`;
}

/** What somebody has to look at comes first; the rest stays in its order. */
function weightOf({ uneven, pairs, malformed }: NegotiationRow): number {
  if (uneven !== undefined) return 0;
  if (pairs.some((pair: NegotiationPair) => pair.usedWithout)) return 1;
  return malformed === undefined ? 3 : 2;
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
