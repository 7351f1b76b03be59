import type { JsonValue } from '../../../shared/model/draft.ts';
import type { Validation } from './validate-against.ts';

export interface SchemaFormProps {
  /** JSON Schema 2020-12 as a server sent it: anything. Keep the object as long as it is the same schema. */
  readonly schema: JsonValue;
  /** What the schema does not know of it is kept. Undefined: nothing yet. */
  readonly value: JsonValue | undefined;
  readonly onChange: (value: JsonValue) => void;
  /** Told what is wrong with the value: at first, and after each change. A value with problems may be sent. */
  readonly onValid?: (validation: Validation) => void;
  /** Begins the ids of the controls: another one for each form on the screen. */
  readonly idPrefix: string;
  readonly readOnly?: boolean;
  /** The value is a tool's arguments: those that `x-mcp-header` mirrors into headers are marked. */
  readonly paramHeaders?: boolean;
}
