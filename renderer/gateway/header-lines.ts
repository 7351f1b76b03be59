import type { HeaderList, HeaderPair } from '../../shared/model/headers.ts';
import { isToken } from './form-result.ts';

/** Headers that were typed, or a sentence about the first line that is none. */
export type HeaderLines =
  { readonly ok: true; readonly headers: HeaderList } | { readonly ok: false; readonly problem: string };

/** Reads headers, one a line as on the wire; empty lines are left out. Pure. */
export function parseHeaderLines(text: string): HeaderLines {
  const headers: HeaderPair[] = [];
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    if (line.trim() === '') continue;
    const colon = line.indexOf(':');
    const name = line.slice(0, Math.max(colon, 0)).trim();
    if (!isToken(name)) {
      return {
        ok: false,
        problem: `Line ${String(index + 1)} is no header. Write it like Mcp-Method: tools/call.`,
      };
    }
    headers.push([name, line.slice(colon + 1).trim()]);
  }
  return { ok: true, headers };
}

export function formatHeaderLines(headers: HeaderList): string {
  return headers.map(([name, value]) => `${name}: ${value}`).join('\n');
}
