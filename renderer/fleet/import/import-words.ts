import type { InstanceInput } from '../../../shared/model/instance.ts';
import { formatCounted } from '../../ui/format.ts';
import { addable, type ImportOutcome, type LookedAt } from './import-store.ts';

/** What was found, as a sentence. Pure. */
export function foundSentence({ source, preview }: Pick<LookedAt, 'source' | 'preview'>): string {
  const { format, entries } = preview;
  if (entries.length === 0) return `${source} (${format}) names no server.`;
  const can = addable({ preview, outcomes: new Map() }).length;
  const servers = formatCounted(entries.length, 'server');
  const which =
    can === entries.length ? 'all of which' : can === 0 ? 'none of which' : `${String(can)} of which`;
  return entries.length === 1
    ? `${source} (${format}) names one server, which ${can === 1 ? 'can' : 'cannot'} be added.`
    : `${source} (${format}) names ${servers}, ${which} can be added.`;
}

/** How far the adding is, or how it went; empty before it began. Pure. */
export function outcomeSentence(outcomes: ReadonlyMap<number, ImportOutcome>): string {
  const states = [...outcomes.values()].map(({ state }) => state);
  const count = (state: ImportOutcome['state']): number => states.filter((own) => own === state).length;
  const parts = [
    ...(count('added') > 0 ? [`${formatCounted(count('added'), 'instance')} added`] : []),
    ...(count('failed') > 0 ? [`${String(count('failed'))} not added: see there`] : []),
    ...(count('adding') > 0 ? ['adding'] : []),
  ];
  return parts.length === 0 ? '' : `${parts.join(', ')}.`;
}

/** The headers by their names: their values may be secrets. Pure. */
export function headerNames(instance: Pick<InstanceInput, 'headers'> | undefined): string {
  const names = (instance?.headers ?? []).map(([name]) => name);
  return names.length === 0 ? '' : `the ${names.length === 1 ? 'header' : 'headers'} ${names.join(', ')}`;
}
