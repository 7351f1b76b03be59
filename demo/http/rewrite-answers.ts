import { randomInt } from 'node:crypto';
import type { BugName } from '../bugs.ts';

/** Changes the `result` of one JSON-RPC response on its way out, and returns what is sent instead. */
export type ResultEdit = (result: Record<string, unknown>) => Record<string, unknown>;

/** The edits that the bugs ask for, in order; none for a healthy instance, whose answers are then not touched. */
export function editsFor(bugs: ReadonlySet<BugName>): readonly ResultEdit[] {
  const edits: ResultEdit[] = [];
  if (bugs.has('shuffled-tools')) edits.push(shuffleTools());
  if (bugs.has('missing-result-type')) edits.push(dropResultType);
  return edits;
}

/** Applies the edits to every result in a JSON or SSE response; everything else passes through as it is. */
export async function rewriteAnswers(response: Response, edits: readonly ResultEdit[]): Promise<Response> {
  if (edits.length === 0 || response.body === null) return response;
  const type = response.headers.get('content-type') ?? '';
  const init = { status: response.status, headers: response.headers };
  if (type.startsWith('text/event-stream')) {
    return new Response(response.body.pipeThrough(rewriteEvents(edits)), init);
  }
  if (type.startsWith('application/json')) {
    return new Response(rewriteMessage(await response.text(), edits), init);
  }
  return response;
}

function rewriteEvents(edits: readonly ResultEdit[]): TransformStream<Uint8Array, Uint8Array> {
  const decoder = new TextDecoder();
  const encoder = new TextEncoder();
  let rest = '';
  return new TransformStream({
    transform(chunk, controller) {
      const frames = (rest + decoder.decode(chunk, { stream: true })).split('\n\n');
      rest = frames.pop() ?? '';
      for (const frame of frames) controller.enqueue(encoder.encode(`${rewriteFrame(frame, edits)}\n\n`));
    },
    flush(controller) {
      if (rest !== '') controller.enqueue(encoder.encode(rest));
    },
  });
}

function rewriteFrame(frame: string, edits: readonly ResultEdit[]): string {
  // The SDK writes each message on a single data line.
  return frame
    .split('\n')
    .map((line) => (line.startsWith('data: {') ? `data: ${rewriteMessage(line.slice(6), edits)}` : line))
    .join('\n');
}

function rewriteMessage(text: string, edits: readonly ResultEdit[]): string {
  const message: unknown = JSON.parse(text);
  if (!isRecord(message) || !isRecord(message['result'])) return text;
  let result = message['result'];
  for (const edit of edits) result = edit(result);
  return JSON.stringify({ ...message, result });
}

function dropResultType(result: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(result).filter(([key]) => key !== 'resultType'));
}

function shuffleTools(): ResultEdit {
  let previous = '';
  return (result) => {
    const tools: unknown = result['tools'];
    if (!Array.isArray(tools) || tools.length < 2) return result;
    // Chance alone would now and then repeat an order; the bug is that two calls never agree.
    let shuffled: readonly unknown[];
    do shuffled = shuffle(tools);
    while (JSON.stringify(shuffled) === previous);
    previous = JSON.stringify(shuffled);
    return { ...result, tools: shuffled };
  };
}

function shuffle(items: readonly unknown[]): readonly unknown[] {
  const rest = [...items];
  const shuffled: unknown[] = [];
  while (rest.length > 0) shuffled.push(...rest.splice(randomInt(rest.length), 1));
  return shuffled;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
