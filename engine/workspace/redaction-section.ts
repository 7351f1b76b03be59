import { redactionRulesSchema } from '../../shared/bridge/redaction-schemas.ts';
import type { JsonValue } from '../../shared/model/json.ts';
import { patternFault } from '../../shared/model/pattern-fault.ts';
import { DEFAULT_REDACTION_RULES, type RedactionRules } from '../../shared/model/redaction.ts';
import { isObject } from './file-reading.ts';
import { firstIssue } from './read-settings.ts';

/** What the section `redaction` of a workspace's file says. */
export type RedactionReading =
  | { readonly kind: 'ok'; readonly value: RedactionRules }
  /** The message completes "…is left out: ". */
  | { readonly kind: 'faulty'; readonly message: string };

/** Reads the section; what it does not name is as in DEFAULT_REDACTION_RULES. Never throws. */
export function readRedactionSection(section: JsonValue): RedactionReading {
  if (!isObject(section)) return { kind: 'faulty', message: 'it is no object.' };
  const read = redactionRulesSchema.safeParse({ ...DEFAULT_REDACTION_RULES, ...section });
  if (!read.success) {
    const { path, message } = firstIssue(read.error);
    return { kind: 'faulty', message: `${path.map(String).join('.') || 'it'}: ${message}.` };
  }
  const fault = faultInRedaction(read.data);
  return fault === undefined ? { kind: 'ok', value: read.data } : { kind: 'faulty', message: fault };
}

/** The first rule that cannot be used, as a sentence. */
export function faultInRedaction({ patterns }: RedactionRules): string | undefined {
  for (const pattern of patterns) {
    const fault = patternFault(pattern);
    if (fault !== undefined) return `The pattern ${pattern} is no regular expression: ${fault}.`;
  }
  return undefined;
}

/** What is written of it: what is not as it is anyway. */
export function writtenRedaction(settings: RedactionRules | undefined): object | undefined {
  if (!settings) return undefined;
  const { off, keys, paths, patterns, keep, whileRecording } = settings;
  const lists = Object.entries({ off, keys, paths, patterns, keep }).filter(([, list]) => list.length > 0);
  const written = { ...Object.fromEntries(lists), ...(whileRecording && { whileRecording }) };
  return Object.keys(written).length > 0 ? written : undefined;
}
