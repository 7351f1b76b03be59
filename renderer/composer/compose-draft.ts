import type { Draft, JsonObject, JsonValue } from '../../shared/model/draft.ts';
import { nameFieldOf } from '../../shared/spec/modern.ts';
import {
  DEFAULT_OPTIONS,
  selectCapabilities,
  selectEntry,
  selectSubject,
  selectText,
  textKey,
  type ComposerOptions,
  type ComposerState,
} from './composer-state.ts';
import { parseObject, prettyJson } from '../ui/json-text.ts';
import { isJsonObject } from '../../shared/model/json.ts';
import { methodShape, type EditedPart } from './methods.ts';

/** What the screen says as it stands: a draft, or why there is none (sentences). */
export type Composed =
  { readonly ok: true; readonly draft: Draft } | { readonly ok: false; readonly problems: readonly string[] };

/** Digits alone mean a number, as JSON-RPC ids and progress tokens are usually written. */
export function tokenFrom(text: string): string | number {
  const number = Number(text);
  return /^-?\d+$/.test(text) && Number.isSafeInteger(number) ? number : text;
}

function optionalParts(options: ComposerOptions): Partial<Draft> {
  const token = options.progressToken.trim();
  const id = options.requestId.trim();
  const trace = options.traceparent.trim();
  return {
    ...(options.logLevel !== '' && { logLevel: options.logLevel }),
    ...(token !== '' && { progressToken: tokenFrom(token) }),
    ...(trace !== '' && { traceparent: trace }),
    ...(id !== '' && !options.notification && { requestId: tokenFrom(id) }),
    ...(options.notification && { notification: true }),
  };
}

/** A field of seconds as ms; undefined where it is empty, a sentence where it is no such number. */
function milliseconds(text: string, label: string): number | string | undefined {
  if (text.trim() === '') return undefined;
  const seconds = Number(text);
  if (!Number.isFinite(seconds) || seconds <= 0) {
    return `${label}: write a number of seconds above 0, such as 60.`;
  }
  return Math.round(seconds * 1000);
}

function timeouts(options: ComposerOptions): {
  readonly limits: Partial<Draft>;
  readonly problems: string[];
} {
  const read = {
    idleTimeoutMs: milliseconds(options.idleSeconds, 'Idle timeout'),
    timeoutMs: milliseconds(options.timeoutSeconds, 'Timeout'),
    maxTimeoutMs: milliseconds(options.maxTimeoutSeconds, 'Longest timeout'),
  };
  const problems = Object.values(read).filter((value) => typeof value === 'string');
  const { timeoutMs, maxTimeoutMs } = read;
  if (typeof maxTimeoutMs === 'number') {
    if (timeoutMs === undefined)
      problems.push('Longest timeout: set a timeout, too, that progress can put off.');
    if (typeof timeoutMs === 'number' && maxTimeoutMs < timeoutMs) {
      problems.push('Longest timeout: it cannot be shorter than the timeout.');
    }
  }
  const limits = Object.fromEntries(Object.entries(read).filter(([, value]) => typeof value === 'number'));
  return { limits, problems };
}

function composeParams(state: ComposerState): { params: JsonObject; problems: readonly string[] } {
  const shape = methodShape(state.method);
  const subject = selectSubject(state);
  const edited = parseObject(selectText(state), shape.edits === 'arguments' ? 'Arguments' : 'Parameters');
  const other = parseObject(state.options.otherParams, 'Other parameters');
  const problems = [edited, other].flatMap((part) => (part.ok ? [] : [part.problem]));
  const value = edited.ok ? edited.value : {};
  const own: JsonObject = shape.edits === 'arguments' ? { name: subject, arguments: value } : value;
  return { params: { ...own, ...(other.ok ? other.value : {}) }, problems };
}

/** The picked tool's inputSchema: the source of the Mcp-Param-* headers. */
function toolSchemaOf(state: ComposerState): JsonValue | undefined {
  return state.method === 'tools/call' ? selectEntry(state)?.entry.entry['inputSchema'] : undefined;
}

