import { acceptedContent } from '../../shared/model/accepted-content.ts';
import type { JsonObject } from '../../shared/model/draft.ts';
import {
  inputKindOf,
  type ClientSettings,
  type InputAnswer,
  type InputRequest,
  type Responder,
  type Responders,
} from '../../shared/model/input.ts';
import { isJsonObject } from '../../shared/model/json.ts';
import { misfitOf } from '../lint/schema/fit.ts';

/** By which legacy servers are told that a person said no. https://modelcontextprotocol.io/specification/2025-11-25/client/sampling#error-handling */
const REJECTED = -1;

const FIXED_SAMPLE: JsonObject = {
  role: 'assistant',
  content: {
    type: 'text',
    text: 'This is the fixed answer of Hopscope’s automatic responder, not that of a model.',
  },
  model: 'hopscope-automatic-responder',
  stopReason: 'endTurn',
};

/**
 * The answer that a responder gives; undefined where a person is to be asked, where no answer of its own would fit, and for
 * what is no input request.
 * `respond`: what the draft says instead of the workspace's settings. Pure.
 *
 * Sources: https://modelcontextprotocol.io/specification/2026-07-28/client/elicitation,
 * https://modelcontextprotocol.io/specification/2026-07-28/client/sampling and
 * https://modelcontextprotocol.io/specification/2026-07-28/client/roots
 */
export function automaticAnswer(
  request: InputRequest,
  settings: Pick<ClientSettings, 'roots' | 'responders'>,
  respond: Responders = {},
): InputAnswer | undefined {
  const kind = inputKindOf(request.method);
  if (kind === undefined) return undefined;
  const responder: Responder = respond[kind] ?? settings.responders[kind] ?? { mode: 'ask' };
  if (responder.mode === 'ask') return undefined;
  if (responder.mode === 'canned') return result(responder.result);
  switch (kind) {
    case 'elicitation':
      return elicited(request.params, responder.mode);
    case 'sampling':
      return responder.mode === 'accept' ? result(FIXED_SAMPLE) : refused('sampling request');
    case 'roots':
      return responder.mode === 'accept'
        ? result({ roots: settings.roots.map((root) => ({ ...root })) })
        : refused('request for roots');
  }
}

/**
 * Content goes with `accept` only, and there is none in URL mode. A form that nothing fits which could be made up, as one
 * with a pattern, is a person's.
 */
function elicited(params: JsonObject, action: 'accept' | 'decline' | 'cancel'): InputAnswer | undefined {
  if (action !== 'accept' || params['mode'] === 'url') return result({ action });
  const { requestedSchema } = params;
  if (!isJsonObject(requestedSchema)) return result({ action, content: {} });
  const content = acceptedContent(requestedSchema);
  return misfitOf(requestedSchema, content) ? undefined : result({ action, content });
}

function result(value: JsonObject): InputAnswer {
  return { kind: 'result', result: value };
}

function refused(what: string): InputAnswer {
  return { kind: 'error', code: REJECTED, message: `The user rejected the ${what}.` };
}
