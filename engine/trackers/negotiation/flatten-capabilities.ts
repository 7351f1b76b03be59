import { isJsonObject, type JsonObject, type JsonValue } from '../../../shared/model/json.ts';
import type { NegotiationRow } from '../../../shared/model/negotiation.ts';
import { CAPABILITIES } from '../../../shared/spec/capabilities.ts';

/** Kind and id of a row. */
export interface RowName {
  readonly kind: NegotiationRow['kind'];
  readonly id: string;
}

/** What one capabilities object says of one row. */
export interface Declared {
  readonly row: RowName;
  readonly settings: JsonValue;
  readonly implied?: boolean;
}

/** Names a row in maps. */
export function rowKey({ kind, id }: RowName): string {
  return `${kind} ${id}`;
}

/** Of a capabilities object with more entries the rest is not looked at. */
const MOST_ENTRIES = 300;
const LONGEST_ID = 200;
/** Characters of JSON; larger settings are not kept. */
const LONGEST_SETTINGS = 20_000;

/**
 * A capabilities object as rows: each capability, each flag of one that the specification names, each extension. What is
 * set to false or null is not declared. Pure.
 */
export function flattenCapabilities(
  capabilities: JsonObject,
  kind: 'client-capability' | 'server-capability',
): readonly Declared[] {
  const declared: Declared[] = [];
  const add = (row: RowName, settings: JsonValue | undefined, implied?: true): void => {
    if (settings === undefined || settings === false || settings === null) return;
    if (declared.length >= MOST_ENTRIES || row.id.length > LONGEST_ID) return;
    declared.push({ row, settings: bounded(settings), ...(implied && { implied }) });
  };
  for (const [key, value] of Object.entries(capabilities)) {
    if (key === 'extensions') {
      for (const [id, settings] of entriesOf(value)) add({ kind: 'extension', id }, settings);
    } else if (key === 'experimental') {
      for (const [id, settings] of entriesOf(value)) add({ kind, id: `experimental.${id}` }, settings);
    } else {
      add({ kind, id: key }, value);
      const object = isJsonObject(value) ? value : {};
      for (const flag of flagsOf(kind, key)) add({ kind, id: `${key}.${flag}` }, object[flag]);
      // https://modelcontextprotocol.io/specification/2026-07-28/client/elicitation#capabilities
      if (key === 'elicitation' && isJsonObject(value) && !value['form'] && !value['url']) {
        add({ kind, id: 'elicitation.form' }, {}, true);
      }
    }
  }
  return declared;
}

/** Flags of a capability that have rows of their own. Pure. */
export function flagsOf(kind: RowName['kind'], capability: string): readonly string[] {
  return FLAGS.get(rowKey({ kind, id: capability })) ?? [];
}

const FLAGS = new Map<string, string[]>();
for (const { kind, id } of CAPABILITIES) {
  const [capability = '', flag] = id.split('.');
  if (flag === undefined) continue;
  const key = rowKey({ kind, id: capability });
  FLAGS.set(key, [...(FLAGS.get(key) ?? []), flag]);
}

function entriesOf(value: JsonValue | undefined): readonly (readonly [string, JsonValue])[] {
  return isJsonObject(value) ? Object.entries(value) : [];
}

function bounded(settings: JsonValue): JsonValue {
  if (typeof settings !== 'object') return settings;
  const { length } = JSON.stringify(settings);
  return length > LONGEST_SETTINGS
    ? `(settings of ${String(length)} characters, too long to be kept)`
    : settings;
}
