import { ActionIcon, Checkbox, MultiSelect, Select, Textarea, TextInput } from '@mantine/core';
import { IconCalendar } from '@tabler/icons-react';
import { useRef, useState, type RefObject } from 'react';
import type { JsonValue } from '../../../shared/model/draft.ts';
import { readNumberText } from '../number-text.ts';
import type { Choice } from './read-node.ts';
import { aboutIds } from './row.tsx';
import styles from './schema-form.module.css';

export interface ControlProps {
  readonly id: string;
  readonly label: string;
  readonly value: JsonValue | undefined;
  readonly onChange: (value: JsonValue | undefined) => void;
  /** Shown while the value is left out. */
  readonly placeholder: string;
  readonly invalid: boolean;
  readonly required: boolean;
  readonly readOnly: boolean;
}

/** Mantine sets `aria-describedby` for texts of its own only; ours stand in the row. */
export function describedBy(id: string): (element: HTMLElement | null) => void {
  const about = aboutIds(id);
  return (element) => element?.setAttribute('aria-describedby', `${about.problem} ${about.text}`);
}

function common({ id, label, required, invalid, readOnly, placeholder }: ControlProps) {
  return {
    id,
    // Also where the visible name is a field of its own, since it can be changed.
    'aria-label': label,
    'aria-required': required,
    placeholder,
    readOnly,
    size: 'xs' as const,
    error: invalid,
    ref: describedBy(id),
    spellCheck: false,
  };
}

/** Text of any length; it grows with its lines. */
export function TextControl(props: ControlProps & { readonly emptied: JsonValue | undefined }) {
  const { value, onChange, emptied } = props;
  return (
    <Textarea
      {...common(props)}
      rows={1}
      classNames={{ input: styles.text ?? '' }}
      value={typeof value === 'string' ? value : ''}
      onChange={({ currentTarget }) => {
        onChange(currentTarget.value === '' ? emptied : currentTarget.value);
      }}
    />
  );
}

type PickerType = 'date' | 'datetime-local' | 'time';

const PICKERS: Readonly<Record<string, PickerType>> = {
  date: 'date',
  'date-time': 'datetime-local',
  time: 'time',
};

/** What the browser's picker says, as the format wants it: a point in time in UTC. */
function fromPicker(picked: string, type: PickerType): string {
  if (type === 'date' || picked === '') return picked;
  if (type === 'time') return `${picked.length === 5 ? `${picked}:00` : picked}Z`;
  const at = new Date(picked);
  return Number.isNaN(at.getTime()) ? picked : at.toISOString().replace('.000Z', 'Z');
}

function open(picker: RefObject<HTMLInputElement | null>): void {
  try {
    picker.current?.showPicker();
  } catch {
    picker.current?.focus();
  }
}

/** Text in a format that has a picker in the browser; what is written stays as it is. */
function PickedControl(
  props: ControlProps & { readonly emptied: JsonValue | undefined; readonly format: string },
) {
  const { value, onChange, emptied, format, label, readOnly } = props;
  const picker = useRef<HTMLInputElement>(null);
  const type = PICKERS[format] ?? 'date';
  return (
    <TextInput
      {...common(props)}
      value={typeof value === 'string' ? value : ''}
      onChange={({ currentTarget }) => {
        onChange(currentTarget.value === '' ? emptied : currentTarget.value);
      }}
      rightSection={
        !readOnly && (
          <>
            <ActionIcon
              aria-label={`Pick: ${label}`}
              data-tip="Pick"
              onClick={() => {
                open(picker);
              }}
            >
              <IconCalendar size={14} />
            </ActionIcon>
            <input
              ref={picker}
              type={type}
              className={styles.picker}
              tabIndex={-1}
              aria-hidden
              onChange={({ currentTarget }) => {
                if (currentTarget.value !== '') onChange(fromPicker(currentTarget.value, type));
              }}
            />
          </>
        )
      }
    />
  );
}

