import type { Finding } from '../../shared/model/finding.ts';
import type { TaskReport } from '../../shared/model/task.ts';
import type { Judgement } from '../lint/linter.ts';
import type { SeenExchange } from '../lint/seen-exchange.ts';
import { Fleets } from '../lint/tasks/fleets.ts';
import { taskSightings } from '../lint/tasks/sightings.ts';
import { TaskIndex } from '../lint/tasks/task-index.ts';
import { createClientBook } from './client-book.ts';
import { Life } from './tasks/life.ts';
import type { KeptMark } from './tasks/marks.ts';

/** Lives of tasks, whoever drove them. Pure; bounded: of more lives than it keeps, and of very long ones, it forgets. */
export interface TasksTracker {
  /** An exchange that has ended, with what the rules say: once each, in the order in which they ended. */
  observe(exchange: SeenExchange, judgements?: readonly Judgement[]): void;
  /** One that goes on, as it stands so far: what its stream has told by now. */
  glance(exchange: SeenExchange, judgements?: readonly Judgement[]): void;
  /** Lives that are new or have changed since that version; all of them since 0, or since a version that is none of its own. */
  report(since: number): TaskReport;
}

const MOST_LIVES = 5000;
/** Streams that go on at the same time. */
const MOST_STREAMS = 1000;
/** Instances whose names are kept. */
const MOST_INSTANCES = 1000;
const AREA = 'task.';

/** A mark and whose it is. */
interface Made {
  readonly life: Life;
  readonly mark: KeptMark;
}

export function createTasksTracker(): TasksTracker {
  return new Tracking();
}

class Tracking implements TasksTracker {
  readonly #fleets = new Fleets();
  readonly #lives = new TaskIndex<Life>(this.#fleets, MOST_LIVES);
  readonly #clients = createClientBook();
  readonly #changed = new Map<Life, number>();
  /** What the streams that go on have told by now, by the exchange's number. */
  readonly #streams = new Map<number, Made[]>();
  readonly #instances = new Map<string, string>();
  #version = 0;
  #total = 0;

  observe(exchange: SeenExchange, judgements: readonly Judgement[] = []): void {
    this.#fleets.learn(exchange);
    this.#learn(exchange, judgements, true);
    this.#streams.delete(exchange.number);
  }

  glance(exchange: SeenExchange, judgements: readonly Judgement[] = []): void {
    this.#learn(exchange, judgements, false);
  }

  report(since: number): TaskReport {
    const after = since > this.#version ? 0 : since;
    const lives = [...this.#lives].filter((life) => (this.#changed.get(life) ?? 0) > after);
    const instances = [...this.#instances].map(([id, name]) => ({ id, name }));
    return {
      ...{ version: this.#version, total: this.#total, instances },
      lives: lives.map((life) => life.report()),
    };
  }

  #learn(exchange: SeenExchange, judgements: readonly Judgement[], isOver: boolean): void {
    const client = this.#clients.of(exchange);
    const sightings = taskSightings(exchange);
    if (sightings.length === 0) return;
    const { number, instanceId, instanceName } = exchange;
    const isKnown = instanceId === '' || this.#instances.has(instanceId);
    if (!isKnown && this.#instances.size < MOST_INSTANCES) this.#instances.set(instanceId, instanceName);
    const made = this.#streams.get(number) ?? [];
    // Notifications come first; those that were seen at a glance are known.
    for (const sighting of sightings.slice(made.length)) {
      if (!isOver && sighting.kind !== 'notification') break;
      const life = this.#lives.find(sighting, instanceId) ?? this.#begin(sighting, exchange);
      made.push({ life, mark: life.see(sighting, exchange, client) });
    }
    if (!isOver && this.#streams.size < MOST_STREAMS) this.#streams.set(number, made);
    blame(made, number, judgements);
    this.#version += 1;
    for (const { life } of made) this.#changed.set(life, this.#version);
  }

  #begin(sighting: ReturnType<typeof taskSightings>[number], exchange: SeenExchange): Life {
    const { taskId } = sighting;
    const others = this.#lives.count(taskId);
    const key = others === 0 ? taskId : `${taskId} (${String(others + 1)})`;
    const life = new Life(key, sighting, this.#clients.of(exchange));
    const forgotten = this.#lives.add(life);
    if (forgotten) this.#changed.delete(forgotten);
    this.#total += 1;
    return life;
  }
}

/** Tells marks of the rules that are broken there; an exchange's own findings take the place of those before. */
function blame(made: readonly Made[], number: number, judgements: readonly Judgement[]): void {
  for (const { mark } of made) mark.rules = [];
  for (const { number: on, finding } of judgements) {
    if (!finding.rule.startsWith(AREA) || finding.severity === 'note') continue;
    const blamed = on === number ? own(made, finding) : earlier(made, on);
    for (const mark of blamed) {
      if (!mark.rules.includes(finding.rule)) mark.rules = [...mark.rules, finding.rule];
    }
  }
}

/** Those of the message that the finding points to; all of them where it points to none. */
function own(made: readonly Made[], { pointer = '' }: Finding): readonly KeptMark[] {
  const root = pointer.split(':/', 1)[0];
  const pointed = made.filter(({ mark }) => mark.root === root);
  return (pointed.length > 0 ? pointed : made).map(({ mark }) => mark);
}

/** An earlier exchange that turns out to be at fault is one of the same task. */
function earlier(made: readonly Made[], number: number): readonly KeptMark[] {
  return [...new Set(made.map(({ life }) => life))].flatMap((life) => life.marks.of(number));
}
