import type { JsonObject, JsonValue } from '../../../shared/model/draft.ts';
import { inputKindOf, type InputAnswer, type InputRequest, type Root } from '../../../shared/model/input.ts';
import { isJsonObject } from '../../../shared/model/json.ts';
import { defaultsFor } from '../../../shared/model/schema-defaults.ts';
import { parseObject, prettyJson } from '../json-text.ts';

/** How a request is answered on screen: a form, an address to open, a model's answer, roots, or JSON alone. */
export type InputForm = 'form' | 'url' | 'sampling' | 'roots' | 'unknown';

/** An answer that is being written. */
export interface InputDraft {
  readonly form: InputForm;
  /** `refuse`: a JSON-RPC error (legacy era). `leave-out`: no answer under its key (modern era). */
  readonly give: 'answer' | 'refuse' | 'leave-out';
  readonly view: 'form' | 'json';
  /** What the form shows. The content of an elicitation stays here while another action is chosen. */
  readonly result: JsonObject;
  /** What stands in the JSON view. */
  readonly text: string;
  /** Of a refusal. */
  readonly refusal: { readonly code: number; readonly message: string };
}

/** By which legacy servers are told that a person said no. https://modelcontextprotocol.io/specification/2025-11-25/client/sampling#error-handling */
const REJECTED = -1;

/** What a request is answered with. Requests without `mode` are in form mode. Pure. */
export function formOf({ method, params }: InputRequest): InputForm {
  const kind = inputKindOf(method);
  if (kind === undefined) return 'unknown';
  if (kind !== 'elicitation') return kind;
  const { mode } = params;
  if (mode === 'url') return 'url';
  return mode === undefined || mode === 'form' ? 'form' : 'unknown';
}

function firstResult(form: InputForm, params: JsonObject, roots: readonly Root[]): JsonObject {
  switch (form) {
    case 'form': {
      const { requestedSchema } = params;
      return { action: 'accept', content: isJsonObject(requestedSchema) ? defaultsFor(requestedSchema) : {} };
    }
    case 'sampling':
      return {
        role: 'assistant',
        content: { type: 'text', text: '' },
        model: 'by-hand',
        stopReason: 'endTurn',
      };
    case 'roots':
      return { roots: roots.map((root) => ({ ...root })) };
    // What is opened is a person's decision: nothing is chosen beforehand.
    case 'url':
    case 'unknown':
      return {};
  }
}

/**
 * The answer as it first stands on screen: an elicitation with the defaults of its schema, the workspace's roots.
 * Sources: https://modelcontextprotocol.io/specification/2026-07-28/client/elicitation,
 * https://modelcontextprotocol.io/specification/2026-07-28/client/sampling and
 * https://modelcontextprotocol.io/specification/2026-07-28/client/roots. Pure.
 */
export function firstDraft(request: InputRequest, roots: readonly Root[]): InputDraft {
  const form = formOf(request);
  const result = firstResult(form, request.params, roots);
  const what = form === 'roots' ? 'request for roots' : form === 'sampling' ? 'sampling request' : 'request';
  return {
    form,
    give: 'answer',
    view: form === 'unknown' ? 'json' : 'form',
    result,
    text: prettyJson(result),
    refusal: { code: REJECTED, message: `The user rejected the ${what}.` },
  };
}

/** The action of an elicitation; undefined where none was chosen yet. Pure. */
export function actionOf({ result }: InputDraft): 'accept' | 'decline' | 'cancel' | undefined {
  const { action } = result;
  return action === 'accept' || action === 'decline' || action === 'cancel' ? action : undefined;
}

/** Content goes with `accept` only, and there is none in URL mode. */
function resultToSend(draft: InputDraft): JsonObject {
  const { form, result } = draft;
  if (form !== 'url' && (form !== 'form' || actionOf(draft) === 'accept')) return result;
  return Object.fromEntries(Object.entries(result).filter(([key]) => key !== 'content'));
}

/** The draft in the other view, or the reason why the form cannot show what was written: a sentence. Pure. */
export function inView(
  draft: InputDraft,
  view: InputDraft['view'],
): { readonly ok: true; readonly draft: InputDraft } | { readonly ok: false; readonly problem: string } {
  if (view === draft.view) return { ok: true, draft };
  if (view === 'json') return { ok: true, draft: { ...draft, view, text: prettyJson(resultToSend(draft)) } };
  const parsed = parseObject(draft.text, 'The answer');
  if (!parsed.ok) return parsed;
  const { content } = draft.result;
  // What was filled in before comes back with `accept`.
  const kept = draft.form === 'form' && content !== undefined && parsed.value['content'] === undefined;
  const result = kept ? { ...parsed.value, content } : parsed.value;
  return { ok: true, draft: { ...draft, view, result } };
}

/** What the draft sends: an answer, nothing (`left-out`), or a sentence that says what is missing. Pure. */
export type FinishedInput =
  | { readonly kind: 'answer'; readonly answer: InputAnswer }
  | { readonly kind: 'left-out' }
  | { readonly kind: 'problem'; readonly problem: string };

/** What the draft sends as it stands. The specification's rules are the server's to check; only JSON has to be JSON. Pure. */
export function finishInput(draft: InputDraft): FinishedInput {
  if (draft.give === 'leave-out') return { kind: 'left-out' };
  if (draft.give === 'refuse') return { kind: 'answer', answer: { kind: 'error', ...draft.refusal } };
  if (draft.view === 'json') {
    const parsed = parseObject(draft.text, 'The answer');
    return parsed.ok
      ? { kind: 'answer', answer: { kind: 'result', result: parsed.value } }
      : { kind: 'problem', problem: parsed.problem };
  }
  if ((draft.form === 'form' || draft.form === 'url') && actionOf(draft) === undefined) {
    return { kind: 'problem', problem: 'Choose Accept, Decline or Cancel first.' };
  }
  return { kind: 'answer', answer: { kind: 'result', result: resultToSend(draft) } };
}

/** The answers by the server's keys, or the first problem: a sentence. Pure. */
export function finishAll(
  drafts: Readonly<Record<string, InputDraft>>,
):
  | { readonly ok: true; readonly responses: Readonly<Record<string, JsonValue>> }
  | { readonly ok: false; readonly problem: string } {
  const responses: [string, JsonValue][] = [];
  const several = Object.keys(drafts).length > 1;
  for (const [key, draft] of Object.entries(drafts)) {
    const finished = finishInput(draft);
    if (finished.kind === 'problem') {
      return { ok: false, problem: several ? `${key}: ${finished.problem}` : finished.problem };
    }
    if (finished.kind === 'answer' && finished.answer.kind === 'result') {
      responses.push([key, finished.answer.result]);
    }
  }
  return { ok: true, responses: Object.fromEntries(responses) };
}
