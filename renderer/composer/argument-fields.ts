import type { CompletionTarget } from '../../shared/model/completion.ts';
import { isJsonObject } from '../../shared/model/json.ts';
import type { selectEntry } from './composer-state.ts';
import { templateVariables } from './uri-template.ts';

/** One argument of a prompt, or one variable of a resource template. */
export interface ArgumentField {
  readonly name: string;
  readonly description?: string;
  readonly required: boolean;
}

/** What is picked, where it has arguments that a server may complete. */
export interface CompletableEntry {
  readonly ref: CompletionTarget;
  readonly fields: readonly ArgumentField[];
}

/** The fields of the picked prompt or template; undefined for everything else. Pure. */
export function completableEntry(
  method: string,
  picked: ReturnType<typeof selectEntry>,
): CompletableEntry | undefined {
  if (!picked) return undefined;
  const { kind, entry } = picked;
  if (kind === 'templates' && method !== 'completion/complete') {
    const fields = templateVariables(entry.name).map((name) => ({ name, required: true }));
    return fields.length === 0 ? undefined : { ref: { type: 'ref/resource', uri: entry.name }, fields };
  }
  if (kind !== 'prompts' || method !== 'prompts/get') return undefined;
  const listed = entry.entry['arguments'];
  const fields = (Array.isArray(listed) ? listed : []).flatMap((argument): ArgumentField[] => {
    if (!isJsonObject(argument) || typeof argument['name'] !== 'string') return [];
    const { name, description, required } = argument;
    return [{ name, required: required === true, ...(typeof description === 'string' && { description }) }];
  });
  return fields.length === 0 ? undefined : { ref: { type: 'ref/prompt', name: entry.name }, fields };
}
