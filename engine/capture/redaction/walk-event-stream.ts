import { joinLines, type TextView } from './text-view.ts';
import { walkJson } from './walk-json.ts';
import { walkPlain } from './walk-plain.ts';
import type { Walk } from './walk.ts';

/**
 * The events of a stream: the data of each is a text of its own, the rest is scanned.
 * https://html.spec.whatwg.org/multipage/server-sent-events.html#parsing-an-event-stream
 */
export function walkEventStream(walk: Walk, view: TextView): void {
  const { text } = view;
  const opaque: (readonly [number, number])[] = [];
  let data: (readonly [number, number])[] = [];
  const finish = (): void => {
    if (data.length > 0) walkData(walk, view, data, opaque);
    data = [];
  };
  for (let from = 0; from < text.length;) {
    const [end, next] = lineEnd(text, from);
    if (end === from) finish();
    else if (text.startsWith('data:', from)) data.push([from + (text.charAt(from + 5) === ' ' ? 6 : 5), end]);
    else walkPlain(walk, view.part(from, end));
    from = next;
  }
  finish();
  walk.sink.scan(view, () => walk.where, { opaque });
}

function walkData(
  walk: Walk,
  view: TextView,
  lines: readonly (readonly [number, number])[],
  opaque: (readonly [number, number])[],
): void {
  const data = joinLines(view, lines);
  if (!/^\s*[[{"]/.test(data.text)) {
    walkPlain(walk, data);
  } else {
    const read = walkJson(walk, data);
    for (const [from, to] of read.opaque)
      opaque.push([data.outer(from) - view.outer(0), data.outer(to) - view.outer(0)]);
    if (read.stopped < data.text.length) walkPlain(walk, data.part(read.stopped, data.text.length));
  }
  // A secret that goes over several lines is in none of them.
  if (lines.length > 1) walk.sink.scan(data, () => walk.where);
}

/** Where the line ends, and where the next one begins. */
function lineEnd(text: string, from: number): [end: number, next: number] {
  const feed = text.indexOf('\n', from);
  const stop = feed < 0 ? text.length : feed;
  const line = text.slice(from, Math.min(stop, from + 200_000_000));
  const carriage = line.indexOf('\r');
  if (carriage < 0) return [stop, feed < 0 ? stop : stop + 1];
  const end = from + carriage;
  return [end, end + 1 === feed ? feed + 1 : end + 1];
}