/** From what stands on the screen to a draft. Pure; never throws. */
export function composeDraft(state: ComposerState): Composed {
  const { options } = state;
  const { params, problems } = composeParams(state);
  const capabilities = selectCapabilities(state);
  const waits = timeouts(options);
  const schema = toolSchemaOf(state);
  const faults = [
    ...(state.method.trim() === '' ? ['Choose a method.'] : []),
    ...missingSubject(state),
    ...problems,
    ...(capabilities.ok ? [] : [capabilities.problem]),
    ...waits.problems,
  ];
  if (faults.length > 0 || !capabilities.ok) return { ok: false, problems: faults };
  return {
    ok: true,
    draft: {
      era: state.era,
      revision: state.revision,
      method: state.method.trim(),
      params,
      ...(schema !== undefined && { toolSchema: schema }),
      clientCapabilities: capabilities.value,
      clientInfo: options.sendClientInfo
        ? { name: options.clientName, version: options.clientVersion }
        : null,
      ...optionalParts(options),
      tamper: state.tamper,
      ...waits.limits,
      ...(!options.followUp && { followUp: false }),
      ...(Object.keys(options.respond).length > 0 && { respond: options.respond }),
    },
  };
}

function missingSubject(state: ComposerState): string[] {
  const { edits, subject } = methodShape(state.method);
  return edits === 'arguments' && selectSubject(state) === '' ? [`Choose a ${subject ?? 'name'}.`] : [];
}

function tokenText(token: string | number | undefined): string {
  return token === undefined ? '' : String(token);
}

function secondsText(ms: number | undefined): string {
  return ms === undefined ? '' : String(ms / 1000);
}

function optionsOf(draft: Draft, otherParams: JsonObject): ComposerOptions {
  return {
    ...DEFAULT_OPTIONS,
    logLevel: draft.logLevel ?? '',
    progressToken: tokenText(draft.progressToken),
    traceparent: draft.traceparent ?? '',
    requestId: tokenText(draft.requestId),
    sendClientInfo: draft.clientInfo !== null,
    ...(draft.clientInfo && { clientName: draft.clientInfo.name, clientVersion: draft.clientInfo.version }),
    clientCapabilities: prettyJson(draft.clientCapabilities),
    respond: draft.respond ?? {},
    otherParams: Object.keys(otherParams).length === 0 ? '' : prettyJson(otherParams),
    idleSeconds: secondsText(draft.idleTimeoutMs),
    timeoutSeconds: secondsText(draft.timeoutMs),
    maxTimeoutSeconds: secondsText(draft.maxTimeoutMs),
    followUp: draft.followUp !== false,
    notification: draft.notification === true,
  };
}

/** Which part of `params` the editor takes, and what is left for "Other parameters". */
function splitParams(params: JsonObject, edits: EditedPart): { edited: JsonObject; other: JsonObject } {
  if (edits === 'params') return { edited: params, other: {} };
  const { arguments: args, name, ...rest } = params;
  const odd: JsonObject = {
    ...(args !== undefined && !isJsonObject(args) && { arguments: args }),
    ...(name !== undefined && typeof name !== 'string' && { name }),
  };
  return { edited: isJsonObject(args) ? args : {}, other: { ...rest, ...odd } };
}

/** From a draft back to what stands on the screen: "edit and resend" and saved requests. */
export function stateFromDraft(draft: Draft): Pick<
  ComposerState,
  'method' | 'options' | 'era' | 'revision' | 'tamper'
> & {
  readonly subject: string;
  readonly text: string;
  readonly key: string;
} {
  const shape = methodShape(draft.method);
  const field = nameFieldOf(draft.method);
  const named = field === undefined ? undefined : draft.params[field];
  const subject = typeof named === 'string' ? named : '';
  const { edited, other } = splitParams(draft.params, shape.edits);
  return {
    method: draft.method,
    subject,
    text: prettyJson(edited),
    key: textKey(draft.method, subject),
    options: optionsOf(draft, other),
    era: draft.era,
    revision: draft.revision,
    tamper: draft.tamper,
  };
}
