import { randomUUID } from 'node:crypto';
import type { DrivenTask, TaskAnswer, TaskControl } from '../../shared/model/driven-task.ts';
import type { Draft } from '../../shared/model/draft.ts';
import type { ExchangeDetail, ExchangeRef, Origin } from '../../shared/model/exchange.ts';
import { isJsonObject } from '../../shared/model/json.ts';
import { AppError } from '../app-error.ts';
import type { ClientDeclaration } from '../client/list-all.ts';
import { readAnswer } from '../client/read-answer.ts';
import type { KeptEntries } from '../workspace/kept-entries.ts';
import { Drive, type DriveServices } from './drive.ts';
import { resumed } from './drive-view.ts';
import type { KeptTask } from './kept-tasks.ts';
import { readTask, type TaskView } from './read-task.ts';
import { begin } from './task-course.ts';
import { baseOf, plainBase } from './task-drafts.ts';
import { membersOf } from './task-targets.ts';

/** Drives the tasks that servers made, each until it has ended. */
export interface TaskDriver {
  /** In the order in which they began; those that ended in this run among them. */
  list(): readonly DrivenTask[];
  /** Goes on with what earlier runs kept. */
  start(): void;
  /** The same task again is the one that is driven already. Rejects with AppError BAD_INPUT, NOT_FOUND. */
  drive(ref: ExchangeRef): Promise<DrivenTask>;
  /** Rejects with AppError NOT_FOUND, CONFLICT, BAD_INPUT. */
  control(control: TaskControl): Promise<DrivenTask>;
  /** The tasks/update. Rejects with AppError NOT_FOUND, CONFLICT, BAD_INPUT. */
  answer(answer: TaskAnswer): Promise<ExchangeRef>;
  /**
   * A request was answered with a task. It is driven by itself where a person sent it and did not forbid what follows; else
   * it is only there to be driven.
   */
  made(task: MadeTask): void;
  /** A server told something in this exchange. */
  heard(ref: ExchangeRef): void;
  /** Instances or fleets may be others now. */
  refresh(): void;
  /** Nothing is asked from here on; what is not over is kept for the next start. */
  close(): Promise<void>;
}

export interface MadeTask {
  readonly ref: ExchangeRef;
  readonly draft: Draft;
  readonly origin: Origin;
}

export interface TaskDriverOptions extends Omit<DriveServices, 'onChange'> {
  readonly declaration: () => ClientDeclaration;
  readonly kept: KeptEntries<KeptTask>;
  /** What the requests of a task are marked with that was not made by a request of this engine. */
  readonly origin: Origin;
  readonly onTask: (task: DrivenTask) => void;
  /** A sentence for a person. */
  readonly onProblem: (message: string) => void;
}

/** Changes of one task are told at most this often; ms. */
const TELL_EVERY_MS = 100;
/** So many that are over are remembered. */
const MOST_OVER = 200;

export function createTaskDriver(options: TaskDriverOptions): TaskDriver {
  return new EngineTaskDriver(options);
}

class EngineTaskDriver implements TaskDriver {
  readonly #options: TaskDriverOptions;
  readonly #services: DriveServices;
  readonly #drives = new Map<string, Drive>();
  /** What was written last, as text, by id. */
  readonly #written = new Map<string, string>();
  readonly #untold = new Set<Drive>();
  #telling: NodeJS.Timeout | undefined;
  #closed = false;

