import { headerValue, type HeaderList } from '../../shared/model/headers.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../shared/model/json.ts';

// Parts of a HAR that follow from others: written so, and kept beside a capture only where a file says them otherwise.
// http://www.softwareishard.com/blog/har-12-spec/

export function pairsOf(headers: HeaderList): readonly JsonObject[] {
  return headers.map(([name, value]) => ({ name, value }));
}

export function queryOf(url: string): readonly JsonObject[] {
  if (!URL.canParse(url)) return [];
  return [...new URL(url).searchParams].map(([name, value]) => ({ name, value }));
}

export function cookiesOf(headers: HeaderList): readonly JsonObject[] {
  return (headerValue(headers, 'cookie') ?? '')
    .split(/;\s*/)
    .flatMap((pair) => (pair === '' ? [] : [cookie(pair)]));
}

export function setCookiesOf(headers: HeaderList): readonly JsonObject[] {
  return headers.flatMap(([name, value]) => (name.toLowerCase() === 'set-cookie' ? [setCookie(value)] : []));
}

function cookie(pair: string): { readonly name: string; readonly value: string } {
  const at = pair.indexOf('=');
  return at === -1
    ? { name: '', value: pair.trim() }
    : { name: pair.slice(0, at).trim(), value: pair.slice(at + 1).trim() };
}

/** A Set-Cookie line: https://www.rfc-editor.org/rfc/rfc6265#section-4.1 */
function setCookie(line: string): JsonObject {
  const [pair = '', ...attributes] = line.split(';');
  const told: Record<string, JsonValue> = { ...cookie(pair) };
  for (const attribute of attributes) {
    const { name, value } = cookie(attribute);
    const key = (name === '' ? value : name).toLowerCase();
    if (key === 'path' || key === 'domain') told[key] = value;
    else if (key === 'samesite') told['sameSite'] = value;
    else if (key === 'httponly') told['httpOnly'] = true;
    else if (key === 'secure') told['secure'] = true;
    else if (key === 'expires') {
      const at = new Date(value);
      if (!Number.isNaN(at.getTime())) told['expires'] = at.toISOString();
    }
  }
  return told;
}

// What may hold a secret is kept in the form in which redaction looks for it: lines of headers.

/** Header lines, with what a file says of each beside its name and value. */
export function keptLines(list: readonly JsonValue[]): readonly JsonValue[] {
  return list.flatMap((item): readonly JsonValue[] => {
    if (!isJsonObject(item)) return [];
    const { name, value, ...more } = item;
    if (typeof name !== 'string' || typeof value !== 'string') return [];
    return [Object.keys(more).length > 0 ? [name, value, more] : [name, value]];
  });
}

export function linesOf(kept: JsonValue | undefined): readonly JsonObject[] | undefined {
  if (!Array.isArray(kept)) return undefined;
  return (kept as readonly JsonValue[]).flatMap((line) => {
    const [name, value, more] = Array.isArray(line) ? (line as readonly JsonValue[]) : [];
    if (typeof name !== 'string' || typeof value !== 'string') return [];
    return [{ name, value, ...(isJsonObject(more) && more) }];
  });
}

/** A header of which redaction knows by its name that all of it is a secret. */
const COOKIE_VALUE = 'cookie-value';

export function keptCookies(list: readonly JsonValue[]): readonly JsonValue[] {
  return list.map((item) => {
    if (!isJsonObject(item)) return item;
    const { value, headers: _none, ...more } = item;
    return typeof value === 'string' ? { ...more, headers: [[COOKIE_VALUE, value]] } : more;
  });
}

export function cookiesFrom(kept: JsonValue | undefined): readonly JsonValue[] | undefined {
  if (!Array.isArray(kept)) return undefined;
  return (kept as readonly JsonValue[]).map((item) => {
    if (!isJsonObject(item)) return item;
    const { headers, ...more } = item;
    const [line] = linesOf(headers) ?? [];
    return line?.['value'] === undefined ? more : { ...more, value: line['value'] };
  });
}
