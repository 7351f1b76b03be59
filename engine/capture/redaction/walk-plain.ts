import type { TextView } from './text-view.ts';
import { findSaid } from './token-shapes.ts';
import { walkUrls } from './walk-address.ts';
import type { Walk } from './walk.ts';

/** A text without a form: what it says in passing, and the addresses in it. It is not scanned. */
export function walkPlain(walk: Walk, view: TextView): void {
  const { sink, rules } = walk;
  if (view.text.length < 8) return;
  if (rules.has('bodies')) {
    for (const { from, to, kind } of findSaid(view.text)) sink.secret(view, from, to, kind, () => walk.where);
  }
  walkUrls(walk, view);
}