/** Text with a format: e-mail, URI, date. */
export function FormatControl(
  props: ControlProps & { readonly emptied: JsonValue | undefined; readonly format: string | undefined },
) {
  const { format, value, onChange, emptied } = props;
  if (format !== undefined && Object.hasOwn(PICKERS, format))
    return <PickedControl {...props} format={format} />;
  const mode = format === 'email' ? 'email' : format === 'uri' ? 'url' : undefined;
  if (mode === undefined) return <TextControl {...props} />;
  return (
    <TextInput
      {...common(props)}
      inputMode={mode}
      value={typeof value === 'string' ? value : ''}
      onChange={({ currentTarget }) => {
        onChange(currentTarget.value === '' ? emptied : currentTarget.value);
      }}
    />
  );
}

function numberValue(text: string): JsonValue | undefined {
  const read = readNumberText(text);
  if (read.kind === 'empty') return undefined;
  return read.kind === 'number' ? read.value : text;
}

function numberAsText(value: JsonValue | undefined): string {
  if (typeof value === 'number') return JSON.stringify(value);
  return typeof value === 'string' ? value : '';
}

/**
 * A number as text. What is no number, or one with more digits than a number keeps, stays as the text that was written,
 * and its problem is shown: nothing is rounded without a word.
 */
export function NumberControl(props: ControlProps) {
  const { value, onChange } = props;
  const [text, setText] = useState(() => numberAsText(value));
  // "1.0" and "1" are one value: the spelling stays as long as the value is the same.
  const shown = numberValue(text) === value ? text : numberAsText(value);
  return (
    <TextInput
      {...common(props)}
      inputMode="decimal"
      autoComplete="off"
      value={shown}
      onChange={({ currentTarget }) => {
        setText(currentTarget.value);
        onChange(numberValue(currentTarget.value));
      }}
    />
  );
}

/** True, false, or left out. */
export function BooleanControl(props: ControlProps) {
  const { id, value, onChange, readOnly, label, placeholder, invalid } = props;
  const about = aboutIds(id);
  return (
    <Checkbox
      id={id}
      size="xs"
      classNames={{ root: styles.check ?? '' }}
      aria-label={label}
      aria-invalid={invalid}
      aria-describedby={`${about.problem} ${about.text}`}
      label={value === undefined ? placeholder || 'left out' : JSON.stringify(value)}
      checked={value === true}
      indeterminate={value === undefined}
      onChange={({ currentTarget }) => {
        if (!readOnly) onChange(currentTarget.checked);
      }}
    />
  );
}

function keyOf(value: JsonValue): string {
  return JSON.stringify(value);
}

/** Choices as a select wants them: keys that are texts, each once. */
function optionsFrom(choices: readonly Choice[]): { value: string; label: string }[] {
  const found = new Map<string, string>();
  for (const { value, label } of choices) if (!found.has(keyOf(value))) found.set(keyOf(value), label);
  return [...found].map(([value, label]) => ({ value, label }));
}

function parse(key: string): JsonValue {
  return JSON.parse(key) as JsonValue;
}

/** One of several values. A value that is none of them is shown as what it is. */
export function ChoiceControl(props: ControlProps & { readonly choices: readonly Choice[] }) {
  const { value, onChange, choices } = props;
  const options = optionsFrom(choices);
  const key = value === undefined ? null : keyOf(value);
  const foreign = key !== null && !options.some((option) => option.value === key);
  return (
    <Select
      {...common(props)}
      data={foreign ? [...options, { value: key, label: `${key} (not offered)` }] : options}
      value={key}
      searchable={options.length > 12}
      allowDeselect={false}
      onChange={(next) => {
        if (next !== null) onChange(parse(next));
      }}
    />
  );
}

/** Several of several values, each once. */
export function ChoicesControl(props: ControlProps & { readonly choices: readonly Choice[] }) {
  const { value, onChange, choices, placeholder } = props;
  const chosen = Array.isArray(value) ? (value as readonly JsonValue[]).map(keyOf) : [];
  const options = optionsFrom(choices);
  const known = new Set(options.map((option) => option.value));
  const foreign = chosen.filter((key) => !known.has(key));
  const shown = chosen.length > 0 ? '' : Array.isArray(value) ? 'an empty list' : placeholder;
  return (
    <MultiSelect
      {...common(props)}
      placeholder={shown}
      classNames={{ input: styles.multi ?? '', pill: styles.pill ?? '' }}
      data={[...options, ...foreign.map((key) => ({ value: key, label: `${key} (not offered)` }))]}
      value={chosen}
      onChange={(next) => {
        onChange(next.map(parse));
      }}
    />
  );
}
