import { isJsonObject, type JsonValue } from '../../shared/model/json.ts';
import type { SeenExchange } from '../lint/seen-exchange.ts';
import { taskSightings } from '../lint/tasks/sightings.ts';
import { seeUses } from './deprecations/see-uses.ts';
import { GrowingNumbers } from './growing-numbers.ts';
import { usedCapabilities } from './negotiation/used-capabilities.ts';

/** Ids beyond these are not told apart: nobody looks for them by name. */
const MOST_EXTENSIONS = 1_000;
const MOST_TASKS = 100_000;
const LONGEST_ID = 500;

/** Which exchanges a filter finds by `is:deprecated`, `ext:` and `task:`. */
export interface SearchMarks {
  /** An exchange as it stands; seen again, it may have more. */
  observe(exchange: SeenExchange): void;
  /** They use what is deprecated or removed. */
  readonly deprecated: Iterable<number>;
  /** They declare or use an extension whose id passes. */
  ofExtension(passes: (id: string) => boolean): Iterable<number>;
  /** They tell of such a task, or ask something of it. */
  ofTask(passes: (id: string) => boolean): Iterable<number>;
  /** Ids with how many exchanges there are of each. */
  extensions(): Iterable<readonly [id: string, exchanges: number]>;
  tasks(): Iterable<readonly [id: string, exchanges: number]>;
}

export function createSearchMarks(): SearchMarks {
  const deprecated = new GrowingNumbers();
  const extensions = new Map<string, GrowingNumbers>();
  const tasks = new Map<string, Set<number>>();
  return {
    observe(exchange) {
      const { number } = exchange;
      if (seeUses(exchange).length > 0) deprecated.add(number);
      for (const id of extensionsIn(exchange)) {
        const known = extensions.get(id);
        if (known) known.add(number);
        else if (extensions.size < MOST_EXTENSIONS && id.length <= LONGEST_ID) {
          const numbers = new GrowingNumbers();
          numbers.add(number);
          extensions.set(id, numbers);
        }
      }
      for (const { taskId } of taskSightings(exchange)) {
        const known = tasks.get(taskId);
        if (known) known.add(number);
        else if (tasks.size < MOST_TASKS && taskId.length <= LONGEST_ID) tasks.set(taskId, new Set([number]));
      }
    },
    deprecated,
    ofExtension: (passes) => ofPassing(extensions, passes),
    ofTask: (passes) => ofPassing(tasks, passes),
    *extensions() {
      for (const [id, numbers] of extensions) yield [id, numbers.size];
    },
    *tasks() {
      for (const [id, numbers] of tasks) yield [id, numbers.size];
    },
  };
}

function* ofPassing(
  byId: ReadonlyMap<string, Iterable<number>>,
  passes: (id: string) => boolean,
): Iterable<number> {
  for (const [id, numbers] of byId) if (passes(id)) yield* numbers;
}

/** What the client declares in this request, what the server declares in this answer, and what is used in it. */
function extensionsIn(exchange: SeenExchange): ReadonlySet<string> {
  const { declared, method, request, answer } = exchange;
  const ids = new Set<string>(idsIn(declared));
  if (method === 'initialize') for (const id of idsIn(request.message?.params['capabilities'])) ids.add(id);
  if (method === 'initialize' || method === 'server/discover') {
    for (const id of idsIn(answer?.result?.['capabilities'])) ids.add(id);
  }
  for (const { row } of usedCapabilities(exchange)) if (row.kind === 'extension') ids.add(row.id);
  return ids;
}

function idsIn(capabilities: JsonValue | undefined): readonly string[] {
  const declared = isJsonObject(capabilities) ? capabilities['extensions'] : undefined;
  if (!isJsonObject(declared)) return [];
  return Object.entries(declared).flatMap(([id, settings]) =>
    settings === null || settings === false ? [] : [id],
  );
}
