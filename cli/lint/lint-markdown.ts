import { codeMarkdown, plainMarkdown } from '../../shared/model/escape-markdown.ts';
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
    ...incompleteSentences(report).flatMap((text) => [`> ${plainMarkdown(text)}`, '']),
    ...instancesTable(report),
    ...report.rules.flatMap(ruleSection),
    `Written by Hopscope ${plainMarkdown(report.version)}.`,
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
        `| ${plainMarkdown(name)} | ${url === undefined ? '' : codeMarkdown(url)} | ${era ?? ''} | ${String(exchanges)} |`,
    ),
    '',
  ];
}

function ruleSection({ info, severity, count, instances, found }: RuleReport): string[] {
  const names = Object.entries(instances).map(
    ([name, times]) => `${plainMarkdown(name === '' ? 'the gateway' : name)} ×${String(times)}`,
  );
  const left = count - Math.min(count, MOST_WRITTEN);
  const link = info.link ?? found[0]?.finding.link;
  return [
    `## ${severity}: ${plainMarkdown(info.title)}`,
    '',
    `${codeMarkdown(info.id)}, ${names.join(', ')}`,
    '',
    ...found.slice(0, MOST_WRITTEN).map(findingLine),
    ...(left > 0 ? [`- and ${String(left)} more`] : []),
    '',
    ...(info.fix === '' ? [] : [`**Fix:** ${plainMarkdown(info.fix)}`, '']),
    ...(link === undefined ? [] : [`<${link}>`, '']),
  ];
}

function findingLine(entry: LintFinding): string {
  const { pointer, message, expected, found } = entry.finding;
  return [
    `- ${plainMarkdown(whereText(entry))}${pointer === undefined ? '' : ` at ${codeMarkdown(pointer)}`}: ${plainMarkdown(message)}`,
    ...(expected === undefined ? [] : [`expected ${codeMarkdown(expected)}`]),
    ...(found === undefined ? [] : [`found ${codeMarkdown(found)}`]),
  ].join('; ');
}
