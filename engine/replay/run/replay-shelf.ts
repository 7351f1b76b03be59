import { join } from 'node:path';
import type { ExchangeRef, RepeatedBy } from '../../../shared/model/exchange.ts';
import type { PlanStep } from '../../../shared/model/replay-plan.ts';
import type { MatrixRow, ReplayState, StepReport } from '../../../shared/model/replay-verdict.ts';
import { AppError } from '../../app-error.ts';
import { Observations } from '../diff/observations.ts';
import type { Observed, ObservedRun } from '../diff/observed.ts';
import { listJournals, readJournal, type JournalEntry } from './read-journal.ts';
import type { ReplayRecord } from './replay-record.ts';

/** A replay, whenever it was, with all that was observed. */
export interface ShelvedReplay {
  readonly state: ReplayState;
  readonly steps: readonly PlanStep[];
  readonly observations: Observations;
}

/** How captures are called now: their ids are another one each time that they are opened. */
export interface OpenNames {
  /** The capture that is open from this file. */
  idOf(path: string): string | undefined;
}

/** Observations of large replays take hundreds of megabytes: so many are in memory, the running one among them. */
const MOST_LOADED = 3;
/** An exchange is looked for in so many replays of its recording. */
const MOST_SEARCHED = 5;
const MOST_REPEATS = 100;

/** All replays that are known: of this run of Hopscope, and of earlier ones by their journals. */
export class ReplayShelf {
  readonly #directory: string;
  readonly #names: OpenNames;
  readonly #journals: JournalEntry[];
  readonly #records = new Map<string, ReplayRecord>();
  /** By id, the one that was asked for last at the end. */
  readonly #loaded = new Map<string, Promise<ShelvedReplay>>();

  static async open(
    directory: string,
    names: OpenNames,
    onProblem: (message: string) => void,
  ): Promise<ReplayShelf> {
    return new ReplayShelf(directory, names, await listJournals(directory, onProblem));
  }

  private constructor(directory: string, names: OpenNames, journals: readonly JournalEntry[]) {
    this.#directory = directory;
    this.#names = names;
    this.#journals = [...journals];
  }

  /** Where the journal of this replay is. */
  pathOf(id: string): string {
    return join(this.#directory, `${id}.jsonl`);
  }

  add(id: string, record: ReplayRecord, shelved: Omit<ShelvedReplay, 'state'>): void {
    this.#records.set(id, record);
    void this.#keep(
      id,
      Promise.resolve({
        ...shelved,
        get state() {
          return record.state;
        },
      }),
    );
  }

