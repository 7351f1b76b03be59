import type { TaskAnswer, TaskRecord } from '../tasks/task.ts';
import { inTransaction, type SharedStore } from './shared-store.ts';

/** Where tasks are kept. What is kept is what was told about them; where they stand is worked out by whoever asks. */
export interface TaskShelf {
  add(record: TaskRecord): void;
  find(id: string): TaskRecord | undefined;
  /** Answers to what was asked; a key that has been answered already keeps its answer. */
  answer(id: string, answers: readonly TaskAnswer[]): void;
  /** @param at epoch ms */
  cancel(id: string, at: number): void;
  /** Forgets the tasks whose time to live was over at `now`, epoch ms. */
  removeExpired(now: number): void;
  /** Runs `work` so that nobody changes anything in between. */
  atomically<T>(work: () => T): T;
  /** Ends whatever it has still going. */
  close(): void;
}

/** Tasks in the file that all instances share. */
export function sharedShelf(store: SharedStore): TaskShelf {
  const insert = store.prepare(
    'INSERT INTO tasks (id, work, input, created_at, ttl_ms) VALUES (?, ?, ?, ?, ?)',
  );
  const select = store.prepare(
    'SELECT work, input, created_at, ttl_ms, cancelled_at FROM tasks WHERE id = ?',
  );
  const selectAnswers = store.prepare(
    'SELECT key, response, at FROM task_answers WHERE task_id = ? ORDER BY at, key',
  );
  const insertAnswer = store.prepare(
    'INSERT INTO task_answers (task_id, key, response, at) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING',
  );
  const cancel = store.prepare('UPDATE tasks SET cancelled_at = ? WHERE id = ? AND cancelled_at IS NULL');
  const removeAnswers = store.prepare(
    'DELETE FROM task_answers WHERE task_id IN (SELECT id FROM tasks WHERE created_at + ttl_ms <= ?)',
  );
  const remove = store.prepare('DELETE FROM tasks WHERE created_at + ttl_ms <= ?');
  return {
    add({ id, work, input, createdAt, ttlMs }) {
      insert.run(id, work, JSON.stringify(input), createdAt, ttlMs);
    },
    find(id) {
      const row = select.get(id);
      if (row === undefined) return undefined;
      const cancelledAt = row['cancelled_at'];
      return {
        id,
        work: String(row['work']),
        input: JSON.parse(String(row['input'])) as unknown,
        createdAt: Number(row['created_at']),
        ttlMs: Number(row['ttl_ms']),
        ...(cancelledAt !== null && { cancelledAt: Number(cancelledAt) }),
        answers: selectAnswers.all(id).map((answer) => ({
          key: String(answer['key']),
          response: JSON.parse(String(answer['response'])) as unknown,
          at: Number(answer['at']),
        })),
      };
    },
    answer(id, answers) {
      for (const { key, response, at } of answers) insertAnswer.run(id, key, JSON.stringify(response), at);
    },
    cancel(id, at) {
      cancel.run(at, id);
    },
    removeExpired(now) {
      removeAnswers.run(now);
      remove.run(now);
    },
    atomically: (work) => inTransaction(store, work),
    close: () => undefined,
  };
}

/** Tasks in this process only: the `lost-task` bug. */
export function memoryShelf(tasks = new Map<string, TaskRecord>()): TaskShelf {
  const change = (id: string, how: (record: TaskRecord) => TaskRecord): void => {
    const record = tasks.get(id);
    if (record !== undefined) tasks.set(id, how(record));
  };
  return {
    add(record) {
      tasks.set(record.id, record);
    },
    find: (id) => tasks.get(id),
    answer(id, answers) {
      change(id, (record) => {
        const fresh = answers.filter(({ key }) => record.answers.every((known) => known.key !== key));
        return { ...record, answers: [...record.answers, ...fresh] };
      });
    },
    cancel(id, at) {
      change(id, (record) => ({ cancelledAt: at, ...record }));
    },
    removeExpired(now) {
      for (const { id, createdAt, ttlMs } of tasks.values()) if (createdAt + ttlMs <= now) tasks.delete(id);
    },
    atomically: (work) => work(),
    close: () => undefined,
  };
}

/** How long a task of the `early-handle` bug is known to its creator only. */
const LATE_MS = 1_500;

/** Tasks that come into the shared file some time after their handle has gone out: the `early-handle` bug. */
export function lateShelf(shared: TaskShelf): TaskShelf {
  const late = new Map<string, TaskRecord>();
  const own = memoryShelf(late);
  const timers = new Set<NodeJS.Timeout>();
  const shelfOf = (id: string): TaskShelf => (late.has(id) ? own : shared);
  const hand = (id: string): void => {
    const record = late.get(id);
    if (record === undefined) return;
    late.delete(id);
    shared.atomically(() => {
      shared.add(record);
      shared.answer(id, record.answers);
      if (record.cancelledAt !== undefined) shared.cancel(id, record.cancelledAt);
    });
  };
  return {
    add(record) {
      own.add(record);
      const timer = setTimeout(() => {
        timers.delete(timer);
        hand(record.id);
      }, LATE_MS);
      timers.add(timer.unref());
    },
    find: (id) => shelfOf(id).find(id),
    answer(id, answers) {
      shelfOf(id).answer(id, answers);
    },
    cancel(id, at) {
      shelfOf(id).cancel(id, at);
    },
    removeExpired(now) {
      own.removeExpired(now);
      shared.removeExpired(now);
    },
    atomically: (work) => shared.atomically(work),
    close() {
      for (const timer of timers) clearTimeout(timer);
      timers.clear();
    },
  };
}
