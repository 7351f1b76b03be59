import { matchSeries } from '../../series/match-series.ts';
import type { QueryMessage } from '../store-messages.ts';
import { SeriesDesk, type SeriesDeskOptions } from './series-desk.ts';
import type { SeriesQueries } from './series-messages.ts';

/** Answers a worker's questions about its capture as a series. */
export class SeriesAnswerer {
  readonly #desk: SeriesDesk;

  constructor(options: SeriesDeskOptions) {
    this.#desk = new SeriesDesk(options);
  }

  answer(
    query: Extract<QueryMessage, { readonly name: keyof SeriesQueries }>,
  ): SeriesQueries[keyof SeriesQueries]['out'] | Promise<SeriesQueries['seriesRead']['out']> {
    switch (query.name) {
      case 'seriesRead':
        return this.#desk.read(query.input);
      case 'seriesMatch':
        return matchSeries(query.input.left, query.input.right);
      case 'seriesSides':
        return this.#desk.sides(query.input.numbers);
      case 'seriesPairs':
        return this.#desk.pairs(query.input);
      case 'seriesBegin':
        this.#desk.begin(query.input);
        return null;
      case 'seriesEnd':
        this.#desk.end(query.input.job);
        return null;
    }
  }

  close(): void {
    this.#desk.close();
  }
}
