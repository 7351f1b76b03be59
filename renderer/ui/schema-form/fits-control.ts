import type { JsonValue } from '../../../shared/model/draft.ts';
import { isJsonObject } from '../../../shared/model/json.ts';
import type { FormNode } from './read-node.ts';

/** Whether the control of a place can show this value without changing it. What it cannot show is edited as JSON. */
export function fitsControl(node: FormNode, value: JsonValue | undefined): boolean {
  if (value === undefined) return true;
  switch (node.kind) {
    case 'text':
      return typeof value === 'string';
    case 'number':
    case 'integer':
      // Text that is no number stays in the field for numbers until it is one.
      return typeof value === 'number' || typeof value === 'string';
    case 'boolean':
      return typeof value === 'boolean';
    case 'object':
      return isJsonObject(value);
    case 'array':
      return Array.isArray(value);
    case 'choices': {
      if (!Array.isArray(value)) return false;
      const keys = (value as readonly JsonValue[]).map((entry) => JSON.stringify(entry));
      return new Set(keys).size === keys.length;
    }
    default:
      return true;
  }
}

/** What is shown where a value is left out. */
export function placeholderFor(node: FormNode, required: boolean): string {
  const { schema } = node;
  if (schema['default'] !== undefined) return `left out; default ${JSON.stringify(schema['default'])}`;
  const [example] = Array.isArray(schema['examples']) ? (schema['examples'] as readonly JsonValue[]) : [];
  if (example !== undefined) return `left out; for example ${JSON.stringify(example)}`;
  return required ? '' : 'left out';
}
