import type { CommandInput } from '../../shared/bridge/bridge.ts';
import type { Result } from '../../shared/bridge/result.ts';
import type { TaskLife, TaskReport } from '../../shared/model/task.ts';

/** What is known of the tasks of one capture. Another object whenever something has changed. */
export interface KnownLives {
  /** In the order in which they began. */
  readonly lives: readonly TaskLife[];
  /** Ever seen; more than are here where the oldest were forgotten. */
  readonly total: number;
  readonly instances: TaskReport['instances'];
}

interface Kept extends KnownLives {
  readonly captureId: string;
  readonly version: number;
  readonly byKey: ReadonlyMap<string, TaskLife>;
}

type Ask = (input: CommandInput<'tracker.tasks'>) => Promise<Result<TaskReport>>;

/**
 * Asks only for what has changed since the last answer, and puts it together with what was known. Answers that overtake
 * each other do no harm; an engine that was started anew is asked for all.
 */
export function createLivesReader(ask: Ask): (captureId: string) => Promise<Result<KnownLives>> {
  let kept: Kept | undefined;
  return async (captureId) => {
    const before = kept?.captureId === captureId ? kept : undefined;
    const since = before?.version ?? 0;
    const answer = await ask({ captureId, since });
    if (!answer.ok) return answer;
    const { value } = answer;
    const now = kept?.captureId === captureId ? kept : undefined;
    const overtaken = now !== undefined && now !== before && now.version >= value.version;
    if (overtaken) return { ok: true, value: now };
    // A version that goes back is that of another engine, which has told all it knows.
    const base = value.version < since ? undefined : now;
    if (base && value.lives.length === 0 && base.total === value.total) return { ok: true, value: base };
    kept = { captureId, ...merged(base?.byKey, value) };
    return { ok: true, value: kept };
  };
}

function merged(
  known: ReadonlyMap<string, TaskLife> | undefined,
  { version, lives, total, instances }: TaskReport,
): Omit<Kept, 'captureId'> {
  const byKey = new Map(known);
  for (const life of lives) byKey.set(life.key, life);
  const sorted = [...byKey.values()].sort((a, b) => a.firstAt - b.firstAt || (a.key < b.key ? -1 : 1));
  return { version, total, instances, byKey, lives: sorted };
}
