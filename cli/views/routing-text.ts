import { counted } from '../../shared/model/counted.ts';
import {
  ROUTING_VERDICTS,
  ROUTING_WORDS,
  type RoutingCase,
  type RoutingReport,
  type RoutingVerdict,
} from '../../shared/model/routing-case.ts';
import { visibleLine, type Paint, type Style } from '../output/paint.ts';
import { alignedTable } from '../output/table.ts';

/** Cases that are printed. */
const MOST_CASES = 20;

/** What `hopscope routing` prints for people. */
export function routingText(report: RoutingReport, paint: Paint): string {
  const { counts, notApplicable } = report;
  const seen = ROUTING_VERDICTS.filter((verdict) => counts[verdict] > 0);
  const others = `${counted(notApplicable, 'exchange')} without headers that mirror the body\n`;
  if (seen.length === 0) return `No modern request here. ${others}`;
  const [heads = '', ...lines] = alignedTable(
    [{ head: 'requests', right: true }, { head: 'verdict' }, { head: 'meaning', most: 120 }],
    seen.map((verdict) => [
      String(counts[verdict]),
      ROUTING_WORDS[verdict].title,
      ROUTING_WORDS[verdict].means,
    ]),
  );
  const painted = lines.map((line, at) => paint(styleOf(seen[at] ?? 'agrees'), line));
  const cases = report.cases.filter(({ verdict }) => verdict !== 'agrees');
  const shown = cases.slice(0, MOST_CASES);
  const total = ROUTING_VERDICTS.reduce(
    (sum, verdict) => sum + (verdict === 'agrees' ? 0 : counts[verdict]),
    0,
  );
  const left = total - shown.length;
  return [
    paint('dim', heads),
    ...painted,
    ...(notApplicable > 0 ? [paint('dim', others.trimEnd())] : []),
    ...shown.flatMap((each) => ['', ...caseLines(each, paint)]),
    ...(left > 0 ? ['', `${String(left)} more: --json or --report html:FILE has them.`] : []),
    '',
  ].join('\n');
}

function caseLines(
  { number, verdict, instanceName, client, onPurpose, says }: RoutingCase,
  paint: Paint,
): string[] {
  const title = paint(styleOf(verdict), ROUTING_WORDS[verdict].title);
  const purpose = onPurpose ? paint('dim', ' (on purpose)') : '';
  const where = `on ${visibleLine(instanceName, 90)}, from ${visibleLine(client, 90)}`;
  return [`#${String(number)}  ${title}${purpose}  ${where}`, `  ${visibleLine(says, 900)}`];
}

function styleOf(verdict: RoutingVerdict): Style {
  switch (verdict) {
    case 'executed-other':
    case 'accepted-missing':
    case 'refused-truth':
      return 'red';
    case 'refused-unclear':
    case 'refused-otherwise':
      return 'yellow';
    case 'unanswered':
      return 'dim';
    default:
      return 'green';
  }
}
