import { lintExitCode, type LintReport } from './lint-report.ts';

/** The document of `--json` and of `--report json:FILE`; its shape is a contract with scripts. */
export function lintDocument(report: LintReport): object {
  const { version, capture, tour, instances, exchanges, counts, muted, mutedRules, failOn } = report;
  return {
    tool: { name: 'hopscope', version },
    capture: capture ?? null,
    tour,
    instances: instances.map(({ name, url, era, exchanges: own, unanswered, problem }) => ({
      name,
      url: url ?? null,
      era: era ?? null,
      exchanges: own,
      unanswered: unanswered ?? 0,
      problem: problem ?? null,
    })),
    exchanges,
    counts,
    muted: { count: muted, rules: mutedRules },
    failOn,
    exitCode: lintExitCode(report),
    rules: report.rules.map(({ info, severity, count, exchanges: own, instances: names, found }) => ({
      id: info.id,
      title: info.title,
      severity,
      side: info.side,
      fix: info.fix,
      link: info.link ?? null,
      count,
      exchanges: own,
      instances: names,
      // Fewer than `count` where there are very many.
      findings: found.map(({ exchange, instance, method, name, step, finding }) => ({
        exchange,
        instance,
        method,
        name,
        step: step ?? null,
        severity: finding.severity,
        side: finding.side,
        place: finding.pointer ?? null,
        message: finding.message,
        expected: finding.expected ?? null,
        found: finding.found ?? null,
      })),
    })),
  };
}
