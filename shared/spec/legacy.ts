import { LEGACY_REVISIONS } from './modern.ts';

/**
 * Facts of the revisions before 2026-07-28, which open with a handshake.
 * Sources: https://modelcontextprotocol.io/specification/2025-11-25/basic/lifecycle and
 * https://modelcontextprotocol.io/specification/2025-11-25/basic/transports
 */

/** One of LEGACY_REVISIONS. */
export type LegacyRevision = (typeof LEGACY_REVISIONS)[number];

/** What Hopscope asks for: the latest that has a handshake. */
export const LATEST_LEGACY_REVISION: LegacyRevision = LEGACY_REVISIONS[0];

/** Header names in the case in which Hopscope sends them; compared without case. */
export const LEGACY_HEADER = {
  protocolVersion: 'MCP-Protocol-Version',
  sessionId: 'Mcp-Session-Id',
  lastEventId: 'Last-Event-ID',
} as const;

/** Whether Hopscope can speak this revision after a handshake. */
export function isLegacyRevision(value: unknown): value is LegacyRevision {
  return LEGACY_REVISIONS.some((revision) => revision === value);
}

/**
 * Whether requests after the handshake name the revision in a header: from 2025-06-18 on.
 * https://modelcontextprotocol.io/specification/2025-06-18/basic/transports#protocol-version-header
 */
export function hasVersionHeader(revision: LegacyRevision): boolean {
  return revision >= '2025-06-18';
}

/** Whether messages may come in batches: https://modelcontextprotocol.io/specification/2025-03-26/basic#batching */
export function hasBatches(revision: LegacyRevision): boolean {
  return revision === '2025-03-26';
}
