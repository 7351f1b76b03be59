import type {
  ArrayFieldItemTemplateProps,
  ArrayFieldTemplateProps,
  ObjectFieldTemplateProps,
  RJSFSchema,
} from '@rjsf/utils';
import { ActionIcon, Button } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconPlus, IconX } from '@tabler/icons-react';
import { isJsonObject } from '../../../shared/model/json.ts';
import { pointerOf } from './edit-value.ts';
import { useProblem, type FormContext } from './form-context.ts';
import { MeaningMark } from '../meaning-mark.tsx';
import styles from './schema-form.module.css';

/** Members that the schema does not know and the form does not show. */
function hiddenMembers(formData: unknown, schema: RJSFSchema): readonly string[] {
  if (!isJsonObject(formData)) return [];
  const known = isJsonObject(schema.properties) ? schema.properties : {};
  return Object.keys(formData).filter((name) => !Object.hasOwn(known, name));
}

interface HiddenProps {
  readonly name: string;
  readonly path: readonly (string | number)[];
  readonly context: FormContext;
}

function HiddenProblem({ name, path, context }: HiddenProps) {
  const problem = useProblem(context.problems, pointerOf([...path, name]), true);
  if (problem === '') return null;
  return (
    <p className={styles.problem}>
      <MeaningMark meaning="fault" size={12} />
      <span>
        <code>{name}</code>: {problem}
      </span>
    </p>
  );
}

/** The members of an object, one below the other. */
export function ObjectTemplate(props: ObjectFieldTemplateProps<unknown, RJSFSchema, FormContext>) {
  const { properties, formData, schema, readonly = false, onAddProperty, registry, fieldPathId } = props;
  const hidden = hiddenMembers(formData, schema);
  const open = schema.additionalProperties !== undefined && schema.additionalProperties !== false;
  const more = (open || schema.patternProperties !== undefined) && !readonly;
  return (
    <div className={styles.members}>
      {properties.map((property) => property.content)}
      {properties.length === 0 && hidden.length === 0 && !more && (
        <p className={styles.about}>Nothing to fill in.</p>
      )}
      {hidden.length > 0 && (
        <p className={styles.about}>
          Kept as they are, and shown only as JSON, since the schema does not name them:{' '}
          <code>{hidden.join(', ')}</code>
        </p>
      )}
      {hidden.map((name) => (
        <HiddenProblem key={name} name={name} path={fieldPathId.path} context={registry.formContext} />
      ))}
      {more && (
        <Button
          className={styles.small}
          size="compact-xs"
          leftSection={<IconPlus size={12} />}
          onClick={onAddProperty}
        >
          Add a member
        </Button>
      )}
    </div>
  );
}

/** The entries of a list, and the button for another. */
export function ArrayTemplate(props: ArrayFieldTemplateProps<unknown, RJSFSchema, FormContext>) {
  const { items, canAdd, onAddClick, title, readonly = false } = props;
  return (
    <div className={styles.members}>
      {items.length === 0 && <p className={styles.about}>An empty list.</p>}
      {items}
      {canAdd === true && !readonly && (
        <Button
          className={styles.small}
          size="compact-xs"
          leftSection={<IconPlus size={12} />}
          onClick={onAddClick}
          aria-label={`Add an entry to ${title}`}
        >
          Add an entry
        </Button>
      )}
    </div>
  );
}

/** One entry with the buttons that move and remove it. */
export function ArrayItemTemplate(props: ArrayFieldItemTemplateProps<unknown, RJSFSchema, FormContext>) {
  const { children, buttonsProps, index, readonly = false } = props;
  const { hasMoveUp, hasMoveDown, hasRemove, onMoveUpItem, onMoveDownItem, onRemoveItem } = buttonsProps;
  const nth = String(index + 1);
  return (
    <div className={styles.item}>
      <div className={styles.grow}>{children}</div>
      {!readonly && (
        <div className={styles.itemTools}>
          <ActionIcon
            aria-label={`Move entry ${nth} up`}
            data-tip="Move up"
            disabled={!hasMoveUp}
            onClick={onMoveUpItem}
          >
            <IconArrowUp size={13} />
          </ActionIcon>
          <ActionIcon
            aria-label={`Move entry ${nth} down`}
            data-tip="Move down"
            disabled={!hasMoveDown}
            onClick={onMoveDownItem}
          >
            <IconArrowDown size={13} />
          </ActionIcon>
          <ActionIcon
            aria-label={`Remove entry ${nth}`}
            data-tip="Remove"
            disabled={!hasRemove}
            onClick={onRemoveItem}
          >
            <IconX size={13} />
          </ActionIcon>
        </div>
      )}
    </div>
  );
}
