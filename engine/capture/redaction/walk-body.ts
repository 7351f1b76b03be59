import type { CompiledRules } from './compiled-rules.ts';
import type { Sink } from './sink.ts';
import type { TextView } from './text-view.ts';
import { walkForm } from './walk-address.ts';
import { walkEventStream } from './walk-event-stream.ts';
import { walkJson } from './walk-json.ts';
import { walkPlain } from './walk-plain.ts';
import type { Walk } from './walk.ts';

/** A walk through the texts of one part of an exchange; `where` is what it is called. */
export function beginWalk(sink: Sink, rules: CompiledRules, where: string): Walk {
  return { sink, rules, where, depth: 0, inner: walkInner };
}

/** Texts within texts deeper than this are looked at as plain texts. */
const DEEPEST = 8;

/** What a text of an exchange is. */
export type TextKind = 'json' | 'event-stream' | 'form' | 'lines' | 'text';

/** By its Content-Type, or where that says little, by its beginning. */
export function textKindOf(contentType: string | undefined, text: string): TextKind {
  const type = contentType?.split(';', 1)[0]?.trim().toLowerCase() ?? '';
  if (type === 'text/event-stream') return 'event-stream';
  if (type === 'application/x-www-form-urlencoded') return 'form';
  const start = text.slice(0, 200);
  if (/^\s*[[{"]/.test(start)) return 'json';
  if (/^(?:\u00ef\u00bb\u00bf)?(?:data|event|id|retry)?:/.test(start)) return 'event-stream';
  return type === 'application/json' || type.endsWith('+json') ? 'json' : 'lines';
}

/** Goes through a whole body: all of it is scanned, and its secrets by place are told. */
export function walkBody(walk: Walk, view: TextView, kind: TextKind): void {
  switch (kind) {
    case 'json':
      walkWholeJson(walk, view);
      return;
    case 'event-stream':
      walkEventStream(walk, view);
      return;
    case 'form':
      walkForm(walk, view, 0, view.text.length);
      walk.sink.scan(view, () => walk.where);
      return;
    case 'lines':
      walkLines(walk, view);
      return;
    case 'text':
      walkPlain(walk, view);
      walk.sink.scan(view, () => walk.where);
  }
}

/** JSON, of which what cannot be read is a plain text. */
function walkWholeJson(walk: Walk, view: TextView): void {
  const { stopped, opaque } = walkJson(walk, view);
  if (stopped < view.text.length) walkLines(walk, view.part(stopped, view.text.length), false);
  walk.sink.scan(view, () => walk.where, { opaque });
}

/** Lines, of which some are JSON: what a process writes. */
function walkLines(walk: Walk, view: TextView, scans = true): void {
  const opaque: (readonly [number, number])[] = [];
  for (let from = 0; from < view.text.length;) {
    const found = view.text.indexOf('\n', from);
    const end = found < 0 ? view.text.length : found;
    const line = view.part(from, end);
    if (/^\s*[[{]/.test(line.text)) {
      const read = walkJson(walk, line);
      for (const [start, stop] of read.opaque) opaque.push([from + start, from + stop]);
      if (read.stopped < line.text.length) walkPlain(walk, line.part(read.stopped, line.text.length));
    } else walkPlain(walk, line);
    from = end + 1;
  }
  if (scans) walk.sink.scan(view, () => walk.where, { opaque });
}

/** A text within another one: JSON, an address, or a plain text. It is not scanned. */
function walkInner(walk: Walk, view: TextView): void {
  const { text } = view;
  if (text.length < 4) return;
  if (walk.depth < DEEPEST && /^\s*[[{]/.test(text)) {
    const { stopped } = walkJson({ ...walk, depth: walk.depth + 1 }, view);
    if (stopped < text.length) walkPlain(walk, view.part(stopped, text.length));
    return;
  }
  walkPlain(walk, view);
}
