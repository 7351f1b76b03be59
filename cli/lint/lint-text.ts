import { counted } from '../../shared/model/counted.ts';
import type { Severity } from '../../shared/model/finding.ts';
import { visible, visibleLine, type Paint, type Style } from '../output/paint.ts';
import {
  incompleteSentences,
  type LintReport,
  type RuleReport,
  summaryText,
  whereText,
} from './lint-report.ts';

const COLOUR: Readonly<Record<Severity, Style>> = { error: 'red', warning: 'yellow', note: 'cyan' };

/** What `hopscope lint` prints for people: one block a rule, the counts last. */
export function lintText(report: LintReport, paint: Paint): string {
  const blocks = report.rules.map((rule) => ruleText(rule, paint));
  // A server that was not reached, or asked in part only, is not found to be fine.
  const isFine =
    incompleteSentences(report).length === 0 && report.rules.every(({ severity }) => severity === 'note');
  const mark = isFine ? `${paint('green', '✓')} ` : '';
  return [...blocks, `${mark}${summaryText(report)}\n`].join('\n');
}

function ruleText(rule: RuleReport, paint: Paint): string {
  const { info, severity, count, exchanges, instances, found } = rule;
  const [first] = found;
  const names = Object.entries(instances).map(([name, times]) => `${shownName(name)} ×${String(times)}`);
  const often = `${counted(count, 'finding')} in ${counted(exchanges, 'exchange')}`;
  const lines = [
    `${paint(COLOUR[severity], severity)}  ${paint('bold', visibleLine(info.title, 200))}  ${paint('dim', info.id)}`,
    `  ${often}: ${visibleLine(names.join(', '), 300)}`,
  ];
  if (first) {
    const { finding } = first;
    const place = finding.pointer === undefined ? '' : ` at ${visibleLine(finding.pointer, 200)}`;
    const where = `${visibleLine(whereText(first), 200)} on ${shownName(first.instance)}${place}`;
    lines.push(`  ${count === 1 ? '' : 'first '}${where}`, `    ${indented(finding.message)}`);
    if (finding.expected !== undefined) lines.push(`    expected  ${visibleLine(finding.expected, 300)}`);
    if (finding.found !== undefined) lines.push(`    found     ${visibleLine(finding.found, 300)}`);
  }
  if (info.fix !== '') lines.push(`  fix  ${visibleLine(info.fix, 500)}`);
  const link = info.link ?? first?.finding.link;
  if (link !== undefined) lines.push(`  see  ${paint('dim', visibleLine(link, 300))}`);
  return `${lines.join('\n')}\n`;
}

function shownName(instance: string): string {
  return instance === '' ? 'the gateway' : visibleLine(instance, 90);
}

function indented(text: string): string {
  return visible(text).replaceAll('\n', '\n    ');
}
