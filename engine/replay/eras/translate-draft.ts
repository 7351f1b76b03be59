import { NO_TAMPER, type Draft } from '../../../shared/model/draft.ts';
import type { Era } from '../../../shared/model/instance.ts';
import type { JsonObject } from '../../../shared/model/json.ts';
import { LATEST_LEGACY_REVISION } from '../../../shared/spec/legacy.ts';
import { MODERN_REVISION } from '../../../shared/spec/modern.ts';

/** Headers that each era writes in its own way: what a recorded request did to them says nothing in the other one. */
const ERAS_OWN = /^(?:mcp-|accept$|content-type$|last-event-id$)/i;

/**
 * The same intent in another era: method and arguments stay, the envelope is that era's. A legacy call that asks for a task only
 * asks for the call, as the Tasks extension leaves it to the server. In its own era a draft stays as it is. Pure.
 */
export function translateDraft(draft: Draft, era: Era): Draft {
  if (draft.era === era) return draft;
  const { toolSchema, logLevel: _level, progressToken, traceparent, ...plain } = draft;
  const headers = draft.tamper.headers.filter(({ name }) => !ERAS_OWN.test(name));
  return {
    ...plain,
    era,
    revision: era === 'modern' ? MODERN_REVISION : LATEST_LEGACY_REVISION,
    params: era === 'modern' ? withoutTask(draft.params) : draft.params,
    ...(era === 'modern' && toolSchema !== undefined && { toolSchema }),
    ...(progressToken !== undefined && { progressToken }),
    ...(traceparent !== undefined && { traceparent }),
    tamper: { ...NO_TAMPER, headers },
  };
}

function withoutTask({ task: _wish, ...params }: JsonObject): JsonObject {
  return params;
}
