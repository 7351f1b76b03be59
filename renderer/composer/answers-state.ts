import type { BridgeError } from '../../shared/bridge/result.ts';
import type { Comparison, Difference } from '../../shared/model/difference.ts';
import type { Draft, JsonObject, JsonValue } from '../../shared/model/draft.ts';
import type { ExchangeDetail, ExchangeRef, Row, StreamEvent } from '../../shared/model/exchange.ts';
import { isJsonObject } from '../../shared/model/json.ts';
import type { AnswerMessage } from '../ui/answer-text.ts';

/** A larger answer is not fetched into the page, in bytes: laying it out would freeze the page. */
export const FETCH_ALL_LIMIT = 8_388_608;

/** One exchange of a conversation: the first one, or one that followed by itself or by an answer. */
export interface ConversationStep {
  readonly ref: ExchangeRef;
  readonly row?: Row;
}

/** The answer of one instance, as far as it has come: of one step of the conversation that a Send began there. */
export interface AnswerColumn {
  /** The step that is shown. */
  readonly ref: ExchangeRef;
  /** Where that step went. */
  readonly instanceId: string;
  /** All steps in the order in which they were sent; never empty. */
  readonly steps: readonly ConversationStep[];
  readonly row?: Row;
  readonly detail?: ExchangeDetail;
  /** Comes with the detail. */
  readonly answer?: AnswerMessage;
  /** The last events of a stream that is still open. */
  readonly events: readonly StreamEvent[];
  /** Why the exchange could not be read. */
  readonly error?: BridgeError;
}

/** What came back to one Send. */
export interface AnswersState {
  readonly draft: Draft;
  readonly columns: readonly AnswerColumn[];
  readonly comparison?: Comparison;
  /** Why there is no comparison: a sentence. */
  readonly comparisonProblem?: string;
}

export function sameRef(left: ExchangeRef, right: ExchangeRef): boolean {
  return left.captureId === right.captureId && left.number === right.number;
}

/** A column whose exchange has come to its end, well or badly, or cannot be read. */
export function isSettled(column: AnswerColumn): boolean {
  return column.error !== undefined || (column.row !== undefined && column.row.state !== 'open');
}

/** Whether every answer is there with its details, so that they can be compared. */
export function allSettled(answers: AnswersState): boolean {
  return answers.columns.every(
    (column) => isSettled(column) && (column.detail ?? column.error) !== undefined,
  );
}

/** The answers with one column changed; the same object where that column is not among them. */
export function withColumn(
  answers: AnswersState,
  ref: ExchangeRef,
  change: (column: AnswerColumn) => AnswerColumn,
): AnswersState {
  if (!answers.columns.some((column) => sameRef(column.ref, ref))) return answers;
  const columns = answers.columns.map((column) =>
    sameRef(column.ref, ref) ? withRowInSteps(change(column)) : column,
  );
  return { ...answers, columns };
}

/** What is known of the shown step is known of it among the steps, too. */
function withRowInSteps(column: AnswerColumn): AnswerColumn {
  const { ref, row, steps } = column;
  if (row === undefined || steps.some((step) => step.row === row)) return column;
  return { ...column, steps: steps.map((step) => (sameRef(step.ref, ref) ? { ...step, row } : step)) };
}

/** How far a streaming answer says it is. */
export interface Progress {
  readonly progress: number;
  readonly total?: number;
  readonly message?: string;
}

/** The newest progress notification among the events; an event's preview may be cut, so it is read leniently. */
export function latestProgress(events: readonly StreamEvent[]): Progress | undefined {
  const newest = events.findLast((event) => event.method === 'notifications/progress');
  if (!newest) return undefined;
  const progress = /"progress"\s*:\s*(-?\d+(?:\.\d+)?)/.exec(newest.preview)?.[1];
  if (progress === undefined) return undefined;
  const total = /"total"\s*:\s*(\d+(?:\.\d+)?)/.exec(newest.preview)?.[1];
  const message = /"message"\s*:\s*("(?:[^"\\]|\\.)*")/.exec(newest.preview)?.[1];
  return {
    progress: Number(progress),
    ...(total !== undefined && { total: Number(total) }),
    ...(message !== undefined && { message: readString(message) }),
  };
}

function readString(json: string): string {
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === 'string' ? value : json;
  } catch {
    return json;
  }
}

/** Larger texts are shown as a tree only, which reads them piece by piece. */
const READABLE_LIMIT = 262_144;

/** The answer where all of it is there: a beginning is no JSON. */
export function wholeText(column: AnswerColumn): string | undefined {
  return column.answer?.truncated === false ? column.answer.text : undefined;
}

