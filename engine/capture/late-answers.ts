import { basename } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { AppError } from '../app-error.ts';
import type { JudgeHost } from './judging/judge-host.ts';
import type { PlanDesk } from './planning/plan-desk.ts';
import type { PlannedFile } from './planning/planned-file.ts';
import type { SearchedFile } from './searching/searched-file.ts';
import type { SeriesAnswerer } from './series/answer-series.ts';
import type { QueryMessage, QueryOutput } from './store-messages.ts';
import { WorkControl } from './work-control.ts';

const LATE = [
  ...(['labels', 'label', 'plan', 'replaySteps', 'mockRequests', 'complete', 'find'] as const),
  ...(['secrets', 'redactionPreview', 'redactedCopy', 'redactionNote', 'noteRedaction'] as const),
  ...(['seriesRead', 'seriesMatch', 'seriesSides', 'seriesBegin', 'seriesPairs', 'seriesEnd'] as const),
] as const;
type LateName = (typeof LATE)[number];
export type LateQuery = Extract<QueryMessage, { readonly name: LateName }>;
type Asking<N extends LateName> = Extract<QueryMessage, { readonly name: N }>;

const NAMES: ReadonlySet<QueryMessage['name']> = new Set(LATE);

/** Whether a question is one that LateAnswers answers. */
export function isLate(query: QueryMessage): query is LateQuery {
  return NAMES.has(query.name);
}

/** The worker's file, as it is at the moment of the question. */
export interface AskedFile {
  readonly path: string;
  readonly db: () => DatabaseSync;
  /** As in createCaptureReader. */
  readonly live: () => boolean;
  readonly lastNumber: () => number;
  readonly judge: Pick<JudgeHost, 'marks' | 'answer'>;
}

/** Answers whose code is only loaded once somebody asks: most captures are recorded and read, and no more. */
export class LateAnswers {
  readonly #file: AskedFile;
  #planning: Promise<PlanDesk> | undefined;
  #comparing: Promise<SeriesAnswerer> | undefined;

  constructor(file: AskedFile) {
    this.#file = file;
  }

  /** Rejects with what reading the file throws. */
  async answer(query: LateQuery): Promise<QueryOutput<LateName>> {
    switch (query.name) {
      case 'labels':
      case 'label':
        return this.#label(query);
      case 'plan': {
        const { wish, control } = query.input;
        return (await this.#desk()).plan(wish, new WorkControl(control).watch());
      }
      case 'replaySteps':
        return (await this.#desk()).steps(query.input.numbers);
      case 'mockRequests':
        return this.#mocked(query);
      case 'complete':
        return this.#complete(query);
      case 'find':
        return this.#find(query);
      case 'secrets':
      case 'redactionPreview':
      case 'redactedCopy':
        return this.#redact(query);
      case 'redactionNote':
      case 'noteRedaction':
        return this.#redactionNote(query);
      default:
        return (await this.#series()).answer(query);
    }
  }

  /** What is under way ends early. */
  close(): void {
    void this.#planning?.then((desk) => {
      desk.close();
    });
    void this.#comparing?.then((answerer) => {
      answerer.close();
    });
  }

  async #label(query: Asking<'labels' | 'label'>): Promise<QueryOutput<'labels'>> {
    const { labelOpen } = await import('./library/label-open.ts');
    return labelOpen(this.#file.db(), this.#file.path, query.name === 'label' ? query.input : undefined);
  }

  async #mocked({ input }: Asking<'mockRequests'>): Promise<QueryOutput<'mockRequests'>> {
    const { readRecordedRequests } = await import('./mocking/recorded-requests.ts');
    return readRecordedRequests(this.#searched(), input);
  }

  async #complete({ input }: Asking<'complete'>): Promise<QueryOutput<'complete'>> {
    const { completeFilter } = await import('./searching/complete.ts');
    const { judge } = this.#file;
    return completeFilter(input, {
      file: this.#searched(),
      marks: () => judge.marks(),
      groups: async () => (await judge.answer('groups', null)).groups,
    });
  }

  async #find({ input }: Asking<'find'>): Promise<QueryOutput<'find'>> {
    const { findExchanges } = await import('./searching/searcher.ts');
    return findExchanges(input, { file: this.#searched(), marks: () => this.#file.judge.marks() });
  }

  async #redact(
    query: Asking<'secrets' | 'redactionPreview' | 'redactedCopy'>,
  ): Promise<QueryOutput<'secrets' | 'redactedCopy'>> {
    const { answerRedaction } = await import('./redacting/answer-redaction.ts');
    return answerRedaction(this.#file.db(), query);
  }

  async #redactionNote(
    query: Asking<'redactionNote' | 'noteRedaction'>,
  ): Promise<QueryOutput<'redactionNote'>> {
    const { readRedactionNote, writeRedactionNote } = await import('./redacting/redaction-note.ts');
    const db = this.#file.db();
    return query.name === 'redactionNote' ? readRedactionNote(db) : writeRedactionNote(db, query.input);
  }

  #desk(): Promise<PlanDesk> {
    return (this.#planning ??= import('./planning/plan-desk.ts').then(
      (module) => new module.PlanDesk({ file: () => this.#planned(), name: basename(this.#file.path) }),
    ));
  }

  #series(): Promise<SeriesAnswerer> {
    return (this.#comparing ??= import('./series/answer-series.ts').then(
      (module) => new module.SeriesAnswerer({ file: () => this.#planned() }),
    ));
  }

  #searched(): SearchedFile {
    const db = this.#file.db();
    if (!db.isOpen) throw new AppError('NOT_FOUND', 'This capture is closed.');
    return { db, live: this.#file.live() };
  }

  #planned(): PlannedFile | undefined {
    const db = this.#file.db();
    return db.isOpen ? { db, live: this.#file.live(), lastNumber: this.#file.lastNumber() } : undefined;
  }
}
