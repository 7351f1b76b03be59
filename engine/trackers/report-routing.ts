import { counted } from '../../shared/model/counted.ts';
import {
  ROUTING_VERDICTS,
  ROUTING_WORDS,
  type RoutingCase,
  type RoutingReport,
  type RoutingVerdict,
} from '../../shared/model/routing-case.ts';
import { momentOf, type Block, type Inline, type ReportDocument } from './document/report-document.ts';

/** Cases of one verdict that are written out. */
const MOST_CASES = 100;
/** Those that somebody has to look at. */
const WRITTEN: ReadonlySet<RoutingVerdict> = new Set<RoutingVerdict>([
  'executed-other',
  'accepted-missing',
  'refused-truth',
  'refused-unclear',
  'refused-otherwise',
]);

/** Header routing of one capture as a document. Pure. */
export function routingDocument(report: RoutingReport): ReportDocument {
  const { counts } = report;
  const all = ROUTING_VERDICTS.reduce((sum, verdict) => sum + counts[verdict], 0);
  const seen = ROUTING_VERDICTS.filter((verdict) => counts[verdict] > 0);
  return {
    title: 'Header routing',
    blocks: [
      { kind: 'text', text: routingSummary(report) },
      ...(all === 0
        ? []
        : [
            {
              kind: 'table' as const,
              head: ['Requests', 'Verdict', 'Meaning'],
              numbers: [0],
              rows: seen.map((verdict) => [
                String(counts[verdict]),
                { text: ROUTING_WORDS[verdict].title, as: toneOf(verdict) },
                ROUTING_WORDS[verdict].means,
              ]),
            },
          ]),
      ...seen.filter((verdict) => WRITTEN.has(verdict)).flatMap((verdict) => casesOf(verdict, report)),
    ],
  };
}

/** One or two sentences on the whole. Pure. */
export function routingSummary({ counts, notApplicable }: RoutingReport): string {
  const all = ROUTING_VERDICTS.reduce((sum, verdict) => sum + counts[verdict], 0);
  const others =
    notApplicable === 0
      ? ''
      : ` ${counted(notApplicable, 'other exchange')} mirror${notApplicable === 1 ? 's' : ''} nothing in headers.`;
  if (all === 0) return `No request here has headers that mirror its body.${others}`;
  const dangerous = counts['executed-other'];
  const verdict =
    dangerous > 0
      ? `In ${counted(dangerous, 'case')} a server executed what the body says while a header named something else.`
      : 'No server executed a body whose headers named something else.';
  return `${counted(all, 'modern request')}. ${verdict}${others}`;
}

function casesOf(verdict: RoutingVerdict, { cases, counts }: RoutingReport): readonly Block[] {
  const own = cases.filter((each) => each.verdict === verdict).slice(0, MOST_CASES);
  const left = counts[verdict] - own.length;
  return [
    { kind: 'heading', level: 2, text: ROUTING_WORDS[verdict].title },
    {
      kind: 'table',
      head: ['#', 'Time (UTC)', 'Instance', 'Client', 'Headers say', 'Body says', 'Answer', 'What happened'],
      numbers: [0],
      rows: own.map((each) => [
        String(each.number),
        momentOf(each.at),
        each.instanceName,
        each.client,
        named(each.header),
        named(each.body),
        answerOf(each),
        each.onPurpose ? `${each.says} The request was changed on purpose.` : each.says,
      ]),
    },
    ...(left > 0 ? [{ kind: 'text' as const, text: `And ${counted(left, 'earlier one')}.` }] : []),
  ];
}

/** `tools/call pay`. Pure. */
function named({ method, name }: RoutingCase['header']): Inline {
  const text = [method, name].filter((part) => part !== '').join(' ');
  return text === '' ? { text: 'nothing', as: 'dim' } : { text, as: 'code' };
}

function answerOf({ status, errorCode }: RoutingCase): string {
  const parts = [
    status === undefined ? 'none' : String(status),
    ...(errorCode === undefined ? [] : [String(errorCode)]),
  ];
  return parts.join(', ');
}

function toneOf(verdict: RoutingVerdict): NonNullable<Inline['as']> {
  if (verdict === 'agrees' || verdict === 'refused') return 'good';
  return WRITTEN.has(verdict) ? 'bad' : 'dim';
}
