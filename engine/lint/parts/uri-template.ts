/**
 * Whether a URI can have been made from a template (RFC 6570): its fixed parts stand in it, in order. What stands between
 * may be anything, so that it errs on the template's side. Pure.
 */
export function matchesTemplate(template: string, uri: string): boolean {
  const fixed = template.split(/\{[^{}]*\}/);
  const [first = '', ...rest] = fixed;
  const last = rest.pop();
  if (last === undefined) return uri === first;
  if (!uri.startsWith(first)) return false;
  let at = first.length;
  for (const part of rest) {
    const found = uri.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return uri.length - last.length >= at && uri.endsWith(last);
}
