import { counted } from '../../../shared/model/counted.ts';
import type { ErasOutcome } from '../../../shared/model/replay-eras.ts';
import type { ReplayState } from '../../../shared/model/replay-verdict.ts';
import {
  momentOf,
  type Block,
  type Cell,
  type ReportDocument,
} from '../../trackers/document/report-document.ts';
import { differenceLines } from '../report/difference-lines.ts';
import { stepWords } from '../report/report-facts.ts';
import type { ErasComparison } from './compare-eras.ts';

const REVISIONS = { legacy: '2025-11-25', modern: '2026-07-28' } as const;

/** The migration report as a document: what answers change, what is not there in both eras, what has to be replaced. Pure. */
export function erasDocument(
  state: ReplayState,
  compared: ErasComparison,
  outcome: ErasOutcome,
  most: number,
): ReportDocument {
  const [from, to] = outcome.eras.map((era) => REVISIONS[era]);
  const names = state.instances.map(({ name }) => name).join(', ');
  return {
    title: `From ${from ?? ''} to ${to ?? ''}: ${state.recording.name}`,
    blocks: [
      { kind: 'text', lead: true, text: outcome.says },
      {
        kind: 'text',
        text: {
          text: `${counted(state.steps, 'step')} of ${state.recording.name}, sent in both eras to ${names}: ${counted(state.done, 'request')}. ${momentOf(state.startedAt)} UTC.`,
          as: 'dim',
        },
      },
      ...(state.problem === undefined
        ? []
        : [{ kind: 'text' as const, text: { text: state.problem, as: 'bad' as const } }]),
      ...changedBlocks(compared, [from ?? '', to ?? ''], most),
      ...goneBlocks(compared, most),
      ...leansOnBlocks(outcome),
      ...protocolBlocks(compared),
    ],
  };
}

function changedBlocks(
  { changed }: ErasComparison,
  [from, to]: readonly [string, string],
  most: number,
): Block[] {
  if (changed.length === 0) return [];
  return [
    { kind: 'heading', level: 2, text: 'Answered otherwise' },
    {
      kind: 'text',
      text: 'Noise of either, and what the protocol itself changes, is left out.',
    },
    ...changed.slice(0, most).map((row): Block => ({
      kind: 'code',
      title: stepWords(row),
      text: differenceLines(row.differences, [from, to]).join('\n'),
    })),
    ...more(changed.length - most, 'step'),
  ];
}

function goneBlocks({ gone }: ErasComparison, most: number): Block[] {
  if (gone.length === 0) return [];
  return [
    { kind: 'heading', level: 2, text: 'Not there in both eras' },
    {
      kind: 'table',
      head: ['Step', 'Not in', 'Why'],
      rows: gone
        .slice(0, most)
        .map((step): Cell[] => [{ text: stepWords(step), as: 'code' }, REVISIONS[step.era], step.says]),
    },
    ...more(gone.length - most, 'step'),
  ];
}

function leansOnBlocks({ leansOn }: ErasOutcome): Block[] {
  if (leansOn.length === 0) return [];
  return [
    { kind: 'heading', level: 2, text: 'Deprecated and removed features that the recording uses' },
    {
      kind: 'table',
      head: ['Feature', 'Uses', 'Who', 'Until', 'Instead'],
      numbers: [1],
      rows: leansOn.map(({ title, state, count, who, earliestRemoval, migration, link }): Cell[] => [
        { text: title, href: link },
        String(count),
        who.join('; '),
        state === 'removed' ? { text: 'removed', as: 'bad' } : (earliestRemoval ?? ''),
        migration,
      ]),
    },
  ];
}

function protocolBlocks({ protocol }: ErasComparison): Block[] {
  if (protocol.length === 0) return [];
  return [
    { kind: 'heading', level: 2, text: 'What the protocol itself changes' },
    {
      kind: 'table',
      head: ['Where', 'Steps', 'What'],
      numbers: [1],
      rows: protocol.map(({ place, says, count }): Cell[] => [
        { text: place, as: 'code' },
        String(count),
        says,
      ]),
    },
  ];
}

function more(count: number, one: string): Block[] {
  return count > 0 ? [{ kind: 'text', text: `and ${counted(count, `more ${one}`)}` }] : [];
}