  /** The last one first. */
  states(): readonly ReplayState[] {
    const now = [...this.#records.values()].toReversed().map(({ state }) => state);
    return [...now, ...this.#journals.map(({ state }) => this.#named(state))];
  }

  /** Throws AppError NOT_FOUND. */
  state(id: string): ReplayState {
    const found = this.states().find((state) => state.id === id);
    if (found) return found;
    throw new AppError('NOT_FOUND', `There is no replay ${id} (any more).`, { id });
  }

  /** Reads it back where it is of an earlier run, or was not looked at for long. Rejects with AppError. */
  async find(id: string): Promise<ShelvedReplay> {
    const state = this.state(id);
    const known = this.#loaded.get(id);
    if (known) return this.#keep(id, known);
    const loading = this.#load(state);
    loading.catch(() => this.#loaded.delete(id));
    return this.#keep(id, loading);
  }

  /** What replays have sent in the place of this recorded exchange: the first 100. */
  async repeatsOf({ captureId, number }: ExchangeRef): Promise<readonly RepeatedBy[]> {
    const repeats: RepeatedBy[] = [];
    const ofCapture = this.states().filter(({ recording }) => recording.captureId === captureId);
    for (const { id, instances } of ofCapture.slice(0, MOST_SEARCHED)) {
      // One that cannot be read any more has nothing to say.
      const found = await this.find(id).catch(() => undefined);
      if (!found?.steps.some((step) => step.number === number)) continue;
      const { answers } = this.translated(found.state, found.observations.stepReport(number));
      for (const { ref, run, instanceId } of answers) {
        if (!ref) continue;
        const instanceName = instances.find((one) => one.id === instanceId)?.name ?? instanceId;
        repeats.push({ ref, id, run, instanceId, instanceName });
      }
    }
    return repeats.slice(0, MOST_REPEATS);
  }

  /** A step with its exchanges as they are called now. */
  translated(state: ReplayState, report: StepReport): StepReport {
    return {
      ...report,
      ...this.translatedRow(state, report),
      recorded: { ...report.recorded, captureId: state.recording.captureId },
      answers: report.answers.map((answer) =>
        answer.ref ? { ...answer, ref: this.#ref(state, answer.ref) } : answer,
      ),
    };
  }

  /** An exchange that a replay has sent, as it is called now. */
  translatedRef(state: ReplayState, ref: ExchangeRef): ExchangeRef {
    return this.#ref(state, ref);
  }

  translatedRow<R extends MatrixRow>(state: ReplayState, row: R): R {
    return {
      ...row,
      cells: row.cells.map((cell) => (cell.last ? { ...cell, last: this.#ref(state, cell.last) } : cell)),
    };
  }

  #ref({ recorded }: ReplayState, ref: ExchangeRef): ExchangeRef {
    const id = recorded?.path === undefined ? undefined : this.#names.idOf(recorded.path);
    return id === undefined ? ref : { ...ref, captureId: id };
  }

  /** A state of an earlier run, with its captures as they are called now where they are open. */
  #named(state: ReplayState): ReplayState {
    const { recording, recorded } = state;
    const recordingId = this.#names.idOf(recording.path);
    const recordedId = recorded?.path === undefined ? undefined : this.#names.idOf(recorded.path);
    return {
      ...state,
      ...(recordingId !== undefined && { recording: { ...recording, captureId: recordingId } }),
      ...(recorded && recordedId !== undefined && { recorded: { ...recorded, captureId: recordedId } }),
    };
  }

  #keep(id: string, shelved: Promise<ShelvedReplay>): Promise<ShelvedReplay> {
    this.#loaded.delete(id);
    this.#loaded.set(id, shelved);
    for (const other of this.#loaded.keys()) {
      if (this.#loaded.size <= MOST_LOADED) break;
      if (this.#records.get(other)?.state.state !== 'running') this.#loaded.delete(other);
    }
    return shelved;
  }

  async #load(state: ReplayState): Promise<ShelvedReplay> {
    const path = this.#journals.find((entry) => entry.state.id === state.id)?.path ?? this.pathOf(state.id);
    const steps: PlanStep[] = [];
    const runs: ObservedRun[] = [];
    let observations: Observations | undefined;
    // All steps stand before the first answer.
    const opened = (): Observations => {
      observations ??= observationsOf(state, steps);
      for (const run of runs.splice(0)) observations.setRun(run);
      return observations;
    };
    try {
      await readJournal(path, {
        steps: (some) => void steps.push(...some),
        run: (run) => void runs.push(run),
        seen: (observed: Observed) => {
          opened().restore(observed);
        },
      });
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      throw new AppError('UNREADABLE', `The journal of this replay cannot be read: ${reason}`, { path });
    }
    for (const number of state.verdict?.refuted ?? []) opened().refute(number);
    const { id } = state;
    const now = (): ReplayState => this.state(id);
    return {
      steps,
      observations: opened(),
      // Its captures may be called otherwise later.
      get state() {
        return now();
      },
    };
  }
}

/** An empty board for the answers of a replay. */
export function observationsOf(state: ReplayState, steps: readonly PlanStep[]): Observations {
  const { wish, recording, instances } = state;
  return new Observations({
    captureId: recording.captureId,
    steps,
    instances,
    ...(wish.noise && { noise: wish.noise }),
    ...(wish.unordered && { unordered: wish.unordered }),
  });
}
