import { isJsonObject } from '../shared/model/json.ts';
import {
  INPUT_KINDS,
  INPUT_METHODS,
  inputKindOf,
  type InputAnswer,
  type InputKind,
  type InputRequest,
  type Responders,
} from '../shared/model/input.ts';
import { errorOf, resultOf, type Outcome } from './outcome.ts';
import { visibleLine } from './output/paint.ts';

/** Questions that a sentence names. */
const MOST_NAMED = 5;

/**
 * Why a conversation ends with a question: a sentence that says what to do; undefined where it ends with an answer.
 * `responders` are those that would have answered.
 */
export function unansweredBy(outcome: Outcome, responders: Responders): string | undefined {
  const result = resultOf(outcome);
  if (result?.['resultType'] !== 'input_required') return undefined;
  const { instanceName, link } = outcome.detail.row;
  const { inputRequests } = result;
  const methods = isJsonObject(inputRequests) ? Object.values(inputRequests).map(methodOf) : [];
  if (methods.length === 0) {
    return `${instanceName} wants the same request again with its state: --respond accept goes on by itself.`;
  }
  const kinds = methods.map(inputKindOf).filter((kind) => kind !== undefined);
  const open = kinds.find((kind) => (responders[kind]?.mode ?? 'ask') === 'ask');
  if (open !== undefined || kinds.length < methods.length) return nobodyAnswered(instanceName, methods, open);
  const refused = kinds.find((kind) => kind !== 'elicitation' && isRefusal(responders, kind));
  if (refused !== undefined) {
    return `${instanceName} asks for ${INPUT_METHODS[refused]}, which --respond refuses: no further round is sent.`;
  }
  const rounds = link?.kind === 'round' ? ` after ${String(link.round ?? 2)} rounds` : '';
  return `${instanceName} still asks${rounds}: ${named(methods)}. The automatic answer does not do; give another with --respond ${kinds[0] ?? 'elicitation'}= and JSON or a file.`;
}

/** The same for requests of a legacy server that were refused because nobody was there. */
export function unansweredRequests(instanceName: string, requests: readonly InputRequest[]): string {
  const methods = requests.map(({ method }) => method);
  return nobodyAnswered(
    instanceName,
    methods,
    methods.map(inputKindOf).find((kind) => kind !== undefined),
  );
}

/** What is sent to a legacy server that waits for a person: there is none. */
export function refusalOf({ method }: InputRequest): InputAnswer {
  if (inputKindOf(method) === 'elicitation') return { kind: 'result', result: { action: 'cancel' } };
  return { kind: 'error', code: -1, message: `Nobody is there to answer ${method}.` };
}

/** Which flag declares what a server says it needs; undefined where it says no such thing. */
export function missingCapability(outcome: Outcome): string | undefined {
  const error = errorOf(outcome);
  const data = error?.['code'] === -32021 ? error['data'] : undefined;
  const needed = isJsonObject(data) ? data['requiredCapabilities'] : undefined;
  if (!isJsonObject(needed)) return undefined;
  const kind = INPUT_KINDS.find((known) => known in needed);
  const how =
    kind === undefined
      ? `--capabilities '${visibleLine(JSON.stringify(needed), 200)}' declares it.`
      : `--respond ${kind}=accept declares it and answers.`;
  return `${outcome.detail.row.instanceName} needs a capability that was not declared. ${how}`;
}

function nobodyAnswered(
  instanceName: string,
  methods: readonly string[],
  kind: InputKind | undefined,
): string {
  const how =
    kind === undefined
      ? 'Hopscope has no automatic answer to that: the app has a panel for it.'
      : `Answer with --respond ${kind}=accept, decline or cancel, or with JSON or a file instead of these.`;
  return `${instanceName} asks for input, and nobody answered: ${named(methods)}. ${how}`;
}

function named(methods: readonly string[]): string {
  const shown = methods.slice(0, MOST_NAMED).map((method) => visibleLine(method, 60));
  const more = methods.length - shown.length;
  return `${shown.join(', ')}${more > 0 ? ` and ${String(more)} more` : ''}`;
}

function methodOf(request: unknown): string {
  if (typeof request !== 'object' || request === null || !('method' in request)) return '(no method)';
  return typeof request.method === 'string' ? request.method : '(no method)';
}

function isRefusal(responders: Responders, kind: InputKind): boolean {
  const mode = responders[kind]?.mode;
  return mode === 'decline' || mode === 'cancel';
}
