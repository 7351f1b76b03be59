import { counted } from '../../shared/model/counted.ts';
import type { Comparison } from '../../shared/model/difference.ts';
import type { ExchangeDetail } from '../../shared/model/exchange.ts';
import type { JsonValue } from '../../shared/model/draft.ts';
import { isJsonObject } from '../../shared/model/json.ts';
import { ERROR_NAMES } from '../../shared/spec/modern.ts';
import type { Conversation } from '../conversation.ts';
import { EXIT } from '../exit-codes.ts';
import { errorOf, exitCodeOf, resultOf, taskEndOf, taskStatusOf, type Outcome } from '../outcome.ts';
import { flatJson } from './deep-json.ts';
import { shownDuration, shownSize, visible, visibleLine, type Paint } from './paint.ts';
import { resultText } from './result-text.ts';

/** Characters that are shown of an error's data. */
const LONGEST_DATA = 10_000;

/** How an exchange ended on one line, and below it what came. */
export function outcomeText(outcome: Outcome, paint: Paint): string {
  const lines = [statusLine(outcome, paint), indented(contentText(outcome))];
  return `${lines.filter((line) => line !== '').join('\n')}\n`;
}

/** The same, where what counts is how the task fares that the answer tells of. */
export function taskText(outcome: Outcome, paint: Paint): string {
  const ended = taskEndOf(outcome);
  if (ended === undefined) return outcomeText(outcome, paint);
  const mark = ended === 'well' ? paint('green', '✓') : paint('red', '✗');
  return `${[statusLine(outcome, paint, mark), indented(contentText(outcome))].filter((line) => line !== '').join('\n')}\n`;
}

/** How a conversation went: a line for each step, and the answer in full. */
export function conversationText(
  { steps, answer, task }: Conversation,
  paint: Paint,
  show: (outcome: Outcome, paint: Paint) => string = outcomeText,
): string {
  const lines = steps.map((step) => `${statusLine(step, paint, paint('dim', '·'))}${askedText(step)}\n`);
  const polled = task && task.polls > 0 ? `${paint('dim', `·  ${counted(task.polls, 'poll')}`)}\n` : '';
  return `${lines.join('')}${polled}${show(answer, paint)}`;
}

/** Why an exchange was sent although nobody asked for just this one; empty where somebody did. */
function linkWord({ row }: ExchangeDetail): string {
  if (!row.link) return '';
  const { kind, round } = row.link;
  switch (kind) {
    case 'round':
      return `round ${String(round ?? 2)} on ${row.instanceName}`;
    case 'revision':
      return 'again, in a revision that the server supports';
    case 'headers':
      return 'again, with fresh headers';
    case 'era':
      return `again, in the ${row.era} era`;
    case 'resumed':
      return 'the rest of a stream that broke';
    case 'reopened':
      return 'opened again';
    case 'reply':
      return 'answers what the server asked';
    case 'cancel':
      return 'cancels it';
    case 'duplicate':
      return 'sent a second time on purpose';
    case 'poll':
      return 'asks how the task is';
    case 'update':
      return 'answers what the task asked for';
    case 'task-cancel':
      return 'asks to cancel the task';
    case 'task-listen':
      return 'listens for the task';
    case 'handshake':
      return 'opens the session';
    case 'replay':
      return 'sent again by a replay';
  }
}

/** What a round asked for, since its answer is not shown. */
function askedText(step: Outcome): string {
  const requests = resultOf(step)?.['inputRequests'];
  if (!isJsonObject(requests)) return '';
  return Object.entries(requests)
    .map(([key, request]) => {
      const method = isJsonObject(request) ? request['method'] : undefined;
      return `\n  asks for ${visibleLine(`${key}: ${typeof method === 'string' ? method : '(no method)'}`, 120)}`;
    })
    .join('');
}

/** `mark`: what stands first instead of whether it went well, where that is beside the point. */
export function statusLine(outcome: Outcome, paint: Paint, mark = markOf(outcome, paint)): string {
  const { row, response, failure, timing } = outcome.detail;
  const what = visibleLine([row.method, row.name].filter((part) => part !== '').join(' '), 120);
  const took = timing.endMs === undefined ? '' : paint('dim', shownDuration(timing.endMs));
  const beside = besideText(outcome);
  // There is none over stdio.
  const status = response && response.status > 0 ? String(response.status) : '';
  const link = linkWord(outcome.detail);
  const parts = [
    mark,
    paint('bold', row.instanceName),
    what,
    status,
    endWord(outcome),
    took,
    beside === '' ? '' : paint('dim', beside),
    link === '' ? '' : paint('cyan', visibleLine(link, 120)),
  ];
  return (
    parts.filter((part) => part !== '').join('  ') + (failure?.code ? `  ${paint('dim', failure.code)}` : '')
  );
}

/** How many messages came beside the answer. */
function besideText({ messages, answer }: Outcome): string {
  const others = messages.filter((message) => message !== answer);
  const requests = others.filter(
    (message) => isJsonObject(message) && 'method' in message && 'id' in message,
  );
  const notifications = others.length - requests.length;
  return [
    notifications > 0 ? counted(notifications, 'notification') : '',
    requests.length > 0 ? counted(requests.length, 'request') : '',
  ]
    .filter((part) => part !== '')
    .join(', ');
}

function markOf(outcome: Outcome, paint: Paint): string {
  return exitCodeOf(outcome) === EXIT.fine ? paint('green', '✓') : paint('red', '✗');
}

function endWord(outcome: Outcome): string {
  const { row, failure } = outcome.detail;
  if (failure) return failure.kind;
  const error = errorOf(outcome);
  if (error) return `error ${errorName(error['code'])}`;
  if (row.isError) return 'tool error';
  const status = taskStatusOf(outcome);
  if (status === undefined) return row.resultType ?? '';
  return row.resultType === 'task' ? `task ${status}` : status;
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
