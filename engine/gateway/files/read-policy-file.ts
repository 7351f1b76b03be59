import type * as z from 'zod';
import { gatewayFaultsSchema, gatewayRulesSchema } from '../../../shared/bridge/gateway-schemas.ts';
import type { Fault, GatewayRule } from '../../../shared/model/gateway.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../../shared/model/json.ts';
import { readStrategy, type NamedInstance } from '../../../shared/model/strategy-text.ts';
import { AppError } from '../../app-error.ts';
import {
  faultInFaults,
  faultInRules,
  type PolicyFault as FoundFault,
} from '../../workspace/check-gateway.ts';
import { readJsonWithComments } from '../../workspace/import/json-with-comments.ts';
import { firstIssue } from '../../workspace/read-settings.ts';
import { placesOf, type Places } from './json-places.ts';

type Path = readonly (string | number)[];

/** Something that cannot be used, and where. */
class PolicyFault extends Error {
  readonly path: Path;

  constructor(path: Path, message: string) {
    super(message);
    this.path = path;
  }
}

/**
 * Reads a file of rules: a JSON list, comments allowed, of rules as they stand in a workspace. Instances go by name or
 * id and strategies may be texts such as `hash:Mcp-Name`; ids, names, `enabled`, `match` and `faults` may be missing.
 * Throws AppError BAD_INPUT with the line.
 */
export function readRulesFile(
  text: string,
  file: string,
  instances: readonly NamedInstance[],
): GatewayRule[] {
  return readFile(text, file, 'rules', (list, path) => {
    const rules = hold(
      gatewayRulesSchema,
      list.map((entry, index) => toRule(entry, [...path, index], instances)),
      path,
    );
    refuse(faultInRules(rules) ?? faultInFaults(rules.flatMap((rule) => rule.faults)), path);
    return rules;
  });
}

/** The same for faults: `{"probability":0.1,"does":{"kind":"delay","ms":500}}`. */
export function readFaultsFile(text: string, file: string): Fault[] {
  return readFile(text, file, 'faults', (list, path) => {
    const faults = hold(
      gatewayFaultsSchema,
      list.map((entry, index) => toFault(entry, [...path, index], 'fault')),
      path,
    );
    refuse(faultInFaults(faults), path);
    return faults;
  });
}

function readFile<T>(
  text: string,
  file: string,
  what: 'rules' | 'faults',
  read: (list: readonly JsonValue[], path: Path) => T,
): T {
  const json = readJsonWithComments(text);
  if (!json.ok) throw new AppError('BAD_INPUT', `${file}: ${json.problem}`);
  const places = placesOf(json.plain);
  try {
    return located(json, places, file, () => {
      const { value } = json;
      if (Array.isArray(value)) return read(value as readonly JsonValue[], []);
      const list = isJsonObject(value) ? value[what] : undefined;
      if (!Array.isArray(list)) throw new PolicyFault([], `it is no list of ${what}`);
      const foreign = Object.keys(value as JsonObject).find((name) => name !== what);
      if (foreign !== undefined) throw new PolicyFault([foreign], `"${foreign}" means nothing here`);
      return read(list as readonly JsonValue[], [what]);
    });
  } catch (error) {
    if (error instanceof PolicyFault) throw inFile(file, places, error);
    throw error;
  }
}

/** What is written twice is most likely a slip: of two only the last would hold. */
function located<T>(
  json: { readonly repeated: ReadonlySet<string> },
  places: Places,
  file: string,
  work: () => T,
): T {
  const [pointer] = json.repeated;
  if (pointer !== undefined) {
    const path = pointer
      .split('/')
      .slice(1)
      .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
    throw inFile(file, places, new PolicyFault(path, `"${path.at(-1) ?? ''}" is there twice`));
  }
  return work();
}

function refuse(fault: FoundFault | undefined, base: Path): void {
  if (fault) throw new PolicyFault([...base, ...fault.path], fault.message);
}

