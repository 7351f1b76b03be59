import type { Draft } from '../../../shared/model/draft.ts';
import type { ExchangeLink, LINK_KINDS, Row } from '../../../shared/model/exchange.ts';
import type { Meaning } from '../palette.ts';

/** Links by which one conversation goes on: the same request again, in the way that the answer asked for. */
const GOES_ON: readonly (typeof LINK_KINDS)[number][] = ['round', 'revision', 'headers', 'era'];

/** Whether an exchange with this link is the next step of the conversation that it links to. Pure. */
export function goesOn(link: ExchangeLink | undefined): link is ExchangeLink {
  return link !== undefined && GOES_ON.includes(link.kind);
}

/** What became of the requestState in a round: `none` where the round carries none and none was left out. Pure. */
export function stateOf(draft: Draft): 'exact' | 'dropped' | 'changed' | 'none' {
  return draft.tamper.requestState ?? (typeof draft.params['requestState'] === 'string' ? 'exact' : 'none');
}

function failed(row: Row): boolean {
  return row.errorCode !== undefined || row.isError === true || (row.status ?? 0) >= 400;
}

function answeredWith(row: Row): string {
  if (row.errorCode !== undefined) return `error ${row.errorCode}`;
  if (row.isError === true) return 'a tool error';
  return `HTTP status ${row.status ?? 0}`;
}

/** What is worth knowing about a round beside what the server said. */
export interface RoundFact {
  readonly meaning: Meaning;
  readonly sentence: string;
  /** The instance that gave out the state: sending the same round there shows whether it is the instance. */
  readonly tryOn?: { readonly instanceId: string; readonly instanceName: string };
}

/**
 * Plain facts about one round: what was done to its requestState on purpose, and whether it failed on another
 * instance than the one that gave the state out. `from` is the exchange that asked. Pure.
 */
export function roundFacts(row: Row, draft: Draft, from: Row): RoundFact[] {
  const state = stateOf(draft);
  const source = `${from.instanceName} in exchange ${from.number}`;
  if (state === 'dropped') {
    return [
      { meaning: 'note', sentence: `The requestState of ${source} was left out of this round on purpose.` },
    ];
  }
  if (state === 'changed') {
    return [
      { meaning: 'note', sentence: `Another requestState than that of ${source} was sent on purpose.` },
    ];
  }
  if (!failed(row) || row.instanceId === from.instanceId) return [];
  const went = `This round went to another instance than the one before: ${row.instanceName}, not ${from.instanceName}.`;
  const outcome = `${row.instanceName} answered it with ${answeredWith(row)}.`;
  const carried =
    state === 'exact' ? ` It carried the requestState that came from ${source}, unchanged.` : '';
  return [
    {
      meaning: 'warning',
      sentence: `${went}${carried} ${outcome} Send the same round to ${from.instanceName} to see whether it is the instance.`,
      tryOn: { instanceId: from.instanceId, instanceName: from.instanceName },
    },
  ];
}
