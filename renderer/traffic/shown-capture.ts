import type { StoreApi } from 'zustand/vanilla';
import type { Bridge } from '../../shared/bridge/bridge.ts';
import type { RowBatch } from '../../shared/model/capture.ts';
import { CaptureFeed } from './capture-feed.ts';
import type { RowFollower } from '../ui/row-source.ts';
import { HEAR_ALL, type Heard } from './row-order.ts';
import { RowFinder } from './row-finder.ts';
import { RowLog } from './row-log.ts';
import { RowView, type ViewSettings } from './row-view.ts';
import type { TrafficState } from './traffic-state.ts';

interface ShownCaptureOptions {
  readonly bridge: Bridge;
  readonly store: StoreApi<TrafficState>;
  /** Runs once, soon: on the next animation frame, so that a flood of rows renders once a frame. */
  readonly schedule: (run: () => void) => void;
  readonly heard?: Heard;
}

/** The rows of the capture that is shown, and the store's numbers about them. */
export class ShownCapture {
  readonly #bridge: Bridge;
  readonly #store: StoreApi<TrafficState>;
  readonly #schedule: (run: () => void) => void;
  readonly #heard: Heard;
  #log = new RowLog();
  #feed: CaptureFeed | undefined;
  #filter = '';
  /** Finds by the filter; `inForce` is the one that the list goes by, which has answered. */
  #finder: RowFinder | undefined;
  #inForce: RowFinder | undefined;
  #view: RowView;
  #scheduled = false;
  /** Numbers became known whose rows are still to come. */
  #isRenumbered = false;
  #sizeAtPause = 0;

  constructor({ bridge, store, schedule, heard = HEAR_ALL }: ShownCaptureOptions) {
    this.#bridge = bridge;
    this.#store = store;
    this.#schedule = schedule;
    this.#heard = heard;
    this.#view = this.#newView();
  }

  get log(): RowLog {
    return this.#log;
  }

  get view(): RowView {
    return this.#view;
  }

