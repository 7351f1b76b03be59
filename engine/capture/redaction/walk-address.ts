import type { TextView } from './text-view.ts';
import { looksLikeToken } from './secret-names.ts';
import { walkNamed, type Walk } from './walk.ts';

const URL_IN_TEXT = /[a-z][a-z0-9+.-]{1,20}:\/\/[^\s"'<>\\^`{|}]+/gi;

/** All addresses in a text. It is not scanned. */
export function walkUrls(walk: Walk, view: TextView): void {
  if (!view.text.includes('://')) return;
  for (const { 0: url, index } of view.text.matchAll(URL_IN_TEXT)) {
    if (/[@?#%]/.test(url)) walkAddress(walk, view, index, index + url.length);
  }
}

/** One address: the login in it, and what its query says. */
export function walkAddress(walk: Walk, view: TextView, from: number, to: number): void {
  const { text } = view;
  const start = text.indexOf('://', from) + 3;
  const authorityEnd = firstOf(text, /[/?#]/g, start, to);
  const at = text.lastIndexOf('@', authorityEnd - 1);
  if (at >= start && walk.rules.has('queries')) walkLogin(walk, view, start, at);
  walkTarget(walk, view, authorityEnd, to);
}

function walkLogin(walk: Walk, view: TextView, from: number, to: number): void {
  const colon = view.text.indexOf(':', from);
  const hasPassword = colon >= from && colon < to;
  const place = (): string => `${walk.where}, login in an address`;
  if (hasPassword && colon + 1 < to) {
    const password = view.unpercent(colon + 1, to, false);
    if (!/^\$\{/.test(password.text)) walk.sink.secret(password, 0, password.text.length, 'password', place);
  }
  const user = view.unpercent(from, hasPassword ? colon : to, false);
  if (looksLikeToken(user.text)) walk.sink.secret(user, 0, user.text.length, 'token', place);
}

/** Path, query and fragment. */
export function walkTarget(walk: Walk, view: TextView, from: number, to: number): void {
  const { text } = view;
  const query = firstOf(text, /[?#]/g, from, to);
  walkSegments(walk, view, from, query);
  if (query >= to) return;
  const fragment = firstOf(text, /#/g, query, to);
  if (fragment > query + 1) walkForm(walk, view, query + 1, fragment, 'query');
  // The implicit grant of OAuth answers there: https://www.rfc-editor.org/rfc/rfc6749#section-4.2.2
  if (text.indexOf('=', fragment) >= 0) walkForm(walk, view, fragment + 1, to, 'query');
}

/** Steps of a path that are percent-encoded are scanned once more without. */
function walkSegments(walk: Walk, view: TextView, from: number, to: number): void {
  const path = view.text.slice(from, to);
  if (!path.includes('%')) return;
  for (const { 0: step, index } of path.matchAll(/[^/]*%[^/]*/g)) {
    const decoded = view.unpercent(from + index, from + index + step.length, false);
    walk.sink.whole(decoded, () => `${walk.where}, path of an address`);
    walk.sink.scan(decoded, () => `${walk.where}, path of an address`);
  }
}

/** Names and values with `&` between: a form, or a query. Values that are percent-encoded are scanned once more without. */
export function walkForm(walk: Walk, view: TextView, from: number, to: number, what = 'form'): void {
  const { text } = view;
  for (let start = from; start < to;) {
    const end = Math.min(to, firstOf(text, /[&;]/g, start, to));
    const equals = text.indexOf('=', start);
    if (equals >= start && equals < end) walkPair(walk, view, [start, equals, end], what);
    start = end + 1;
  }
}

function walkPair(
  walk: Walk,
  view: TextView,
  [start, equals, end]: readonly [number, number, number],
  what: string,
): void {
  const name = view.unpercent(start, equals, true).text.replace(/^\w+\[(\w+)\]$/, '$1');
  const value = view.unpercent(equals + 1, end, true);
  const place = (): string => `${what} ${name}`;
  if (walkNamed(walk, name, 'parameter', value, [0, value.text.length], place)) return;
  walk.sink.whole(value, place);
  if (value.text.length === end - equals - 1) return;
  walk.sink.scan(value, place);
  walk.inner({ ...walk, depth: walk.depth + 1 }, value);
}

/** Where the first of these letters stands; `to` where none does. */
function firstOf(text: string, letters: RegExp, from: number, to: number): number {
  letters.lastIndex = from;
  const index = letters.exec(text)?.index ?? to;
  return Math.min(index, to);
}
