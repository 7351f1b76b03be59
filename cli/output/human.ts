import type { Comparison } from '../../shared/model/difference.ts';
import type { JsonValue } from '../../shared/model/draft.ts';
import { ERROR_NAMES } from '../../shared/spec/modern.ts';
import { EXIT } from '../exit-codes.ts';
import { errorOf, exitCodeOf, resultOf, type Outcome } from '../outcome.ts';
import { flatJson } from './deep-json.ts';
import { counted, shownDuration, shownSize, visible, visibleLine, type Paint } from './paint.ts';
import { resultText } from './result-text.ts';

/** Characters that are shown of an error's data. */
const LONGEST_DATA = 10_000;

/** How an exchange ended on one line, and below it what came. */
export function outcomeText(outcome: Outcome, paint: Paint): string {
  const lines = [statusLine(outcome, paint), indented(contentText(outcome))];
  return `${lines.filter((line) => line !== '').join('\n')}\n`;
}

export function statusLine(outcome: Outcome, paint: Paint): string {
  const { row, response, failure, timing } = outcome.detail;
  const good = exitCodeOf(outcome) === EXIT.fine;
  const mark = good ? paint('green', '✓') : paint('red', '✗');
  const what = visibleLine([row.method, row.name].filter((part) => part !== '').join(' '), 120);
  const took = timing.endMs === undefined ? '' : paint('dim', shownDuration(timing.endMs));
  const notifications = outcome.messages.length - (outcome.answer ? 1 : 0);
  const beside = notifications > 0 ? paint('dim', counted(notifications, 'notification')) : '';
  const status = response ? String(response.status) : '';
  const parts = [mark, paint('bold', row.instanceName), what, status, endWord(outcome), took, beside];
  return (
    parts.filter((part) => part !== '').join('  ') + (failure?.code ? `  ${paint('dim', failure.code)}` : '')
  );
}

function endWord(outcome: Outcome): string {
  const { row, failure } = outcome.detail;
  if (failure) return failure.kind;
  const error = errorOf(outcome);
  if (error) return `error ${errorName(error['code'])}`;
  if (row.isError) return 'tool error';
  return row.resultType ?? '';
}

function errorName(code: JsonValue | undefined): string {
  if (typeof code !== 'number') return visibleLine(flatJson(code ?? null), 40);
  const name = ERROR_NAMES[code];
  return name === undefined ? String(code) : `${String(code)} ${name}`;
}

function contentText(outcome: Outcome): string {
  const { failure, response, row } = outcome.detail;
  if (failure) {
    const received = row.responseBytes > 0 ? `\nReceived until then: ${shownSize(row.responseBytes)}.` : '';
    return visible(failure.message) + received;
  }
  const error = errorOf(outcome);
  if (error) {
    const data =
      error['data'] === undefined ? '' : `\n${visible(flatJson(error['data']).slice(0, LONGEST_DATA))}`;
    return visible(typeof error['message'] === 'string' ? error['message'] : '(no message)') + data;
  }
  const result = resultOf(outcome);
  if (result) return resultText(result);
  return visibleLine(response?.body.text ?? '', 500);
}

function indented(text: string): string {
  return text === '' ? '' : text.replace(/^(?=.)/gm, '  ');
}

/** The answers held against the first one. */
export function comparisonText(comparison: Comparison, paint: Paint): string {
  if (comparison.same)
    return `${paint('green', '✓')}  All ${String(comparison.columns.length)} answers are the same.\n`;
  const first = comparison.columns[0]?.instanceName ?? '';
  const lines = comparison.columns.flatMap(({ instanceName, differences }) =>
    differences.map((difference) => {
      const sides = `${shown(difference.left)} → ${shown(difference.right)}`;
      return `  ${paint('cyan', visibleLine(difference.pointer, 200))}  ${instanceName}: ${difference.kind}  ${sides}`;
    }),
  );
  return `${paint('red', '✗')}  The answers differ from that of ${first}:\n${lines.join('\n')}\n`;
}

function shown(value: JsonValue | undefined): string {
  return value === undefined ? '(absent)' : visibleLine(flatJson(value), 100);
}

/** Columns as wide as their longest cell; the last one as it is. */
export function tableText(rows: readonly (readonly string[])[]): string {
  const widths: number[] = [];
  for (const row of rows) {
    for (const [index, cell] of row.entries()) widths[index] = Math.max(widths[index] ?? 0, cell.length);
  }
  return rows
    .map((row) =>
      row.map((cell, index) => (index === row.length - 1 ? cell : cell.padEnd(widths[index] ?? 0))),
    )
    .map((cells) => `${cells.join('  ').trimEnd()}\n`)
    .join('');
}