  /** Turns to another capture: nothing of the one before stays but filter and sort. */
  show(captureId: string | undefined): void {
    if (captureId === this.#store.getState().captureId) return;
    this.#log = new RowLog();
    this.#sizeAtPause = 0;
    this.#isRenumbered = false;
    this.#store.setState({
      ...{ captureId, focused: undefined, pane: 'nothing', marked: new Set(), compared: [] },
      ...{ clearedThrough: 0, paused: false, problem: undefined, loading: false },
    });
    this.#find();
    // Of another capture nothing is shown before the filter has been answered.
    this.#inForce = this.#finder;
    this.#view = this.#newView();
    this.#count();
    void this.load();
  }

  /** Fetches all rows, also those that are here: after the engine was out of reach any of them may have changed. */
  async load(): Promise<void> {
    const { captureId } = this.#store.getState();
    if (captureId === undefined) return;
    this.#feed?.stop();
    // Whatever happened out of sight may have changed any row.
    this.#finder?.findAll();
    const feed = new CaptureFeed({
      bridge: this.#bridge,
      captureId,
      log: this.#log,
      onRows: (anew) => {
        this.#isRenumbered ||= anew;
        this.#flushSoon();
      },
    });
    this.#feed = feed;
    this.#store.setState({ loading: true, problem: undefined });
    const problem = await feed.load();
    if (this.#feed === feed) this.#store.setState({ loading: false, problem });
  }

  /** The list draws from this row on, or the first row that it lacks. */
  draws(number: number): void {
    this.#feed?.draws(number);
  }

  /** Somebody waits for this row, which is not here yet. */
  need(number: number): void {
    this.#feed?.need(number);
  }

  /** Takes in what the engine sent unasked. */
  take(batch: RowBatch): void {
    if (batch.captureId !== this.#store.getState().captureId) return;
    this.#log.apply(batch.rows);
    this.#finder?.changed(batch.rows.map(({ number }) => number));
    this.#flushSoon();
  }

  /** Brings list and numbers up to date now. While paused the list stays as it is. */
  flush(): void {
    this.#scheduled = false;
    if (!this.#store.getState().paused) {
      if (this.#isRenumbered) this.rebuild();
      else this.#view.update(this.#log.takeChanges());
    }
    this.#count();
  }

  /** Follows the rows of whichever capture is shown, pause and filter left aside. */
  follow(): RowFollower {
    let log = this.#log;
    let reader = log.newReader();
    let anew = true;
    return {
      take: () => {
        if (log !== this.#log) {
          log = this.#log;
          reader = log.newReader();
          anew = true;
        }
        const { added, updated } = reader.takeChanges();
        const rows = [...added, ...updated].flatMap((number) => log.get(number) ?? []);
        const taken = { anew, rows };
        anew = false;
        return taken;
      },
    };
  }

  /** From here on new rows wait, until `flush` without pause. */
  freeze(): void {
    this.#view.update(this.#log.takeChanges());
    this.#sizeAtPause = this.#log.size;
  }

  /** Of a filter that can be read; empty: none. The one before stays in force until the engine has answered. */
  setFilter(filter: string): void {
    if (filter === this.#filter) return;
    this.#filter = filter;
    this.#find();
    if (this.#finder) this.#finder.findAll();
    else {
      this.#inForce = undefined;
      this.rebuild();
    }
  }

  isHiddenByFilter(number: number): boolean {
    return this.#inForce !== undefined && this.#log.exists(number) && !this.#inForce.passes(number);
  }

  /** The exchanges are judged further. */
  judged(): void {
    this.#finder?.judged();
  }

  /** Other findings are muted than before. */
  heardAnew(): void {
    this.#finder?.heardAnew();
  }

  /** Looks at all rows anew, after filter, sort or the cleared part changed. */
  rebuild(): void {
    // Rows that came during a pause are looked at as well: they wait no longer.
    this.#sizeAtPause = this.#log.size;
    this.#log.takeChanges();
    this.#isRenumbered = false;
    this.#view.rebuild(this.#settings());
    this.#count();
  }

  /** Begins to find by the filter, in the capture that is shown. */
  #find(): void {
    this.#finder?.stop();
    this.#finder = undefined;
    const { captureId } = this.#store.getState();
    this.#store.setState({ searchedThrough: undefined, searchProblem: undefined });
    if (this.#filter === '' || captureId === undefined) return;
    const finder: RowFinder = new RowFinder({
      ...{ bridge: this.#bridge, captureId, filter: this.#filter },
      onFound: () => {
        this.#found(finder);
      },
      onDecided: (numbers) => {
        if (this.#inForce !== finder) return;
        if (this.#store.getState().paused) this.#isRenumbered = true;
        else this.#view.update({ added: [], updated: numbers });
        this.#flushSoon();
      },
      onProgress: (searchedThrough) => {
        this.#store.setState({ searchedThrough, searchProblem: undefined });
      },
      onProblem: (searchProblem) => {
        this.#store.setState({ searchProblem, searchedThrough: undefined });
      },
    });
    this.#finder = finder;
  }

  #found(finder: RowFinder): void {
    const isNew = this.#inForce !== finder;
    this.#inForce = finder;
    // What a person has typed is shown at once, also while the list is paused.
    if (isNew) this.rebuild();
    else {
      this.#isRenumbered = true;
      this.#flushSoon();
    }
  }

  #newView(): RowView {
    return new RowView(this.#log, this.#settings());
  }

  #settings(): ViewSettings {
    const { sort, clearedThrough } = this.#store.getState();
    const finder = this.#inForce;
    const filter = finder && ((number: number) => finder.passes(number));
    return { filter, sort, clearedThrough, heard: this.#heard };
  }

  #flushSoon(): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    this.#schedule(() => {
      this.flush();
    });
  }

  #count(): void {
    const { clearedThrough, paused, version } = this.#store.getState();
    const total = this.#log.size;
    const waiting = paused ? total - this.#sizeAtPause : 0;
    const hiddenByClear = Math.min(clearedThrough, total);
    const hiddenByFilter = Math.max(total - hiddenByClear - waiting - this.#view.shown.length, 0);
    this.#store.setState({ version: version + 1, total, waiting, hiddenByClear, hiddenByFilter });
  }
}
