import { describe, expect, it } from 'vitest';
import {
  compareCaptures,
  type CompareContext,
  type ComparedCaptures,
} from '../../../../../engine/capture/series/compare-captures.ts';
import { SeriesPacker } from '../../../../../engine/capture/series/pack-series.ts';
import type { PackedSeries } from '../../../../../engine/capture/series/series-messages.ts';
import { AppError } from '../../../../../engine/app-error.ts';
import { WorkControl } from '../../../../../engine/capture/work-control.ts';
import { matchSeries } from '../../../../../engine/series/match-series.ts';
import { DEFAULT_REDACTION_RULES } from '../../../../../shared/model/redaction.ts';

/** Steps by what they ask and what they say. */
function series(steps: readonly (readonly [key: number, said: number])[]): PackedSeries {
  const packer = new SeriesPacker();
  for (const [at, [key, said]] of steps.entries()) {
    packer.add({
      ...{ number: at + 1, exact: key, loose: key, startedAt: at, endedAt: at, client: 'one', sources: [] },
      ...{ said, early: false, method: 'tools/call', name: `tool ${String(key)}`, instanceName: 'alpha' },
    });
  }
  return packer.pack([]);
}

/** Workers of two captures, `left` and `right`. */
class Workers {
  readonly asked: string[] = [];
  readonly pairs: (readonly [left: string, right: number])[] = [];
  /** Hears of each question before it is answered. */
  onAsk: (name: string) => void = () => undefined;
  readonly #series: Readonly<Record<string, PackedSeries | Error>>;

  constructor(left: PackedSeries | Error, right: PackedSeries | Error) {
    this.#series = { left, right };
  }

  readonly captures = {
    summaries: () => [],
    ask: async (captureId: string, name: string, input: Record<string, unknown>): Promise<unknown> => {
      this.asked.push(`${captureId} ${name}`);
      this.onAsk(name);
      await Promise.resolve();
      switch (name) {
        case 'seriesRead': {
          const found = this.#series[captureId];
          if (found instanceof Error) throw found;
          if (new WorkControl(input['control'] as SharedArrayBuffer).watch().cancelled())
            throw new AppError('CANCELLED', 'cancelled');
          return found;
        }
        case 'seriesMatch':
          return matchSeries(input['left'] as PackedSeries, input['right'] as PackedSeries);
        case 'seriesSides':
          // As where steps are long: no more than 50 at once.
          return (input['numbers'] as number[]).slice(0, 50).map((number) => `side ${String(number)}`);
        case 'seriesPairs': {
          const pairs = input['pairs'] as { left: string; right: number }[];
          this.pairs.push(...pairs.map(({ left, right }) => [left, right] as const));
          return pairs.map(() => ({ differences: [], total: 1, noise: [] }));
        }
        default:
          return null;
      }
    },
  } as unknown as CompareContext['captures'];

  compare(signal = new AbortController().signal): Promise<ComparedCaptures> {
    return compareCaptures(
      { job: 'j', left: 'left', right: 'right', known: [], rules: DEFAULT_REDACTION_RULES },
      { captures: this.captures, signal, onProgress: () => undefined },
    );
  }
}

const day = (length: number, said: (at: number) => number): PackedSeries =>
  series(Array.from({ length }, (_, at) => [at, said(at)] as const));

describe('two captures', () => {
  it('are the same where every step says the same: nothing is asked for then', async () => {
    const workers = new Workers(
      day(3, () => 1),
      day(3, () => 1),
    );
    const { summary } = await workers.compare();
    expect(summary).toMatchObject({ same: true, rows: 3, counts: { same: 3, changed: 0 } });
    expect(workers.asked).toEqual(['left seriesRead', 'right seriesRead', 'right seriesMatch']);
  });

  it('have all pairs compared that do not say the same, once, in the order of the left side', async () => {
    const workers = new Workers(
      day(300, (at) => at % 2),
      day(300, () => 0),
    );
    const { summary } = await workers.compare();
    const odd = Array.from({ length: 150 }, (_, index) => index * 2 + 2);
    expect(workers.pairs).toEqual(odd.map((number) => [`side ${String(number)}`, number]));
    expect(summary.counts).toMatchObject({ same: 150, changed: 150 });
    expect(workers.asked.filter((each) => each === 'right seriesBegin')).toHaveLength(1);
    expect(workers.asked.at(-1)).toBe('right seriesEnd');
  });

  it('are read on while the pairs before are compared', async () => {
    const workers = new Workers(
      day(120, () => 1),
      day(120, () => 0),
    );
    await workers.compare();
    const order = workers.asked.slice(4).map((each) => each.split(' ')[1]);
    expect(order).toEqual([
      ...[
        'seriesSides',
        'seriesSides',
        'seriesPairs',
        'seriesSides',
        'seriesPairs',
        'seriesPairs',
        'seriesEnd',
      ],
    ]);
  });

  it.each(['seriesRead', 'seriesMatch', 'seriesSides', 'seriesPairs'])(
    'are no longer compared once that is cancelled during %s',
    async (during) => {
      const abort = new AbortController();
      const workers = new Workers(
        day(300, () => 1),
        day(300, () => 0),
      );
      workers.onAsk = (name) => {
        if (name === during) abort.abort();
      };
      await expect(workers.compare(abort.signal)).rejects.toMatchObject({ code: 'CANCELLED' });
      expect(workers.pairs.length).toBeLessThan(300);
      if (during === 'seriesSides' || during === 'seriesPairs')
        expect(workers.asked.at(-1)).toBe('right seriesEnd');
    },
  );

  it('fail with the fault of the one that cannot be read, and not with the end of the other', async () => {
    const fault = new AppError('IO', 'It is damaged.');
    await expect(
      new Workers(
        fault,
        day(3, () => 1),
      ).compare(),
    ).rejects.toBe(fault);
    await expect(
      new Workers(
        day(3, () => 1),
        fault,
      ).compare(),
    ).rejects.toBe(fault);
  });
});
