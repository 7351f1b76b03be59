import { Button } from '@mantine/core';
import { ADDITIONAL_PROPERTY_FLAG } from '@rjsf/utils';
import { memo, useMemo, type ReactNode } from 'react';
import type { JsonValue } from '../../../shared/model/draft.ts';
import { firstValueFor } from '../../../shared/model/schema-skeleton.ts';
import { Alternatives } from './alternatives.tsx';
import {
  BooleanControl,
  ChoiceControl,
  ChoicesControl,
  FormatControl,
  NumberControl,
  TextControl,
  type ControlProps,
} from './controls.tsx';
import { pointerOf } from './edit-value.ts';
import { fitsControl, placeholderFor } from './fits-control.ts';
import {
  arraySchemaFor,
  NO_UI_SCHEMA,
  objectSchemaFor,
  rawOf,
  useProblem,
  valueOf,
  type FormFieldProps,
} from './form-context.ts';
import { JsonControl } from './json-control.tsx';
import { readNode, type FormNode } from './read-node.ts';
import { Row, type RowProps } from './row.tsx';
import styles from './schema-form.module.css';

function textOf(value: JsonValue | undefined): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function labelOf(props: FormFieldProps): string {
  const last = props.fieldPathId.path.at(-1);
  if (typeof last === 'number') return String(last + 1);
  if (last === undefined) return 'Value';
  return last;
}

/** What a schema says of itself: its title, where that is more than the name, and its description. */
function wordsOf(node: FormNode, name: string): string | undefined {
  const title = textOf(node.schema['title']);
  const description = textOf(node.schema['description']);
  const plain = (text: string): string => text.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '');
  if (title === undefined || plain(title) === plain(name)) return description;
  if (description === undefined) return title;
  return `${title}: ${description}`;
}

const MISFITS: Readonly<Record<string, string>> = {
  text: 'The schema wants text here; this is something else, so it is shown as JSON.',
  boolean: 'The schema wants true or false here; this is something else, so it is shown as JSON.',
  object: 'The schema wants an object here; this is something else, so it is shown as JSON.',
  array: 'The schema wants a list here; this is something else, so it is shown as JSON.',
  choices: 'This is no list of different choices, so it is shown as JSON.',
};

function noteOf(node: FormNode, value: JsonValue | undefined): string | undefined {
  if (node.problem !== undefined) return node.problem;
  if (node.kind === 'nothing') return 'The schema allows nothing here.';
  return value === null || fitsControl(node, value) ? undefined : MISFITS[node.kind];
}

/** The control of a place that holds one value. */
function Control(props: ControlProps & { readonly node: FormNode; readonly present: boolean }): ReactNode {
  const { node, value, required, present } = props;
  // Emptying a field that is not required takes the value away.
  const emptied = required || present ? '' : undefined;
  if (node.problem !== undefined || !fitsControl(node, value)) return <JsonControl {...props} />;
  const format = textOf(node.schema['format']);
  switch (node.kind) {
    case 'choice':
      return <ChoiceControl {...props} choices={node.choices} />;
    case 'choices':
      return <ChoicesControl {...props} choices={node.choices} />;
    case 'text':
      return format === undefined ? (
        <TextControl {...props} emptied={emptied} />
      ) : (
        <FormatControl {...props} emptied={emptied} format={format} />
      );
    case 'number':
    case 'integer':
      return <NumberControl {...props} />;
    case 'boolean':
      return <BooleanControl {...props} />;
    default:
      return <JsonControl {...props} />;
  }
}

function isContainer(node: FormNode, value: JsonValue | undefined): boolean {
  if (node.problem !== undefined || value === null || !fitsControl(node, value)) return false;
  return node.kind === 'object' || node.kind === 'array' || node.kind === 'alternatives';
}

/** The inside of an object, a list or a choice of schemas. */
function Container({
  field,
  node,
  label,
  id,
}: {
  field: FormFieldProps;
  node: FormNode;
  label: string;
  id: string;
}) {
  const { ObjectField, ArrayField } = field.registry.fields;
  const schema = useMemo(() => {
    if (node.kind === 'object') return objectSchemaFor(node.schema);
    return node.kind === 'array' ? arraySchemaFor(node.schema) : {};
  }, [node]);
  if (node.kind === 'alternatives') return <Alternatives field={field} node={node} label={label} id={id} />;
  const Field = node.kind === 'object' ? ObjectField : ArrayField;
  return Field ? <Field {...field} schema={schema} uiSchema={NO_UI_SCHEMA} /> : null;
}

interface FieldFacts {
  readonly field: FormFieldProps;
  readonly node: FormNode;
  readonly raw: JsonValue;
  readonly value: JsonValue | undefined;
  readonly id: string;
  readonly readOnly: boolean;
  readonly required: boolean;
  /** An entry of a list or a member that the schema does not name: it is there, so it has a value. */
  readonly present: boolean;
  readonly set: (value: JsonValue | undefined) => void;
  readonly row: Omit<RowProps, 'children'>;
}

/** Without what a space-separated list of ids or a selector would trip over. */
function idOf(prefix: string, pointer: string): string {
  return `${prefix}${pointer.replaceAll(/[^\w/-]/g, (sign) => `.${String(sign.codePointAt(0))}.`)}`;
}

