import type { CommandInput, CommandOutput } from '../../shared/bridge/bridge.ts';
import type { Row } from '../../shared/model/exchange.ts';
import { packRows } from '../../shared/model/row-page.ts';

/** What an engine that has these rows, ascending, answers to `capture.page`. Pure. */
export function pageOf(
  rows: readonly Row[],
  { after = 0, before, limit }: Omit<CommandInput<'capture.page'>, 'captureId'>,
): CommandOutput<'capture.page'> {
  const wanted =
    before === undefined
      ? rows.filter(({ number }) => number > after).slice(0, limit)
      : rows.filter(({ number }) => number < before).slice(-limit);
  return { page: packRows(wanted), total: rows.length, last: rows.at(-1)?.number ?? 0 };
}
