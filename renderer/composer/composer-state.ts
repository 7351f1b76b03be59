import type { BridgeError } from '../../shared/bridge/result.ts';
import { NO_TAMPER, type Draft, type Tamper } from '../../shared/model/draft.ts';
import { DEFAULT_CLIENT_SETTINGS, type ClientSettings, type Responders } from '../../shared/model/input.ts';
import type { Listing, ListKind } from '../../shared/model/listing.ts';
import type { RequestPreview } from '../../shared/model/request-preview.ts';
import { MODERN_REVISION } from '../../shared/spec/modern.ts';
import type { AnswersState } from './answers-state.ts';
import { parseObject, prettyJson } from '../ui/json-text.ts';
import { methodShape } from './methods.ts';
import { skeletonFor } from '../../shared/model/schema-skeleton.ts';

/** Everything that can be added to a request beside its method and parameters; texts as they stand in the fields. */
export interface ComposerOptions {
  /** Empty: none is sent. */
  readonly logLevel: string;
  /** Empty: none is sent. Digits alone are sent as a number. */
  readonly progressToken: string;
  /** Empty: none is sent. */
  readonly traceparent: string;
  /** Empty: the engine takes the next free one. Digits alone are sent as a number. */
  readonly requestId: string;
  readonly sendClientInfo: boolean;
  readonly clientName: string;
  readonly clientVersion: string;
  /** JSON object; empty: what the workspace declares. */
  readonly clientCapabilities: string;
  /** What answers by itself when the server asks for input; a kind that is left out: as the workspace says. */
  readonly respond: Responders;
  /** JSON object, merged into `params`: requestState, inputResponses and whatever else stands there. */
  readonly otherParams: string;
  /** Seconds; empty: the engine's own limit. */
  readonly idleSeconds: string;
  /** Seconds until the request is cancelled; empty: none. */
  readonly timeoutSeconds: string;
  /** Seconds up to which progress may put the timeout off; empty: progress changes nothing. */
  readonly maxTimeoutSeconds: string;
  /** What the specification wants next follows by itself. */
  readonly followUp: boolean;
  readonly notification: boolean;
}

/** A list of what a server offers, on its way or here. */
export interface ListingLoad {
  readonly state: 'loading' | 'ready' | 'failed';
  readonly listing?: Listing;
  readonly error?: BridgeError;
  /** The server said since that it has changed. */
  readonly changed?: true;
}

/** The request as the engine would send it now, and without the tampering. */
export interface PreviewState {
  readonly state: 'none' | 'ready' | 'failed';
  readonly preview?: RequestPreview;
  /** What would leave without tampering; the same object where there is none. */
  readonly built?: RequestPreview;
  /** A sentence. */
  readonly problem?: string;
}

export interface ComposerState {
  readonly instanceIds: readonly string[];
  /** The user chose them: they stay as they are. Otherwise they follow the workspace. */
  readonly chosenByHand: boolean;
  /** The one whose request is shown; the first chosen one where this is not chosen. */
  readonly previewInstanceId: string | undefined;
  readonly method: string;
  /** What was picked, by method: a tool's name, a resource's URI. */
  readonly subjects: Readonly<Record<string, string>>;
  /** Texts of the editor, by method and subject (`textKey`): switching tools keeps each one's. */
  readonly texts: Readonly<Record<string, string>>;
  readonly options: ComposerOptions;
  /** What the workspace declares and answers where the options say nothing else. */
  readonly client: ClientSettings;
  readonly era: Draft['era'];
  readonly revision: string;
  readonly tamper: Tamper;
  /** By instance and kind (`listingKey`). */
  readonly listings: Readonly<Record<string, ListingLoad>>;
  readonly preview: PreviewState;
  readonly answers: AnswersState | undefined;
  /** In how many places the arguments are not what the tool's schema wants. They can be sent all the same. */
  readonly argumentProblems: number;
  readonly sending: boolean;
  /** Why the last Send was refused: a sentence. */
  readonly sendProblem: string | undefined;
}

export const DEFAULT_OPTIONS: ComposerOptions = {
  logLevel: '',
  progressToken: '',
  traceparent: '',
  requestId: '',
  sendClientInfo: true,
  clientName: 'hopscope',
  clientVersion: '',
  clientCapabilities: '',
  respond: {},
  otherParams: '',
  idleSeconds: '',
  timeoutSeconds: '',
  maxTimeoutSeconds: '',
  followUp: true,
  notification: false,
};

export const INITIAL_STATE: ComposerState = {
  instanceIds: [],
  chosenByHand: false,
  previewInstanceId: undefined,
  method: 'tools/call',
  subjects: {},
  texts: {},
  options: DEFAULT_OPTIONS,
  client: DEFAULT_CLIENT_SETTINGS,
  era: 'auto',
  revision: MODERN_REVISION,
  tamper: NO_TAMPER,
  listings: {},
  preview: { state: 'none' },
  answers: undefined,
  argumentProblems: 0,
  sending: false,
  sendProblem: undefined,
};

export function listingKey(instanceId: string, kind: ListKind): string {
  return `${kind} ${instanceId}`;
}

