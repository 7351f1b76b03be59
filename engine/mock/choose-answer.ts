import type { Life } from './lives.ts';
import type { RecordedFlows } from './recorded-flows.ts';
import type { RecordedRequest } from './recorded-request.ts';
import type { SameRequests } from './recording-index.ts';

/** What was given last, and which of the same requests comes now. */
export interface Chosen {
  readonly request: RecordedRequest;
  /** There is no further recorded answer: this one was given before. */
  readonly repeated: boolean;
  /** Number of the recorded change before which nothing else is answered; only where something was answered behind it. */
  readonly waitsFor?: number;
  /** This was answered behind that change all the same: nobody had asked before it. */
  readonly ahead?: true;
}

/**
 * The next recorded answer to a request about these lives. Answers come in their order, the last one again and again. What
 * only reads goes with what has changed in that life: it is answered from between the last change that the client has made
 * and the next one of the recording, so that a task asks for input until it is answered. Pure.
 *
 * @param last number of the answer to such a request that was given last in these lives; 0: none.
 */
export function chooseAnswer(
  same: SameRequests,
  lives: readonly Life[],
  flows: RecordedFlows,
  last: number,
): Chosen {
  const carrying = same.filter(({ number }) =>
    lives.every(({ producer }) => flows.carries(number, producer)),
  );
  const all: readonly RecordedRequest[] = carrying.length > 0 ? carrying : same;
  const [first = same[0]] = all;
  if (lives.length === 0 || flows.isWriter(first.number)) return nextOf(all, last, first);
  const floor = Math.max(...lives.map(({ changedBy }) => changedBy));
  const ceiling = Math.min(...lives.map((life) => nextChange(life, flows)));
  const now = all.filter(({ number }) => number > floor && number < ceiling);
  if (now.length > 0) {
    const isHeldBack = all.some(({ number }) => number > ceiling);
    return { ...nextOf(now, last, first), ...(isHeldBack && { waitsFor: ceiling }) };
  }
  // Nobody asked at this point of the recording: what was told next is nearest, else what was told last.
  const later = all.find(({ number }) => number > floor);
  const request = later ?? all.at(-1) ?? first;
  const isAhead = request.number > ceiling;
  return {
    ...{ request, repeated: request.number <= last },
    ...(isAhead && { waitsFor: ceiling, ahead: true }),
  };
}

function nextOf(all: readonly RecordedRequest[], last: number, first: RecordedRequest): Chosen {
  const next = all.find(({ number }) => number > last);
  return next ? { request: next, repeated: false } : { request: all.at(-1) ?? first, repeated: true };
}

/** The first recorded change of a life that the client has not made yet. */
function nextChange({ producer, changedBy }: Life, flows: RecordedFlows): number {
  return flows.writersOf(producer).find((number) => number > changedBy) ?? Number.POSITIVE_INFINITY;
}
