import { toFieldPathId, type FieldPathList } from '@rjsf/utils';
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef } from 'react';
import type { JsonObject, JsonValue } from '../../../shared/model/draft.ts';
import { isJsonObject } from '../../../shared/model/json.ts';
import { MeaningMark } from '../meaning-mark.tsx';
import { withValueAt } from './edit-value.ts';
import { createProblemStore, handleOf, NO_UI_SCHEMA, useProblem, type FormContext } from './form-context.ts';
import { createFormRegistry } from './form-registry.ts';
import { headerMarks } from './header-marks.ts';
import type { SchemaFormProps } from './form-props.ts';
import styles from './schema-form.module.css';
import { checkOf } from './validate-against.ts';

const NO_HEADERS: ReadonlyMap<string, string> = new Map();

function useRegistry(schema: JsonObject, idPrefix: string, paramHeaders: boolean) {
  return useMemo(() => {
    const check = checkOf(schema);
    const context: FormContext = {
      root: schema,
      fits: check.fits,
      idPrefix,
      problems: createProblemStore(),
      headers: paramHeaders ? headerMarks(schema) : NO_HEADERS,
    };
    return { check, registry: createFormRegistry(context) };
  }, [schema, idPrefix, paramHeaders]);
}

/** The form itself; `SchemaForm` loads it. */
export function FormBody(props: SchemaFormProps) {
  const { schema, value, onChange, onValid, idPrefix, readOnly = false, paramHeaders = false } = props;
  const own = useMemo(() => (isJsonObject(schema) ? schema : {}), [schema]);
  const { check, registry } = useRegistry(own, idPrefix, paramHeaders);
  const validation = useMemo(() => check.validate(value), [check, value]);
  const latest = useRef({ value, onChange, onValid });
  useLayoutEffect(() => {
    latest.current = { value, onChange, onValid };
  });
  useLayoutEffect(() => {
    registry.formContext.problems.set(validation.problems);
  }, [registry, validation]);
  useEffect(() => {
    latest.current.onValid?.(validation);
  }, [validation]);
  const change = useCallback((next: unknown, path: FieldPathList) => {
    // The library says with a symbol that a member goes.
    const kept = typeof next === 'symbol' ? undefined : (next as JsonValue | undefined);
    const changed = withValueAt(latest.current.value, path, kept);
    // Two changes may come before the next drawing.
    latest.current = { ...latest.current, value: changed };
    latest.current.onChange(changed ?? {});
  }, []);
  const whole = useProblem(registry.formContext.problems, '');
  const { SchemaField } = registry.fields;
  const root = useMemo(() => toFieldPathId('', registry.globalFormOptions), [registry]);
  if (!SchemaField) return null;
  return (
    <div className={styles.form}>
      <WholeForm problem={whole} unchecked={validation.unchecked} />
      <SchemaField
        name=""
        schema={handleOf(own)}
        uiSchema={NO_UI_SCHEMA}
        {...(value !== undefined && { formData: value })}
        fieldPathId={root}
        registry={registry}
        readonly={readOnly}
        required
        onChange={change}
        onBlur={nothing}
        onFocus={nothing}
      />
    </div>
  );
}

interface WholeFormProps {
  readonly problem: string;
  readonly unchecked: readonly string[];
}

/** What concerns no single field. Of a reference that leads nowhere its own field tells. */
function WholeForm({ problem, unchecked }: WholeFormProps) {
  const notes = unchecked.filter((sentence) => !sentence.startsWith('The schema refers to'));
  return (
    <>
      {problem !== '' && (
        <p className={styles.problem}>
          <MeaningMark meaning="fault" size={12} />
          <span>{problem}</span>
        </p>
      )}
      {notes.map((sentence) => (
        <p key={sentence} className={styles.note}>
          <MeaningMark meaning="note" size={12} />
          <span>{sentence}</span>
        </p>
      ))}
    </>
  );
}

function nothing(): void {
  // The library reports focus; nobody here asks.
}
