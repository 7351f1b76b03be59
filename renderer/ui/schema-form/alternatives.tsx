import { Select } from '@mantine/core';
import { useMemo, useRef, useState } from 'react';
import type { JsonValue } from '../../../shared/model/draft.ts';
import { isJsonObject } from '../../../shared/model/json.ts';
import { firstValueFor } from '../../../shared/model/schema-skeleton.ts';
import { handleOf, valueOf, type FormFieldProps } from './form-context.ts';
import { readNode, type Alternative, type FormNode, type NodeContext } from './read-node.ts';
import { fitsControl } from './fits-control.ts';
import styles from './schema-form.module.css';

/** The alternative that a value belongs to: one that it fits, else one whose control can show it, else the first. */
export function alternativeOf(
  alternatives: readonly Alternative[],
  value: JsonValue | undefined,
  context: NodeContext,
): number {
  if (value === undefined) return 0;
  const fitting = alternatives.findIndex((own) => context.fits(own.schema, value));
  if (fitting !== -1) return fitting;
  const tagged = alternatives.findIndex((own) =>
    hasTags(readNode(own.schema, value, context), value, context),
  );
  if (tagged !== -1) return tagged;
  const shown = alternatives.findIndex((own) => fitsControl(readNode(own.schema, value, context), value));
  return Math.max(shown, 0);
}

function constantsOf(node: FormNode, context: NodeContext): readonly (readonly [string, JsonValue])[] {
  const properties = isJsonObject(node.schema['properties']) ? node.schema['properties'] : {};
  return Object.entries(properties).flatMap(([name, raw]) => {
    const own = readNode(raw, undefined, context).schema['const'];
    return own === undefined ? [] : [[name, own] as const];
  });
}

/** Whether the members that tell the alternatives apart say that it is this one. */
function hasTags(node: FormNode, value: JsonValue, context: NodeContext): boolean {
  const tags = constantsOf(node, context);
  return tags.length > 0 && isJsonObject(value) && tags.every(([name, own]) => value[name] === own);
}

function knownTo(node: FormNode): readonly string[] {
  return isJsonObject(node.schema['properties']) ? Object.keys(node.schema['properties']) : [];
}

/** The value to go on with in another alternative: what both know is kept, and what neither knows. */
export function valueForAlternative(
  value: JsonValue | undefined,
  from: Alternative | undefined,
  to: Alternative,
  context: NodeContext,
): JsonValue {
  if (value !== undefined && context.fits(to.schema, value)) return value;
  const node = readNode(to.schema, value, context);
  const first = firstValueFor(node.schema, context.root);
  if (!isJsonObject(value) || node.kind !== 'object') return first;
  const old = new Set(from ? knownTo(readNode(from.schema, value, context)) : []);
  const known = new Set(knownTo(node));
  const kept = Object.entries(value).filter(([name]) => known.has(name) || !old.has(name));
  return Object.fromEntries([
    ...Object.entries(isJsonObject(first) ? first : {}),
    ...kept,
    ...constantsOf(node, context),
  ]);
}

interface AlternativesProps {
  readonly field: FormFieldProps;
  readonly node: FormNode;
  readonly label: string;
  readonly id: string;
}

/** A choice of schemas, and the fields of the one that is chosen. What was filled in for another comes back with it. */
export function Alternatives({ field, node, label, id }: AlternativesProps) {
  const { registry, fieldPathId, onChange, readonly = false } = field;
  const value = valueOf(field);
  const { SchemaField } = registry.fields;
  const context = registry.formContext;
  const [chosen, setChosen] = useState<number>();
  const kept = useRef(new Map<number, JsonValue | undefined>());
  const matching = useMemo(
    () => alternativeOf(node.alternatives, value, context),
    [node.alternatives, value, context],
  );
  // What somebody chose holds as long as the value can be shown in it.
  const stays = chosen !== undefined && node.alternatives[chosen] !== undefined;
  const at = stays ? chosen : matching;
  const option = node.alternatives[at];
  if (!option || !SchemaField) return null;
  return (
    <div className={styles.alternatives}>
      <Select
        id={id}
        size="xs"
        aria-label={`Kind of ${label}`}
        classNames={{ root: styles.kind ?? '' }}
        data={node.alternatives.map((own, index) => ({ value: String(index), label: own.label }))}
        value={String(at)}
        allowDeselect={false}
        readOnly={readonly}
        onChange={(next) => {
          const index = Number(next);
          const to = node.alternatives[index];
          if (next === null || !to || index === at) return;
          kept.current.set(at, value);
          const before = kept.current.get(index);
          setChosen(index);
          onChange(before ?? valueForAlternative(value, option, to, context), fieldPathId.path);
        }}
      />
      <SchemaField key={at} {...field} schema={handleOf(option.schema)} hopscopeBare />
    </div>
  );
}