  constructor(options: TaskDriverOptions) {
    this.#options = options;
    this.#services = {
      ...options,
      onChange: (drive) => {
        this.#changed(drive);
      },
    };
  }

  list(): readonly DrivenTask[] {
    return [...this.#drives.values()].map((drive) => drive.view());
  }

  start(): void {
    for (const kept of this.#options.kept.found.values()) {
      const { id, taskId, tool, created, creator, base, members } = kept;
      const isCommand = this.#options.instances
        .all()
        .some((instance) => instance.id === creator.instanceId && instance.stdio !== undefined);
      this.#written.set(id, JSON.stringify(kept));
      this.#add(
        new Drive(
          { id, taskId, tool, created, creator, base, origin: this.#options.origin },
          { course: resumed(kept, isCommand), members },
          this.#services,
        ),
      );
    }
  }

  async drive(ref: ExchangeRef): Promise<DrivenTask> {
    const { captures, declaration, origin, now } = this.#options;
    const detail = await captures.detail(ref, 0);
    const { row, draft } = detail;
    const view = await this.#taskIn(ref, detail);
    const known = [...this.#drives.values()].find(
      ({ identity }) => identity.taskId === view.taskId && identity.creator.instanceId === row.instanceId,
    );
    if (known) return known.view();
    this.#options.instances.ready(row.instanceId);
    if (this.#closed) throw new AppError('CANCELLED', 'Hopscope is ending: nothing is asked any more.');
    const at = row.durationMs === undefined ? now() : row.startedAt + row.durationMs;
    const drive = new Drive(
      {
        id: `task-${randomUUID()}`,
        taskId: view.taskId,
        tool: toolOf(detail),
        created: ref,
        creator: { instanceId: row.instanceId, instanceName: row.instanceName },
        base: draft ? baseOf(draft) : plainBase(declaration()),
        origin: draft ? row.origin : origin,
      },
      {
        course: begin({ view, by: ref, instanceId: row.instanceId, at }),
        members: membersOf(row.instanceId, this.#options.fleets()),
      },
      this.#services,
    );
    this.#add(drive);
    return drive.view();
  }

  made({ ref, draft, origin }: MadeTask): void {
    if (this.#closed || !drivesByItself(draft, origin)) return;
    this.drive(ref).catch((error: unknown) => {
      if (error instanceof AppError) this.#options.onProblem(`A task is not driven. ${error.message}`);
      else this.#options.onBug(error, 'a task that was made');
    });
  }

  async control({ id, ...change }: TaskControl): Promise<DrivenTask> {
    const drive = this.#find(id);
    await drive.control(change);
    const view = drive.view();
    if (view.state === 'forgotten') {
      this.#drives.delete(id);
      this.#written.delete(id);
    }
    return view;
  }

  async answer({ id, ...answer }: TaskAnswer): Promise<ExchangeRef> {
    return this.#find(id).answer(answer);
  }

  heard(ref: ExchangeRef): void {
    for (const drive of this.#drives.values()) drive.heard(ref);
  }

  refresh(): void {
    for (const drive of this.#drives.values()) drive.refresh();
  }

  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#telling);
    await Promise.all([...this.#drives.values()].map((drive) => drive.close()));
    await this.#options.kept.close();
  }

  /** Rejects with AppError BAD_INPUT where the answer is none. */
  async #taskIn(ref: ExchangeRef, { row }: ExchangeDetail): Promise<TaskView> {
    const { answer } = await readAnswer(this.#options.captures, ref);
    const result = answer?.['result'];
    const what = `The answer of exchange ${String(ref.number)}`;
    if (!isJsonObject(result) || result['resultType'] !== 'task') {
      const legacy = row.era === 'legacy' && isJsonObject(result) && isJsonObject(result['task']);
      throw new AppError(
        'BAD_INPUT',
        legacy
          ? `${what} is a task of 2025-11-25. Hopscope draws those, but drives tasks of the extension only.`
          : `${what} is no task: its resultType is not "task".`,
      );
    }
    const task = readTask(result);
    if (!task.ok)
      throw new AppError('BAD_INPUT', `${what} is no task that could be asked for. ${task.problem}`);
    return task.view;
  }

  #add(drive: Drive): void {
    this.#drives.set(drive.identity.id, drive);
    const over = [...this.#drives.values()].filter((one) => one.isOver());
    for (const { identity } of over.slice(0, -MOST_OVER)) this.#drives.delete(identity.id);
    drive.start();
  }

  #find(id: string): Drive {
    const drive = this.#drives.get(id);
    if (drive) return drive;
    throw new AppError('NOT_FOUND', `There is no task "${id}" that is driven here (any more).`, { id });
  }

  #changed(drive: Drive): void {
    this.#keep(drive);
    if (this.#closed) return;
    this.#untold.add(drive);
    // Not before the present step is whole: an answer of a responder is part of what asks for it.
    this.#telling ??= setTimeout(() => {
      this.#tell();
    });
  }

  /** At once, and what changes soon after that together. */
  #tell(): void {
    for (const drive of this.#untold) this.#options.onTask(drive.view());
    this.#untold.clear();
    this.#telling = setTimeout(() => {
      this.#telling = undefined;
      if (this.#untold.size > 0) this.#tell();
    }, TELL_EVERY_MS);
  }

  #keep(drive: Drive): void {
    const { id } = drive.identity;
    const kept = drive.kept();
    const text = kept === undefined ? '' : JSON.stringify(kept);
    if ((this.#written.get(id) ?? '') === text) return;
    this.#written.set(id, text);
    this.#options.kept.keep(id, kept);
  }
}

function toolOf({ row }: ExchangeDetail): string {
  return row.method === 'tools/call' && row.name !== '' ? row.name : row.method;
}

/** Whether a draft that was answered with a task is one that Hopscope drives by itself. Pure. */
function drivesByItself(draft: Pick<Draft, 'method' | 'followUp'>, origin: Origin): boolean {
  return origin === 'composer' && draft.method === 'tools/call' && draft.followUp !== false;
}
