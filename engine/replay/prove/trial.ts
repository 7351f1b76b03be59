import type { Schedule } from '../../../shared/model/replay-run.ts';
import type { LiveAnswer } from '../live-answer.ts';
import type { NamedInstance, RunSchedule } from './proof-run.ts';

/** One request of a trial: they are sent one after the other. */
export interface Placement {
  readonly number: number;
  readonly instanceId: string;
  /** Ms to wait before it. */
  readonly pauseMs?: number;
}

/** What was answered in a trial, by step. */
export type TrialAnswers = ReadonlyMap<number, LiveAnswer>;

export interface TrialsOptions {
  readonly run: RunSchedule;
  readonly instances: readonly NamedInstance[];
  readonly signal: AbortSignal;
  readonly most: number;
  /** After each, with how many there were. */
  readonly onTrial: (sent: number) => void;
}

/** Statuses that say that a server does not want to answer now: nothing follows from them. */
const NOT_NOW: ReadonlySet<number> = new Set([429, 503]);

/** Real runs of a few steps each, so many at most. */
export class Trials {
  readonly #options: TrialsOptions;
  #sent = 0;

  constructor(options: TrialsOptions) {
    this.#options = options;
  }

  get sent(): number {
    return this.#sent;
  }

  /** Nothing more is sent: they are used up, or it was cancelled. */
  get spent(): boolean {
    return this.#sent >= this.#options.most || this.#options.signal.aborted;
  }

  /** Undefined where there is none left. */
  async send(placements: readonly Placement[]): Promise<TrialAnswers | undefined> {
    if (this.spent) return undefined;
    this.#sent += 1;
    const answers = new Map<number, LiveAnswer>();
    await this.#options.run({
      schedule: scheduleOf(placements, this.#options.instances),
      purpose: 'witness',
      onAnswer: (answer) => answers.set(answer.number, answer),
    });
    this.#options.onTrial(this.#sent);
    return answers;
  }

  /** The answer to one of its steps; undefined where there is none that says anything. */
  async ask(placements: readonly Placement[], number: number): Promise<LiveAnswer | undefined> {
    const answer = (await this.send(placements))?.get(number);
    return answer?.answer && !NOT_NOW.has(answer.answer.status ?? 0) ? answer : undefined;
  }
}

/** Each step waits for the one before: what a trial shows does not hang on what overtook what. */
export function scheduleOf(placements: readonly Placement[], instances: readonly NamedInstance[]): Schedule {
  const used = [...new Set(placements.map(({ instanceId }) => instanceId))];
  const [only] = used;
  const isPinned = used.length === 1 && only !== undefined;
  return {
    choice: { name: isPinned ? 'pinned' : 'adversarial', seed: 1, ...(isPinned && { instanceId: only }) },
    instanceIds: used,
    steps: placements.map(({ number, instanceId, pauseMs }, index) => {
      const before = placements[index - 1];
      return {
        number,
        to: [instanceId],
        lane: 0,
        after: before ? [before.number] : [],
        ...(pauseMs !== undefined && { pauseMs }),
      };
    }),
    says: `Trial: ${tellAll(placements, instances)}.`,
  };
}

/** Most steps of a trial that are named one by one. */
const MOST_TOLD = 4;

function tellAll(placements: readonly Placement[], instances: readonly NamedInstance[]): string {
  const last = placements.slice(-MOST_TOLD).map((placement) => tell(placement, instances));
  const more = placements.length - last.length;
  return more > 0 ? `${String(more)} steps, then ${last.join(', ')}` : last.join(', ');
}

function tell({ number, instanceId }: Placement, instances: readonly NamedInstance[]): string {
  const name = instances.find(({ id }) => id === instanceId)?.name ?? instanceId;
  return `#${String(number)} on ${name}`;
}
