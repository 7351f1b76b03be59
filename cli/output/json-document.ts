import type { Comparison } from '../../shared/model/difference.ts';
import type { JsonValue } from '../../shared/model/draft.ts';
import type { Outcome } from '../outcome.ts';
import type { Listing } from '../../shared/model/listing.ts';
import { flatJson, isDeeperThan, MOST_LEVELS } from './deep-json.ts';

/** The document that `--json` prints; its shape is a contract with scripts. */
export function exchangesDocument(outcomes: readonly Outcome[], comparison?: Comparison): object {
  return {
    exchanges: outcomes.map(exchangeEntry),
    ...(comparison && { comparison: comparisonEntry(comparison) }),
  };
}

/** The same for all pages of a list, with what a client makes of its entries. */
export function listingDocument(listing: Listing, outcomes: readonly Outcome[]): object {
  const { kind, entries, ttlMs, cacheScope, problem } = listing;
  return {
    ...exchangesDocument(outcomes),
    listing: {
      kind,
      entries: entries.map(({ name, excluded }) => ({ name, ...(excluded !== undefined && { excluded }) })),
      ttlMs: ttlMs ?? null,
      cacheScope: cacheScope ?? null,
      problem: problem ?? null,
    },
  };
}

function exchangeEntry({ detail, messages }: Outcome): object {
  const { response, failure, row } = detail;
  return {
    id: detail.ref.number,
    instance: row.instanceName,
    era: row.era,
    transport: row.transport ?? 'http',
    link: row.link ?? null,
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
    findings: detail.findings ?? [],
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
