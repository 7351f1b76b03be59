import type { Comparison } from '../../shared/model/difference.ts';
import type { Outcome } from '../outcome.ts';

/** The document that `--json` prints; its shape is a contract with scripts. */
export function exchangesDocument(outcomes: readonly Outcome[], comparison?: Comparison): object {
  return {
    exchanges: outcomes.map(exchangeEntry),
    ...(comparison && { comparison: comparisonEntry(comparison) }),
  };
}

function exchangeEntry({ detail, messages }: Outcome): object {
  const { response } = detail;
  return {
    id: detail.ref.number,
    instance: detail.row.instanceName,
    era: detail.row.era,
    request: { headers: detail.request.headers, body: detail.request.body.text ?? null },
    response: response
      ? { status: response.status, headers: response.headers, body: response.body.text ?? null, messages }
      : null,
    failure: detail.failure ?? null,
    timing: detail.timing,
    findings: [],
  };
}

function comparisonEntry(comparison: Comparison): object {
  return {
    same: comparison.same,
    differences: comparison.columns.flatMap(({ instanceName, differences }) =>
      differences.map((difference) => ({ instance: instanceName, ...difference })),
    ),
  };
}

/** As it goes to standard output: readable, one document. */
export function writeDocument(document: object): string {
  return `${JSON.stringify(document, undefined, 2)}\n`;
}