/** The lists with those marked of which the server said that they have changed. */
export function withChanged(
  listings: ComposerState['listings'],
  instanceId: string,
  kinds: readonly ListKind[],
): ComposerState['listings'] {
  const keys = new Set(kinds.map((kind) => listingKey(instanceId, kind)));
  return Object.fromEntries(
    Object.entries(listings).map(([key, load]) => [key, keys.has(key) ? { ...load, changed: true } : load]),
  );
}

export function textKey(method: string, subject: string): string {
  return `${method} ${subject}`;
}

/** The picked tool, prompt or resource of the present method; empty where nothing is picked. */
export function selectSubject(state: ComposerState): string {
  return state.subjects[state.method] ?? '';
}

/** The list of one kind of the instance that the pickers ask: the first chosen one. */
export function selectListing(state: ComposerState, kind: ListKind): ListingLoad | undefined {
  const [first] = state.instanceIds;
  return first === undefined ? undefined : state.listings[listingKey(first, kind)];
}

/** The picked entry as the server sent it, with the list that it came from. */
export function selectEntry(
  state: ComposerState,
): { readonly kind: ListKind; readonly entry: Listing['entries'][number] } | undefined {
  const subject = selectSubject(state);
  if (subject === '') return undefined;
  for (const kind of methodShape(state.method).lists) {
    const entry = selectListing(state, kind)?.listing?.entries.find((own) => own.name === subject);
    if (entry) return { kind, entry };
  }
  return undefined;
}

/** JSON Schema of what the editor holds, as an object: the tool's own, or the method's. */
export function selectSchema(state: ComposerState): Readonly<Record<string, unknown>> {
  const picked = selectEntry(state);
  const own = picked?.entry.entry['inputSchema'];
  if (state.method === 'tools/call' && typeof own === 'object' && own !== null && !Array.isArray(own)) {
    return own as Readonly<Record<string, unknown>>;
  }
  return picked?.kind === 'prompts' && state.method === 'prompts/get'
    ? promptSchema(picked.entry.entry)
    : methodShape(state.method).schema;
}

function promptSchema(entry: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const listed = Array.isArray(entry['arguments']) ? (entry['arguments'] as readonly unknown[]) : [];
  const properties: [string, unknown][] = [];
  const required: string[] = [];
  for (const argument of listed) {
    if (typeof argument !== 'object' || argument === null) continue;
    const { name, description, required: needed } = argument as Readonly<Record<string, unknown>>;
    if (typeof name !== 'string') continue;
    properties.push([name, { type: 'string', ...(typeof description === 'string' && { description }) }]);
    if (needed === true) required.push(name);
  }
  return {
    type: 'object',
    properties: Object.fromEntries(properties),
    required,
    additionalProperties: false,
  };
}

/** The text that the editor starts with: a skeleton of the schema, or the picked resource. */
export function initialText(state: ComposerState): string {
  const shape = methodShape(state.method);
  const subject = selectSubject(state);
  if (shape.edits === 'arguments') {
    return prettyJson(skeletonFor(selectSchema(state) as Parameters<typeof skeletonFor>[0]));
  }
  if (shape.subject === 'resource' && subject !== '') return prettyJson({ uri: subject });
  const picked = selectEntry(state);
  if (state.method === 'completion/complete' && picked) {
    const { kind, entry } = picked;
    const ref =
      kind === 'prompts'
        ? { type: 'ref/prompt', name: entry.name }
        : { type: 'ref/resource', uri: entry.name };
    return prettyJson({ ref, argument: { name: firstArgument(kind, entry), value: '' } });
  }
  return prettyJson(shape.initial);
}

function firstArgument(kind: ListKind, entry: Listing['entries'][number]): string {
  if (kind === 'templates') return /\{[+#./;?&]?([^}*:,]+)/.exec(entry.name)?.[1] ?? '';
  const listed = entry.entry['arguments'];
  const first: unknown = Array.isArray(listed) ? (listed as readonly unknown[])[0] : undefined;
  if (typeof first !== 'object' || first === null || !('name' in first)) return '';
  return typeof first.name === 'string' ? first.name : '';
}

/** What stands in the editor. */
export function selectText(state: ComposerState): string {
  return state.texts[textKey(state.method, selectSubject(state))] ?? initialText(state);
}

/** The declared capabilities as an object, or why the text is none: a sentence. */
export function selectCapabilities({ options, client }: Pick<ComposerState, 'options' | 'client'>) {
  return options.clientCapabilities.trim() === ''
    ? ({ ok: true, value: client.capabilities } as const)
    : parseObject(options.clientCapabilities, 'Client capabilities');
}

/** How many options differ from what is sent by itself. */
export function optionCount(options: ComposerOptions): number {
  const keys = Object.keys(DEFAULT_OPTIONS) as (keyof ComposerOptions)[];
  const plain = keys.filter(
    (key) => key !== 'clientVersion' && key !== 'respond' && options[key] !== DEFAULT_OPTIONS[key],
  );
  return plain.length + Object.keys(options.respond).length;
}
