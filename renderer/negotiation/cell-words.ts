import type { JsonValue } from '../../shared/model/json.ts';
import type { NegotiationParty, NegotiationRow, Statement } from '../../shared/model/negotiation.ts';
import { formatCounted, formatTime } from '../ui/format.ts';
import type { CellView } from './cell-view.ts';

/** What a cell comes to, as a shape. */
export type Sign = 'in-force' | 'declared' | 'absent' | 'unknown' | 'partner' | 'nothing';

/** Pure. `partner`: it says nothing of such rows itself, and it holds or is used with somebody who does. */
export function signOf({ said, inForce, used }: CellView): Sign {
  if (!said) return inForce || used ? 'partner' : 'nothing';
  if (said.state !== 'declared') return said.state;
  return inForce ? 'in-force' : 'declared';
}

/** "shop-assistant 2.1.0". */
export function partyName({ name, version }: Pick<NegotiationParty, 'name' | 'version'>): string {
  return version === undefined ? name : `${name} ${version}`;
}

const SOURCES: Readonly<Record<Statement['source'], string>> = {
  request: 'in its requests',
  discover: 'in server/discover',
  initialize: 'in initialize',
};

export function sourceWords(source: Statement['source']): string {
  return SOURCES[source];
}

const LONGEST_SETTINGS = 160;

/** Settings in one line, cut where they are long; empty ones are not worth a word. */
function settingsWords(settings: JsonValue | undefined): string {
  if (settings === undefined || settings === true) return '';
  const text = JSON.stringify(settings);
  if (text === '{}') return '';
  return `: ${text.length > LONGEST_SETTINGS ? `${text.slice(0, LONGEST_SETTINGS)}…` : text}`;
}

function sinceWords({ since, at, source }: Statement): string {
  return `since exchange ${String(since)} at ${formatTime(at)}, ${sourceWords(source)}`;
}

function saidWords(view: CellView, row: NegotiationRow): string | undefined {
  const { said, party } = view;
  if (!said) return undefined;
  const verb = party.kind === 'client' ? 'declares' : 'advertises';
  if (said.state === 'unknown')
    return `${party.name} has not been heard on its capabilities in this recording.`;
  const last = said.history.findLast(({ declared }) => declared === (said.state === 'declared'));
  if (said.state === 'absent') {
    const since = last && said.history.length > 1 ? ` ${sinceWords(last)}` : '';
    return `${party.name} does not ${verb.slice(0, -1)} ${row.id}${since}.`;
  }
  if (!last) return `${party.name} ${verb} ${row.id}.`;
  const implied = last.implied ? ' (it follows from another setting)' : '';
  return `${party.name} ${verb} ${row.id}${settingsWords(last.settings)}${implied}, ${sinceWords(last)}.`;
}

/** All that a cell says, in sentences: shown on hover and read aloud. Pure. */
export function cellSentence(view: CellView, row: NegotiationRow): string {
  const { party, said, pairs, used, usedWithout } = view;
  const holds = pairs.filter(({ inForce }) => inForce === 'yes').length;
  const others = party.kind === 'client' ? 'instance' : 'client';
  const sentences = [
    saidWords(view, row),
    said && said.history.length > 2 && `It changed ${String(said.history.length - 1)} times.`,
    said && said.history.length === 2 && 'It changed once.',
    holds > 0 && `In force with ${formatCounted(holds, others)}.`,
    said?.state === 'declared' && holds === 0 && 'In force with nobody that it met.',
    used && `Used ${formatCounted(used.count, 'time')}.`,
    usedWithout && `Used ${formatCounted(usedWithout.count, 'time')} although it was not in force.`,
    view.uneven && row.uneven,
  ];
  const told = sentences.filter((each): each is string => typeof each === 'string');
  return told.length > 0 ? told.join(' ') : `${party.name} has nothing to do with ${row.id}.`;
}
