import { counted } from '../../shared/model/counted.ts';
import type { DeprecationReport, FeatureReport, ReadinessItem } from '../../shared/model/deprecation.ts';
import { MODERN_REVISION } from '../../shared/spec/modern.ts';
import { MOST_EXAMPLES } from './deprecations/use-ledger.ts';
import { momentOf, type Block, type Cell, type ReportDocument } from './document/report-document.ts';

const MOST_USES = 30;

/** What a capture says of readiness for 2026-07-28 and for what goes after it, as a document. Pure. */
export function readinessDocument(report: DeprecationReport): ReportDocument {
  const { features, beforeRevision, beforeRemoval } = report;
  const used = features.filter(({ count }) => count > 0);
  const unused = features.filter(({ count }) => count === 0);
  return {
    title: `Readiness for ${MODERN_REVISION}`,
    blocks: [
      { kind: 'text', text: readinessSummary(report) },
      ...itemsOf(
        `Before ${MODERN_REVISION} is spoken`,
        beforeRevision,
        'Nothing was seen that stands in the way.',
      ),
      ...itemsOf(
        'Before the earliest removal',
        beforeRemoval,
        'Nothing deprecated was seen in use.',
        features,
      ),
      ...(used.length > 0
        ? [{ kind: 'heading' as const, level: 2 as const, text: 'What was seen' }, ...used.flatMap(featureOf)]
        : []),
      ...(unused.length > 0
        ? [
            { kind: 'heading' as const, level: 2 as const, text: 'What was not seen' },
            { kind: 'text' as const, text: `${unused.map(({ title }) => title).join(', ')}.` },
          ]
        : []),
    ],
  };
}

/** One or two sentences on the whole. Pure. */
export function readinessSummary({ exchanges, beforeRevision, beforeRemoval }: DeprecationReport): string {
  const looked = `${counted(exchanges, 'exchange')} looked at.`;
  if (exchanges === 0) return 'There are no exchanges in this capture.';
  const first =
    beforeRevision.length === 0
      ? `Nothing has to change before ${MODERN_REVISION} is spoken`
      : `${counted(beforeRevision.length, 'thing')} to change before ${MODERN_REVISION} is spoken`;
  const then =
    beforeRemoval.length === 0
      ? 'nothing deprecated is in use'
      : `${counted(beforeRemoval.length, 'thing')} to change before the earliest removal`;
  return `${looked} ${first}, ${then}.`;
}

/** What the registry says of the removal; of removed features, when that was. Pure. */
function removalOf({ state, since, earliestRemoval }: FeatureReport): string {
  return state === 'removed' ? `removed in ${since}` : (earliestRemoval ?? '');
}

function itemsOf(
  title: string,
  items: readonly ReadinessItem[],
  nothing: string,
  features?: readonly FeatureReport[],
): readonly Block[] {
  const heading = { kind: 'heading', level: 2, text: title } as const;
  if (items.length === 0) return [heading, { kind: 'text', text: nothing }];
  return [
    heading,
    {
      kind: 'table',
      head: [
        'Feature',
        'Side',
        'Who',
        'What to do',
        ...(features ? ['Earliest removal'] : []),
        'Seen',
        'Exchanges',
      ],
      numbers: [features ? 5 : 4],
      rows: items.map((item): readonly Cell[] => {
        const feature = features?.find(({ id }) => id === item.feature);
        return [
          { text: item.title, as: 'strong' },
          item.side,
          item.who.join(', '),
          item.todo,
          ...(features ? [feature ? removalOf(feature) : ''] : []),
          String(item.count),
          examplesOf(item),
        ];
      }),
    },
  ];
}

/** Numbers of exchanges; where there are as many as are kept, others may show it, too. */
function examplesOf({ examples, count }: ReadinessItem): string {
  const isCut = examples.length >= MOST_EXAMPLES && count > examples.length;
  return `${examples.join(', ')}${isCut ? ', and more' : ''}`;
}

function featureOf(feature: FeatureReport): readonly Block[] {
  const { title, state, since, explanation, migration, before, after, link, uses, usesLeftOut = 0 } = feature;
  const shown = uses.slice(0, MOST_USES);
  const left = uses.length - shown.length + usesLeftOut;
  return [
    { kind: 'heading', level: 3, text: title },
    {
      kind: 'text',
      text: [
        state === 'deprecated'
          ? `Deprecated in ${since}; earliest removal: ${removalOf(feature)}. `
          : `Removed in ${since}. `,
        `${explanation} ${migration} `,
        { text: 'Specification', href: link },
      ],
    },
    {
      kind: 'table',
      head: ['Who', 'Does what', 'Client', 'Instance', 'Era', 'Tool', 'Seen', 'First (UTC)', 'Last (UTC)'],
      numbers: [6],
      rows: shown.map((use) => [
        use.side,
        use.what,
        use.clientName,
        use.instanceName,
        use.era,
        use.tool === undefined ? '' : { text: use.tool, as: 'code' as const },
        String(use.count),
        `${momentOf(use.firstAt)} (${String(use.first)})`,
        `${momentOf(use.lastAt)} (${String(use.last)})`,
      ]),
    },
    ...(left > 0 ? [{ kind: 'text' as const, text: `And ${counted(left, 'more line')}.` }] : []),
    { kind: 'code', title: 'Before', text: before },
    { kind: 'code', title: 'After', text: after },
  ];
}
