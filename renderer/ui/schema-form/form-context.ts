import type { FieldProps, RJSFSchema } from '@rjsf/utils';
import { useSyncExternalStore } from 'react';
import type { JsonObject, JsonValue } from '../../../shared/model/draft.ts';
import type { NodeContext } from './read-node.ts';

/** What every field of one form shares; the same object as long as the schema stays. */
export interface FormContext extends NodeContext {
  readonly idPrefix: string;
  readonly problems: ProblemStore;
  /** Headers that carry parameters, by JSON Pointer. */
  readonly headers: ReadonlyMap<string, string>;
}

/** We have none. The same object each time, or the library draws everything anew. */
export const NO_UI_SCHEMA = {};

/** What the library hands to our field. Its own type for values unfolds ours without end, so there it is unknown. */
export type FormFieldProps = FieldProps<unknown, RJSFSchema, FormContext>;

/** The value of a field: what is in the form is JSON. */
export function valueOf(field: FormFieldProps): JsonValue | undefined {
  return field.formData as JsonValue | undefined;
}

/** Sentences by JSON Pointer, outside of React: a key press draws the fields whose sentences changed, and no others. */
export interface ProblemStore {
  readonly get: (pointer: string) => string;
  /** Those of this place and of all below it; the latter with their place. */
  readonly getWithin: (pointer: string) => string;
  readonly set: (problems: readonly { readonly pointer: string; readonly message: string }[]) => void;
  readonly subscribe: (listener: () => void) => () => void;
}

export function createProblemStore(): ProblemStore {
  let byPointer = new Map<string, string>();
  const listeners = new Set<() => void>();
  return {
    get: (pointer) => byPointer.get(pointer) ?? '',
    getWithin(pointer) {
      const inner = [...byPointer].filter(([own]) => own.startsWith(`${pointer}/`));
      const told = inner.map(([own, message]) => `At ${own.slice(pointer.length)}: ${message}`);
      return [byPointer.get(pointer) ?? '', ...told].filter((own) => own !== '').join(' ');
    },
    set(problems) {
      byPointer = new Map();
      for (const { pointer, message } of problems) {
        const before = byPointer.get(pointer);
        byPointer.set(pointer, before === undefined ? message : `${before} ${message}`);
      }
      for (const listener of listeners) listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
  };
}

/** The sentences at one place, or (`deep`) at it and below it; empty where all is well. */
export function useProblem(store: ProblemStore, pointer: string, deep = false): string {
  return useSyncExternalStore(store.subscribe, () => (deep ? store.getWithin(pointer) : store.get(pointer)));
}

const HANDLE = 'hopscope:schema';
const handles = new WeakMap<object, RJSFSchema>();

/**
 * A subschema wrapped so that the form library passes it through to our field unread: it would follow references and
 * unfold what lies below at once. `type` is there because the library replaces schemas without one.
 */
export function handleOf(raw: JsonValue): RJSFSchema {
  const make = (): RJSFSchema => ({ type: 'string', default: '', [HANDLE]: raw });
  if (typeof raw !== 'object' || raw === null) return make();
  const known = handles.get(raw) ?? make();
  handles.set(raw, known);
  return known;
}

/** The subschema in a handle. A schema that is none stands for itself. */
export function rawOf(schema: RJSFSchema): JsonValue {
  return (Object.hasOwn(schema, HANDLE) ? schema[HANDLE] : schema) as JsonValue;
}

function handlesIn(members: JsonValue | undefined): Record<string, RJSFSchema> {
  const own = typeof members === 'object' && members !== null && !Array.isArray(members) ? members : {};
  return Object.fromEntries(Object.entries(own as JsonObject).map(([name, raw]) => [name, handleOf(raw)]));
}

function isPattern(text: string): boolean {
  try {
    return new RegExp(text).source !== '';
  } catch {
    return false;
  }
}

/** The members of an object as the library gets them. */
export function objectSchemaFor(schema: JsonObject): RJSFSchema {
  const { additionalProperties: more, patternProperties } = schema;
  const patterns = Object.entries(handlesIn(patternProperties)).filter(([pattern]) => isPattern(pattern));
  const required = Array.isArray(schema['required'])
    ? (schema['required'] as readonly JsonValue[]).filter((name) => typeof name === 'string')
    : [];
  return {
    type: 'object',
    properties: handlesIn(schema['properties']),
    required,
    ...(more !== undefined && { additionalProperties: more === false ? false : handleOf(more) }),
    ...(patterns.length > 0 && { patternProperties: Object.fromEntries(patterns) }),
  };
}

/** The entries of a list as the library gets them: it knows tuples in their older spelling only. */
export function arraySchemaFor(schema: JsonObject): RJSFSchema {
  const { prefixItems, items, maxItems } = schema;
  const limit = typeof maxItems === 'number' ? { maxItems } : {};
  const first = Array.isArray(prefixItems) ? prefixItems : Array.isArray(items) ? items : undefined;
  if (!first) return { type: 'array', items: handleOf(items ?? true), ...limit };
  const rest = first === prefixItems ? items : schema['additionalItems'];
  return {
    type: 'array',
    items: (first as readonly JsonValue[]).map(handleOf),
    ...(rest !== false && { additionalItems: handleOf(rest === undefined ? true : rest) }),
    ...limit,
  };
}