function useFacts(field: FormFieldProps): FieldFacts {
  const { registry, fieldPathId, onChange, schema, readonly: readOnly = false } = field;
  const context = registry.formContext;
  const value = valueOf(field);
  const raw = rawOf(schema);
  const node = useMemo(() => readNode(raw, value, context), [raw, value, context]);
  const { path } = fieldPathId;
  const pointer = pointerOf(path);
  // What one control holds altogether has nobody else to tell of its inside.
  const problem = useProblem(context.problems, pointer, !isContainer(node, value));
  const additional = ADDITIONAL_PROPERTY_FLAG in schema;
  const inList = typeof path.at(-1) === 'number';
  const required = field.required === true && !additional && !inList;
  const label = labelOf(field);
  const set = (next: JsonValue | undefined): void => {
    onChange(next, path);
  };
  const header = context.headers.get(pointer);
  const note = noteOf(node, value);
  const words = wordsOf(node, label);
  const { onRemoveProperty, onKeyRenameBlur } = field as {
    onRemoveProperty?: () => void;
    onKeyRenameBlur?: RowProps['onRename'];
  };
  const leaveOut = (): void => {
    set(undefined);
  };
  const clear = additional ? onRemoveProperty : leaveOut;
  const row = {
    pointer,
    label,
    required,
    problem,
    ...(words !== undefined && { description: words }),
    ...(header !== undefined && { header }),
    ...(note !== undefined && { note }),
    ...(additional && onKeyRenameBlur && !readOnly && { onRename: onKeyRenameBlur }),
    ...(value !== undefined && !inList && !readOnly && clear && { onClear: clear }),
    ...(additional && { clearLabel: 'Remove' }),
    ...(node.schema['deprecated'] === true && { deprecated: true }),
  };
  const id = idOf(context.idPrefix, pointer);
  return { field, node, raw, value, id, readOnly, required, present: additional || inList, set, row };
}

interface SmallButtonProps {
  readonly name: string;
  readonly onClick: () => void;
  readonly children: string;
}

function SmallButton({ name, onClick, children }: SmallButtonProps) {
  return (
    <Button className={styles.small} size="compact-xs" aria-label={name} onClick={onClick}>
      {children}
    </Button>
  );
}

function NullButton({ node, value, readOnly, set, row }: FieldFacts) {
  if (!node.nullable || readOnly || value === null) return null;
  return (
    <SmallButton
      name={`Set ${row.label} to null`}
      onClick={() => {
        set(null);
      }}
    >
      null
    </SmallButton>
  );
}

/** An object, a list or a choice of schemas: what is left out is not unfolded, so that no schema goes on for ever. */
function ContainerRow(facts: FieldFacts) {
  const { field, node, raw, value, id, readOnly, set, row } = facts;
  const left = value === undefined;
  const add = (): void => {
    const first = firstValueFor(raw, field.registry.formContext.root);
    set(first ?? (node.kind === 'array' ? [] : {}));
  };
  const tools = (
    <>
      {left && <span className={styles.optional}>left out</span>}
      {left && !readOnly && (
        <SmallButton name={`Add ${row.label}`} onClick={add}>
          Add
        </SmallButton>
      )}
      <NullButton {...facts} />
    </>
  );
  return (
    <Row {...row} block tools={tools}>
      {left ? undefined : <Container field={field} node={node} label={row.label} id={id} />}
    </Row>
  );
}

function NullRow({ field, node, id, readOnly, set, row }: FieldFacts) {
  const start = (): void => {
    const first = firstValueFor(node.schema, field.registry.formContext.root);
    set(first ?? undefined);
  };
  return (
    <Row {...row}>
      <span className={styles.null} id={id}>
        null
      </span>
      {!readOnly && node.kind !== 'null' && (
        <SmallButton name={`Set a value for ${row.label}`} onClick={start}>
          Set a value
        </SmallButton>
      )}
    </Row>
  );
}

function ControlRow(facts: FieldFacts) {
  const { node, value, id, readOnly, required, present, set, row } = facts;
  return (
    <Row {...row} controlId={id} tools={<NullButton {...facts} />}>
      <Control
        id={id}
        label={row.label}
        value={value}
        onChange={set}
        placeholder={placeholderFor(node, required)}
        invalid={row.problem !== undefined && row.problem !== ''}
        readOnly={readOnly}
        node={node}
        required={required}
        present={present}
      />
    </Row>
  );
}

function FieldView(props: FormFieldProps) {
  const facts = useFacts(props);
  const { node, value, id, row } = facts;
  if (isContainer(node, value)) {
    const bare = props['hopscopeBare'] === true || props.fieldPathId.path.length === 0;
    return bare ? (
      <Container field={props} node={node} label={row.label} id={id} />
    ) : (
      <ContainerRow {...facts} />
    );
  }
  return value === null && node.kind !== 'any' ? <NullRow {...facts} /> : <ControlRow {...facts} />;
}

/** Stands in for the library's own field: it reads one place of the schema and shows it, and goes no further. */
export const SchemaField = memo(FieldView);
