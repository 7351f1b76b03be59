import type { Comparison } from '../../shared/model/difference.ts';
import type { JsonValue } from '../../shared/model/draft.ts';
import type { Outcome } from '../outcome.ts';
import { flatJson, isDeeperThan, MOST_LEVELS } from './deep-json.ts';

/** The document that `--json` prints; its shape is a contract with scripts. */
export function exchangesDocument(outcomes: readonly Outcome[], comparison?: Comparison): object {
  return {
    exchanges: outcomes.map(exchangeEntry),
    ...(comparison && { comparison: comparisonEntry(comparison) }),
  };
}

function exchangeEntry({ detail, messages }: Outcome): object {
  const { response, failure, row } = detail;
  return {
    id: detail.ref.number,
    instance: detail.row.instanceName,
    era: detail.row.era,
    request: { headers: detail.request.headers, body: detail.request.body.text ?? null },
    response: response
      ? {
          status: response.status,
          headers: response.headers,
          body: response.body.text ?? null,
          messages: messages.map(messageEntry),
        }
      : null,
    failure: failure ? { ...failure, receivedBytes: row.responseBytes } : null,
    timing: detail.timing,
    findings: [],
  };
}

/** A message that is nested too deeply to be part of the document stands in it as text, and a note says so. */
function messageEntry(message: JsonValue): JsonValue {
  if (!isDeeperThan(message, MOST_LEVELS)) return message;
  return {
    note: `This message is nested more than ${String(MOST_LEVELS)} levels deep: "text" is its JSON.`,
    text: flatJson(message),
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

/** As it goes to standard output: one document, indented where a string can be as long as that. */
export function writeDocument(document: object): string {
  try {
    return `${JSON.stringify(document, undefined, 2)}\n`;
  } catch (error) {
    if (error instanceof RangeError) return `${JSON.stringify(document)}\n`;
    throw error;
  }
}
