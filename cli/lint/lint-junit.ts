import { escapeMarkup } from '../../shared/model/escape-markup.ts';
import { junitAttribute, junitDocument, type JunitSuite } from '../../shared/model/junit.ts';
import { fails, whereText, type LintFinding, type LintReport, type LintedInstance } from './lint-report.ts';

/** Findings of one rule and instance that are written out; all are counted. */
const MOST_WRITTEN = 20;

/**
 * The report as CI systems read JUnit's XML: a suite an instance, a case a rule. A rule without a finding passes, whether or
 * not anything in the exchanges called for it; what does not make the command fail stands in the case's output.
 */
export function lintJunit(report: LintReport): string {
  const names = new Set(report.instances.map(({ name }) => name));
  const others = report.rules
    .flatMap(({ instances }) => Object.keys(instances))
    .filter((id) => !names.has(id));
  const all = [
    ...report.instances,
    ...[...new Set(others)].map((name): LintedInstance => ({ name, exchanges: 0 })),
  ];
  const suites = all.map((instance) => suiteOf(instance, report));
  return junitDocument('hopscope lint', suites);
}

function suiteOf(instance: LintedInstance, report: LintReport): JunitSuite {
  const name = instance.name === '' ? 'gateway' : instance.name;
  const cases: string[] = [];
  let failures = 0;
  const listed = new Map(report.checked.map((info) => [info.id, info]));
  for (const { info } of report.rules) listed.set(info.id, info);
  for (const info of listed.values()) {
    const rule = report.rules.find((entry) => entry.info.id === info.id);
    const found = rule?.found.filter((entry) => entry.instance === instance.name) ?? [];
    const failing = found.filter(({ finding }) => fails(finding.severity, report.failOn));
    if (failing.length > 0) failures += 1;
    const head = `    <testcase classname="${junitAttribute(`hopscope.${name}.${areaOf(info.id)}`)}" name="${junitAttribute(`${info.id}: ${info.title}`)}"`;
    const body = [
      ...(failing.length > 0 ? [failureOf(failing, info.severity, rule?.instances[instance.name] ?? 0)] : []),
      ...(failing.length === 0 && found.length > 0
        ? [`      <system-out>${listOf(found)}</system-out>`]
        : []),
    ];
    cases.push(body.length === 0 ? `${head}/>` : [`${head}>`, ...body, '    </testcase>'].join('\n'));
  }
  const problem = instance.problem ?? unansweredSentence(instance);
  if (problem !== undefined) {
    cases.push(
      [
        `    <testcase classname="${junitAttribute(`hopscope.${name}`)}" name="the tour is complete">`,
        `      <error message="${junitAttribute(problem)}"/>`,
        '    </testcase>',
      ].join('\n'),
    );
  }
  const errors = problem === undefined ? 0 : 1;
  const head = `  <testsuite name="${junitAttribute(name)}" tests="${String(cases.length)}" failures="${String(failures)}" errors="${String(errors)}" skipped="0">`;
  return { text: [head, ...cases, '  </testsuite>'].join('\n'), tests: cases.length, failures, errors };
}

function unansweredSentence({ unanswered = 0 }: LintedInstance): string | undefined {
  return unanswered === 0 ? undefined : `${String(unanswered)} of the tour's steps got no answer.`;
}

function failureOf(found: readonly LintFinding[], severity: string, count: number): string {
  const first = found[0]?.finding.message ?? '';
  const more = count > 1 ? ` (${String(count)} findings)` : '';
  return `      <failure type="${severity}" message="${junitAttribute(`${first}${more}`)}">${listOf(found)}</failure>`;
}

function listOf(found: readonly LintFinding[]): string {
  const lines = found.slice(0, MOST_WRITTEN).map((entry) => {
    const { pointer, message, expected, found: value, link } = entry.finding;
    return [
      `${whereText(entry)}${pointer === undefined ? '' : ` at ${pointer}`}: ${message}`,
      ...(expected === undefined ? [] : [`  expected: ${expected}`]),
      ...(value === undefined ? [] : [`  found: ${value}`]),
      ...(link === undefined ? [] : [`  ${link}`]),
    ].join('\n');
  });
  const left = found.length - lines.length;
  return escapeMarkup([...lines, ...(left > 0 ? [`and ${String(left)} more`] : [])].join('\n'));
}

function areaOf(id: string): string {
  return id.split('.')[0] ?? id;
}
