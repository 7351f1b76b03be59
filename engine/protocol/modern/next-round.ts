import type { Draft, JsonObject, JsonValue } from '../../../shared/model/draft.ts';
import type { AskedInput, StateChoice } from '../../../shared/model/input.ts';

/**
 * The next round of a multi round-trip request: the same parameters, the answers, the exact state unless another was
 * chosen, and an id of its own. Pure.
 * Source: https://modelcontextprotocol.io/specification/2026-07-28/basic/patterns/mrtr#client-requirements-basic-workflow
 */
export function nextRound(
  draft: Draft,
  asked: Pick<AskedInput, 'requestState'>,
  responses: Readonly<Record<string, JsonValue>> | undefined,
  state: StateChoice,
): Draft {
  const { requestId: _own, ...same } = draft;
  const { inputResponses: _before, requestState: _old, ...params } = draft.params;
  const value = stateValue(asked, state);
  const next: JsonObject = {
    ...params,
    ...(responses !== undefined && { inputResponses: responses }),
    ...(value !== undefined && { requestState: value }),
  };
  const { requestState: _tampered, ...tamper } = draft.tamper;
  const tampering = tamperingOf(asked, value);
  return {
    ...same,
    params: next,
    tamper: { ...tamper, ...(tampering && { requestState: tampering }) },
  };
}

function stateValue(
  { requestState }: Pick<AskedInput, 'requestState'>,
  state: StateChoice,
): string | undefined {
  if (state.kind === 'exact') return requestState;
  return state.kind === 'other' ? state.value : undefined;
}

function tamperingOf(
  { requestState }: Pick<AskedInput, 'requestState'>,
  value: string | undefined,
): 'dropped' | 'changed' | undefined {
  if (value === requestState) return undefined;
  return value === undefined ? 'dropped' : 'changed';
}
