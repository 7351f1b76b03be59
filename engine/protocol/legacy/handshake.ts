import { NO_TAMPER, type Draft, type JsonObject } from '../../../shared/model/draft.ts';
import type { InputAnswer } from '../../../shared/model/input.ts';
import { isJsonObject } from '../../../shared/model/json.ts';
import {
  isLegacyRevision,
  LATEST_LEGACY_REVISION,
  type LegacyRevision,
} from '../../../shared/spec/legacy.ts';
import { LEGACY_REVISIONS } from '../../../shared/spec/modern.ts';

/** What the server said of itself in its answer to initialize. */
export interface ServerIntroduction {
  readonly revision: LegacyRevision;
  readonly capabilities: JsonObject;
  readonly serverInfo: JsonObject;
  readonly instructions?: string;
}

/** What came of initialize. `problem`: a sentence. */
export type HandshakeOutcome =
  | { readonly ok: true; readonly server: ServerIntroduction }
  | { readonly ok: false; readonly problem: string; readonly isRevision: boolean };

/** What a draft of Hopscope's own has of the one that it is sent for: who declares what, and how long is waited. */
function ownDraft(
  draft: Pick<Draft, 'clientCapabilities' | 'clientInfo' | 'idleTimeoutMs' | 'timeoutMs'>,
  method: string,
  params: JsonObject,
): Draft {
  const { idleTimeoutMs, timeoutMs } = draft;
  return {
    era: 'legacy',
    revision: LATEST_LEGACY_REVISION,
    method,
    params,
    clientCapabilities: draft.clientCapabilities,
    clientInfo: draft.clientInfo,
    tamper: NO_TAMPER,
    ...(idleTimeoutMs !== undefined && { idleTimeoutMs }),
    ...(timeoutMs !== undefined && { timeoutMs }),
  };
}

/**
 * The request that opens a session, for a draft that needs one. It asks for the latest legacy revision.
 * https://modelcontextprotocol.io/specification/2025-11-25/basic/lifecycle#initialization
 */
export function initializeDraft(draft: Draft, requestId: number): Draft {
  const params = {
    protocolVersion: LATEST_LEGACY_REVISION,
    capabilities: draft.clientCapabilities,
    // Both are required here, unlike in the modern era.
    clientInfo: draft.clientInfo ? { ...draft.clientInfo } : { name: 'unnamed', version: '0' },
  };
  return { ...ownDraft(draft, 'initialize', params), requestId };
}

export function initializedDraft(draft: Draft): Draft {
  return { ...ownDraft(draft, 'notifications/initialized', {}), notification: true };
}

/** https://modelcontextprotocol.io/specification/2025-11-25/client/roots#root-list-changes */
export function rootsChangedDraft(declared: JsonObject): Draft {
  const cause = { clientCapabilities: declared, clientInfo: null };
  return { ...ownDraft(cause, 'notifications/roots/list_changed', {}), notification: true };
}

/** https://modelcontextprotocol.io/specification/2025-11-25/basic/utilities/cancellation */
export function cancelledDraft(draft: Draft, requestId: string | number, reason: string): Draft {
  return { ...ownDraft(draft, 'notifications/cancelled', { requestId, reason }), notification: true };
}

/** The message that answers a request of the server's. */
export function replyTo(id: string | number, answer: InputAnswer): JsonObject {
  return answer.kind === 'result'
    ? { jsonrpc: '2.0', id, result: answer.result }
    : { jsonrpc: '2.0', id, error: { code: answer.code, message: answer.message } };
}

/**
 * Reads the answer to initialize. A revision that Hopscope does not speak ends it there:
 * https://modelcontextprotocol.io/specification/2025-11-25/basic/lifecycle#version-negotiation
 */
export function readIntroduction(answer: JsonObject): HandshakeOutcome {
  const { result, error } = answer;
  if (!isJsonObject(result)) {
    const said = isJsonObject(error) && typeof error['message'] === 'string' ? `: ${error['message']}` : '';
    return { ok: false, problem: `The server refused initialize${said}.`, isRevision: false };
  }
  const { protocolVersion, capabilities, serverInfo, instructions } = result;
  if (!isLegacyRevision(protocolVersion)) {
    const got =
      protocolVersion === undefined
        ? 'no revision'
        : `revision ${JSON.stringify(protocolVersion).slice(0, 60)}`;
    return {
      ok: false,
      problem: `The server answered initialize with ${got}; Hopscope opens sessions of ${LEGACY_REVISIONS.join(', ')}.`,
      isRevision: true,
    };
  }
  return {
    ok: true,
    server: {
      revision: protocolVersion,
      capabilities: isJsonObject(capabilities) ? capabilities : {},
      serverInfo: isJsonObject(serverInfo) ? serverInfo : {},
      ...(typeof instructions === 'string' && { instructions }),
    },
  };
}