/** The answer as an object where it is small enough to be read at once. */
export function answerMessage(text: string | undefined): JsonObject | undefined {
  if (text === undefined || text.length > READABLE_LIMIT) return undefined;
  try {
    const value = JSON.parse(text) as JsonValue;
    return isJsonObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** One block of content for reading: its text, or what it is in a few words. */
export interface ReadableBlock {
  readonly kind: 'text' | 'other';
  readonly label: string;
  readonly text: string;
}

function blockOf(value: JsonValue): ReadableBlock {
  const block = isJsonObject(value) ? value : {};
  const type = typeof block['type'] === 'string' ? block['type'] : 'block';
  const mime = typeof block['mimeType'] === 'string' ? ` ${block['mimeType']}` : '';
  const nested = isJsonObject(block['resource']) ? block['resource'] : block;
  const content = isJsonObject(block['content']) ? block['content'] : nested;
  const role = typeof block['role'] === 'string' ? block['role'] : '';
  const uri = typeof content['uri'] === 'string' ? content['uri'] : '';
  const label = [role || uri || (type === 'text' ? '' : type), mime.trim()]
    .filter((part) => part !== '')
    .join(' · ');
  if (typeof content['text'] === 'string') return { kind: 'text', label, text: content['text'] };
  const data = content['data'] ?? content['blob'];
  const size = typeof data === 'string' ? `about ${String(Math.floor((data.length * 3) / 4))} bytes` : '';
  return { kind: 'other', label, text: size };
}

/** What a person reads first: content of a tool, messages of a prompt, contents of a resource. */
export function readableBlocks(message: JsonObject | undefined): readonly ReadableBlock[] {
  const result = message?.['result'];
  if (!isJsonObject(result)) return [];
  for (const member of ['content', 'contents', 'messages'] as const) {
    const list = result[member];
    if (Array.isArray(list)) return (list as readonly JsonValue[]).map(blockOf);
  }
  return [];
}

/** Capabilities that the server refused to go without (error -32021), for "declare them and send again". */
export function requiredCapabilities(message: JsonObject | undefined): JsonObject | undefined {
  const error = message?.['error'];
  if (!isJsonObject(error) || error['code'] !== -32021 || !isJsonObject(error['data'])) return undefined;
  const required = error['data']['requiredCapabilities'];
  return isJsonObject(required) ? required : undefined;
}

/** One line of the table of differences: what stands at the pointer in each column. */
export interface DifferenceLine {
  readonly pointer: string;
  readonly cells: readonly DifferenceCell[];
}

export interface DifferenceCell {
  readonly text: string;
  /** Whether it departs from the first column. */
  readonly differs: boolean;
}

function shown(value: JsonValue | undefined): string {
  return value === undefined ? '—' : JSON.stringify(value);
}

/** The table of differences. The first column's value comes from whichever difference names it. */
export function differenceLines(comparison: Comparison): DifferenceLine[] {
  const byPointer = comparison.columns.map(
    (column) => new Map(column.differences.map((difference) => [difference.pointer, difference])),
  );
  return comparison.pointers.map((pointer) => {
    const found = byPointer.map((column) => column.get(pointer));
    const left = found.find((difference): difference is Difference => difference !== undefined)?.left;
    return {
      pointer,
      cells: found.map((difference, index) =>
        index > 0 && difference
          ? { text: shown(difference.right), differs: true }
          : { text: shown(left), differs: false },
      ),
    };
  });
}

function places(count: number): string {
  return count === 1 ? 'one place' : `${String(count)} places`;
}

/** Whether any answer failed, is an error, or says so by its status. */
export function anyFailed(answers: AnswersState): boolean {
  return answers.columns.some(
    ({ row, error }) =>
      error !== undefined ||
      row?.state === 'failed' ||
      row?.errorCode !== undefined ||
      row?.isError === true ||
      (row?.status ?? 0) >= 400,
  );
}

/** Same or different, as a sentence; `failed`: the answers are no results. */
export function comparisonSentence(comparison: Comparison, failed: boolean): string {
  const total = comparison.columns.length;
  if (comparison.same) {
    const who = total === 2 ? 'Both' : `All ${String(total)}`;
    return `${who} answers are the same${failed ? ' error' : ''}.`;
  }
  const [first, ...others] = comparison.columns;
  const differing = others.filter((column) => column.differences.length > 0);
  const names = differing.map((column) => column.instanceName);
  const who = names.length > 3 ? `${String(names.length)} instances` : joinNames(names);
  const verb = names.length === 1 ? 'differs' : 'differ';
  return `${who} ${verb} from ${first?.instanceName ?? 'the first'} at ${places(comparison.pointers.length)}.`;
}

function joinNames(names: readonly string[]): string {
  const last = names.at(-1) ?? '';
  return names.length <= 1 ? last : `${names.slice(0, -1).join(', ')} and ${last}`;
}