function inFile(file: string, places: Places, { path, message }: PolicyFault): AppError {
  const where = path.length === 0 ? '' : ` (${path.map(String).join('.')})`;
  return new AppError('BAD_INPUT', `${file}, ${places(path)}${where}: ${message}.`);
}

/** Holds a list against its schema; what the schema does not know is a slip. */
function hold<T>(schema: z.ZodType<T>, list: readonly JsonValue[], base: Path): T {
  const read = schema.safeParse(list);
  if (!read.success) {
    const { path, message } = firstIssue(read.error);
    throw new PolicyFault(
      [...base, ...path.map((step) => (typeof step === 'number' ? step : String(step)))],
      message,
    );
  }
  const unknown = unknownKey(list, read.data, base);
  if (unknown) throw new PolicyFault(unknown, `"${String(unknown.at(-1))}" means nothing here`);
  return read.data;
}

/** The first key that is in `found` and not in what was made of it. */
function unknownKey(found: unknown, made: unknown, path: Path): Path | undefined {
  if (typeof found !== 'object' || found === null || typeof made !== 'object' || made === null)
    return undefined;
  for (const [name, value] of Object.entries(found)) {
    const step = Array.isArray(found) ? Number(name) : name;
    const deeper = [...path, step];
    if (!Object.hasOwn(made, name)) return deeper;
    const unknown = unknownKey(value, Reflect.get(made, name), deeper);
    if (unknown) return unknown;
  }
  return undefined;
}

function toRule(entry: JsonValue, path: Path, instances: readonly NamedInstance[]): JsonValue {
  if (!isJsonObject(entry)) throw new PolicyFault(path, 'a rule is an object');
  const place = String(Number(path.at(-1)) + 1);
  const { faults = [], action } = entry;
  return {
    id: `rule-${place}`,
    name: `Rule ${place}`,
    enabled: true,
    match: [],
    ...entry,
    ...(isJsonObject(action) && { action: toAction(action, [...path, 'action'], instances) }),
    faults: Array.isArray(faults)
      ? faults.map((fault: JsonValue, index) =>
          toFault(fault, [...path, 'faults', index], `rule-${place}-fault`),
        )
      : faults,
  };
}

function toAction(action: JsonObject, path: Path, instances: readonly NamedInstance[]): JsonObject {
  const { instanceIds, strategy } = action;
  const pool = Array.isArray(instanceIds)
    ? instanceIds.map((name: JsonValue, index) => toId(name, [...path, 'instanceIds', index], instances))
    : undefined;
  const among = pool ? instances.filter(({ id }) => pool.includes(id)) : instances;
  return {
    ...action,
    ...(pool && { instanceIds: pool }),
    ...(typeof strategy === 'string' && { strategy: toStrategy(strategy, [...path, 'strategy'], among) }),
  };
}

function toId(name: JsonValue, path: Path, instances: readonly NamedInstance[]): JsonValue {
  const found =
    instances.find((instance) => instance.name === name) ?? instances.find(({ id }) => id === name);
  if (found) return found.id;
  const known = instances.map((instance) => instance.name).join(', ');
  throw new PolicyFault(path, `there is no instance ${JSON.stringify(name)} here, only ${known}`);
}

function toStrategy(text: string, path: Path, instances: readonly NamedInstance[]): JsonValue {
  const read = readStrategy(text, instances);
  if (!read.ok) throw new PolicyFault(path, read.reason.replace(/\.$/, ''));
  // A strategy is plain JSON.
  return read.strategy as unknown as JsonValue;
}

function toFault(entry: JsonValue, path: Path, id: string): JsonValue {
  if (!isJsonObject(entry)) throw new PolicyFault(path, 'a fault is an object');
  return { id: `${id}-${String(Number(path.at(-1)) + 1)}`, enabled: true, probability: 1, ...entry };
}
