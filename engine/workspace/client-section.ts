import { clientSettingsSchema } from '../../shared/bridge/schemas.ts';
import type { JsonObject, JsonValue } from '../../shared/model/draft.ts';
import {
  DEFAULT_CLIENT_SETTINGS,
  INPUT_KINDS,
  type ClientSettings,
  type InputKind,
} from '../../shared/model/input.ts';
import { AppError } from '../app-error.ts';
import { isList, isObject } from './file-reading.ts';

/** What the section `client` of a workspace's file says. */
export type ClientReading =
  | { readonly kind: 'ok'; readonly value: ClientSettings }
  /** The message completes "…is left out: ". */
  | { readonly kind: 'faulty'; readonly message: string };

/** Reads the section; what it does not name is as in `DEFAULT_CLIENT_SETTINGS`. Never throws. */
export function readClientSection(section: JsonValue): ClientReading {
  if (!isObject(section)) return { kind: 'faulty', message: 'it is no object.' };
  const read = clientSettingsSchema.safeParse({ ...DEFAULT_CLIENT_SETTINGS, ...section });
  if (!read.success) {
    const issue = read.error.issues[0];
    const path = (issue?.path ?? []).map(String).join('.');
    return { kind: 'faulty', message: `${path || 'it'}: ${issue?.message ?? 'not what belongs here'}.` };
  }
  const fault = faultOf(read.data);
  return fault === undefined ? { kind: 'ok', value: read.data } : { kind: 'faulty', message: fault };
}

/** Throws AppError BAD_INPUT with a sentence where these settings cannot be kept. */
export function checkClientSettings(settings: ClientSettings): ClientSettings {
  const fault = faultOf(settings);
  if (fault !== undefined) throw new AppError('BAD_INPUT', fault);
  return settings;
}

/**
 * A canned result must have the form that its kind has: it goes out by itself, again and again. Whoever wants to send
 * a wrong one on purpose answers by hand, or says so in the request itself.
 */
function faultOf({ roots, responders }: ClientSettings): string | undefined {
  for (const [index, { uri }] of roots.entries()) {
    const fault = faultInRootUri(uri);
    if (fault !== undefined) return `The root in place ${String(index + 1)} ${fault}`;
  }
  for (const kind of INPUT_KINDS) {
    const responder = responders[kind];
    if (responder?.mode !== 'canned') continue;
    const fault = CANNED_FAULTS[kind](responder.result);
    if (fault !== undefined) return `The canned answer to ${kind} ${fault}`;
  }
  return undefined;
}

/** Source: https://modelcontextprotocol.io/specification/2026-07-28/client/roots */
function faultInRootUri(uri: string): string | undefined {
  if (!/^file:\/\//i.test(uri)) {
    return `must be a file:// URI, such as file:///home/ann/project, and not "${uri}".`;
  }
  return URL.canParse(uri) ? undefined : `is no URI that can be read: "${uri}".`;
}

const CANNED_FAULTS: Readonly<Record<InputKind, (result: JsonObject) => string | undefined>> = {
  elicitation: faultInElicitation,
  sampling: faultInSampling,
  roots: faultInRoots,
};

/** Source: https://modelcontextprotocol.io/specification/2026-07-28/client/elicitation */
function faultInElicitation({ action, content }: JsonObject): string | undefined {
  if (action !== 'accept' && action !== 'decline' && action !== 'cancel') {
    return 'needs an "action" that is "accept", "decline" or "cancel".';
  }
  return content === undefined || isObject(content) ? undefined : 'has a "content" that is no object.';
}

/** Source: https://modelcontextprotocol.io/specification/2026-07-28/client/sampling */
function faultInSampling({ role, content, model }: JsonObject): string | undefined {
  if (role !== 'user' && role !== 'assistant') return 'needs a "role" that is "assistant" or "user".';
  if (typeof model !== 'string') return 'needs a "model": the name of the model that it claims to be from.';
  const blocks = isList(content) ? content : [content];
  const isContent = blocks.every((block) => isObject(block) && typeof block['type'] === 'string');
  return isContent ? undefined : 'needs a "content": an object with a "type", or a list of such.';
}

function faultInRoots({ roots }: JsonObject): string | undefined {
  if (!isList(roots)) return 'needs "roots": a list.';
  const index = roots.findIndex((root) => !isObject(root) || typeof root['uri'] !== 'string');
  return index < 0 ? undefined : `has a root in place ${String(index + 1)} without a "uri".`;
}
