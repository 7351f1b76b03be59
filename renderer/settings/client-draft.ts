import type { ClientSettings, Responders, Root } from '../../shared/model/input.ts';
import { parseObject, prettyJson } from '../ui/json-text.ts';

/** The settings as they stand in the fields. */
export interface ClientDraft {
  /** A JSON object as text, also while it is none (yet). */
  readonly capabilities: string;
  readonly roots: readonly Root[];
  readonly responders: Responders;
}

export function draftOf({ capabilities, roots, responders }: ClientSettings): ClientDraft {
  return { capabilities: prettyJson(capabilities), roots, responders };
}

/** What would be saved, or a sentence why it cannot be. Pure. */
export function settingsOf({
  capabilities,
  roots,
  responders,
}: ClientDraft):
  { readonly ok: true; readonly value: ClientSettings } | { readonly ok: false; readonly problem: string } {
  const parsed = parseObject(capabilities, 'Client capabilities');
  if (!parsed.ok) return parsed;
  return { ok: true, value: { capabilities: parsed.value, roots, responders } };
}

/** Whether saving would change anything. Pure. */
export function isChanged(draft: ClientDraft, saved: ClientSettings): boolean {
  const settings = settingsOf(draft);
  if (!settings.ok) return true;
  const { capabilities, roots, responders } = settings.value;
  return (
    JSON.stringify([capabilities, roots, responders]) !==
    JSON.stringify([saved.capabilities, saved.roots, saved.responders])
  );
}

/** What is set and yet does nothing, since the capability that it belongs to is not declared. Pure. */
export function idleSentence(draft: ClientDraft): string | undefined {
  const settings = settingsOf(draft);
  if (!settings.ok || settings.value.roots.length === 0) return undefined;
  if (settings.value.capabilities['roots'] !== undefined) return undefined;
  return 'Nobody asks for them: the capability roots is not declared above.';
}
