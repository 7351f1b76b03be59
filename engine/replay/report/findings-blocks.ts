import { counted } from '../../../shared/model/counted.ts';
import {
  findingGroups,
  findingPlaces,
  findingSentence,
  findingSteps,
} from '../../../shared/model/replay-findings.ts';
import type { ReplayFinding } from '../../../shared/model/replay-verdict.ts';
import type { Block, Cell } from '../../trackers/document/report-document.ts';
import type { ReportFacts } from './report-facts.ts';

/** Rules of a group that are written out; all are counted. */
const MOST_RULES = 30;
const SEVERITY_LOOKS = { error: 'bad', warning: 'strong', note: 'dim' } as const;

/** What the rules have found in the answers: beside the verdict, of which it is no part. Nothing where nothing was judged. Pure. */
export function findingsBlocks({ state }: ReportFacts): Block[] {
  const { verdict, instances } = state;
  if (!verdict?.findings) return [];
  const groups = findingGroups(verdict.findings, instances);
  const heading = { kind: 'heading' as const, level: 2 as const, text: 'What the rules found' };
  if (!groups.some(({ is }) => is === 'everywhere' || is === 'somewhere')) {
    const says = 'The answers break no rule that Hopscope knows.';
    if (groups.length === 0) return [heading, { kind: 'text', text: says }];
    return [heading, { kind: 'text', text: says }, ...groups.flatMap(blocksOf)];
  }
  return [heading, ...groups.flatMap(blocksOf)];

  function blocksOf(group: (typeof groups)[number]): Block[] {
    const left = group.findings.length - MOST_RULES;
    return [
      { kind: 'text', text: { text: findingSentence(group), as: 'strong' } },
      {
        kind: 'table',
        head: ['Found', 'Rule', 'Severity', 'On', 'Steps', 'Such as'],
        numbers: [0],
        rows: group.findings.slice(0, MOST_RULES).map(rowOf),
      },
      ...(left > 0 ? [{ kind: 'text' as const, text: `and ${counted(left, 'more rule')}` }] : []),
    ];
  }

  function rowOf(finding: ReplayFinding): Cell[] {
    const { count, rule, title, severity, example } = finding;
    const href = example.link?.startsWith('https://') === true ? { href: example.link } : {};
    const name = instances.find(({ id }) => id === example.instanceId)?.name ?? example.instanceId;
    return [
      String(count),
      [
        { text: rule, as: 'code', ...href },
        { text: ` ${title}`, as: 'dim' },
      ],
      { text: severity, as: SEVERITY_LOOKS[severity] },
      findingPlaces(finding, instances),
      findingSteps(finding),
      [
        example.message,
        {
          text: ` #${String(example.number)} on ${name}, exchange #${String(example.ref.number)}${example.pointer === undefined ? '' : `, at ${example.pointer}`}`,
          as: 'dim',
        },
      ],
    ];
  }
}

/** The same as lines. Pure. */
export function findingLines({ state }: Pick<ReportFacts, 'state'>): string[] {
  const { verdict, instances } = state;
  return findingGroups(verdict?.findings ?? [], instances).flatMap((group) => [
    findingSentence(group),
    ...group.findings
      .slice(0, MOST_RULES)
      .map(
        ({ rule, severity, example }) =>
          `  ${rule} (${severity}): ${example.message} #${String(example.number)}, exchange #${String(example.ref.number)}`,
      ),
  ]);
}
