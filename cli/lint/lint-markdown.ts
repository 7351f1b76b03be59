import {
  incompleteSentences,
  summaryText,
  whereText,
  type LintFinding,
  type LintReport,
  type RuleReport,
} from './lint-report.ts';

/** Findings of one rule that are written out; all are counted. */
const MOST_WRITTEN = 10;

/** The report as Markdown, for a pull request or a wiki. What servers wrote is escaped. */
export function lintMarkdown(report: LintReport): string {
  const lines = [
    '# MCP specification check',
    '',
    summaryText(report),
    '',
    ...incompleteSentences(report).flatMap((text) => [`> ${plain(text)}`, '']),
    ...instancesTable(report),
    ...report.rules.flatMap(ruleSection),
    `Written by Hopscope ${plain(report.version)}.`,
    '',
  ];
  return lines.join('\n');
}

function instancesTable({ instances }: LintReport): string[] {
  if (instances.length === 0) return [];
  return [
    '| instance | address | era | exchanges |',
    '| --- | --- | --- | ---: |',
    ...instances.map(
      ({ name, url, era, exchanges }) =>
        `| ${plain(name)} | ${url === undefined ? '' : code(url)} | ${era ?? ''} | ${String(exchanges)} |`,
    ),
    '',
  ];
}

function ruleSection({ info, severity, count, instances, found }: RuleReport): string[] {
  const names = Object.entries(instances).map(
    ([name, times]) => `${plain(name === '' ? 'the gateway' : name)} ×${String(times)}`,
  );
  const left = count - Math.min(count, MOST_WRITTEN);
  const link = info.link ?? found[0]?.finding.link;
  return [
    `## ${severity}: ${plain(info.title)}`,
    '',
    `${code(info.id)}, ${names.join(', ')}`,
    '',
    ...found.slice(0, MOST_WRITTEN).map(findingLine),
    ...(left > 0 ? [`- and ${String(left)} more`] : []),
    '',
    ...(info.fix === '' ? [] : [`**Fix:** ${plain(info.fix)}`, '']),
    ...(link === undefined ? [] : [`<${link}>`, '']),
  ];
}

function findingLine(entry: LintFinding): string {
  const { pointer, message, expected, found } = entry.finding;
  return [
    `- ${plain(whereText(entry))}${pointer === undefined ? '' : ` at ${code(pointer)}`}: ${plain(message)}`,
    ...(expected === undefined ? [] : [`expected ${code(expected)}`]),
    ...(found === undefined ? [] : [`found ${code(found)}`]),
  ].join('; ');
}

/** Text that means nothing to Markdown, nor to HTML in it. */
function plain(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/[\\`*_{}[\]()<>#|~!&]/g, '\\$&');
}

/** A code span, with a longer fence than any run of backticks in it; a cell of a table must not end in it. */
function code(text: string): string {
  const line = text.replace(/\s+/g, ' ').replaceAll('|', '\\|');
  const longest = Math.max(0, ...[...line.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  const pad = line.startsWith('`') || line.endsWith('`') || line.trim() === '' ? ' ' : '';
  return `${fence}${pad}${line}${pad}${fence}`;
}
