import type { LintFinding, LintReport } from '../../../../cli/lint/lint-report.ts';
import type { Finding, RuleInfo } from '../../../../shared/model/finding.ts';

/** What a server could write to break whoever shows it. */
const NASTY = '<script>alert("1")</script> & `x` | \u0000\u001b[31m \uD800';

export const RESULT_TYPE: RuleInfo = {
  id: 'result.result-type-missing',
  title: 'resultType missing',
  checks: 'Something.',
  spares: 'Nobody.',
  severity: 'error',
  side: 'server',
  era: 'modern',
  link: 'https://modelcontextprotocol.io/specification/2026-07-28/basic#result-responses',
  fix: 'Add "resultType": "complete" to the result.',
};
export const SERVER_INFO: RuleInfo = {
  id: 'meta.server-info-missing',
  title: 'Server does not say who it is',
  checks: 'Something.',
  spares: 'Nobody.',
  severity: 'warning',
  side: 'server',
  era: 'modern',
  fix: 'Add serverInfo.',
};
export const QUIET: RuleInfo = {
  id: 'http.no-post',
  title: 'Endpoint refuses POST',
  checks: 'Something.',
  spares: 'Nobody.',
  severity: 'error',
  side: 'server',
  era: 'any',
  fix: 'Take POST.',
};

export function entry(part: Partial<LintFinding> = {}, finding: Partial<Finding> = {}): LintFinding {
  return {
    exchange: 7,
    instance: 'alpha',
    method: 'tools/list',
    name: '',
    ...part,
    finding: {
      rule: RESULT_TYPE.id,
      severity: 'error',
      side: 'server',
      message: 'The result has no resultType.',
      pointer: 'event:0:/result',
      expected: '"complete"',
      found: 'no resultType',
      ...(RESULT_TYPE.link !== undefined && { link: RESULT_TYPE.link }),
      ...finding,
    },
  };
}

/** Two rules with findings, one without, two instances. */
export function sampleReport(part: Partial<LintReport> = {}): LintReport {
  const first = entry({ step: 'a foreign Origin' });
  const second = entry({ exchange: 9, instance: 'beta' }, { message: NASTY, found: NASTY });
  const { pointer: _none, ...whole } = entry(
    { exchange: 9, instance: 'beta' },
    { rule: SERVER_INFO.id, severity: 'warning', message: 'No serverInfo.' },
  ).finding;
  return {
    version: '1.2.3',
    tour: true,
    instances: [
      { name: 'alpha', url: 'http://127.0.0.1:1/mcp', era: 'modern', exchanges: 18, unanswered: 0 },
      { name: 'beta', url: 'http://127.0.0.1:2/mcp', exchanges: 3, unanswered: 0 },
    ],
    exchanges: 21,
    rules: [
      {
        info: RESULT_TYPE,
        severity: 'error',
        count: 2,
        exchanges: 2,
        instances: { alpha: 1, beta: 1 },
        found: [first, second],
      },
      {
        info: SERVER_INFO,
        severity: 'warning',
        count: 1,
        exchanges: 1,
        instances: { beta: 1 },
        found: [{ ...entry({ exchange: 9, instance: 'beta' }), finding: whole }],
      },
    ],
    counts: { error: 2, warning: 1, note: 0 },
    muted: 0,
    mutedRules: [],
    checked: [RESULT_TYPE, SERVER_INFO, QUIET],
    failOn: 'error',
    ...part,
  };
}
