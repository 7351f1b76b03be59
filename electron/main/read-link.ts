import { posix, win32 } from 'node:path';

/** What a link asks for; at least one of them. */
export interface LinkWish {
  /** Absolute paths of recordings on this machine, at most two. */
  readonly files: readonly string[];
  /** Address of a server to be added. */
  readonly url?: string;
  /** For the list of traffic. */
  readonly filter?: string;
}

export type ReadLink =
  | { readonly ok: true; readonly wish: LinkWish }
  /** `why`: a sentence. */
  | { readonly ok: false; readonly why: string };

const MOST_CHARACTERS = 8192;
const MOST_FILTER = 1000;
const MOST_FILES = 2;
const KNOWN = new Set(['file', 'url', 'filter']);
/**
 * What a person would not see, or would see at another place.
 * https://www.unicode.org/reports/tr9/#Directional_Formatting_Characters
 */
const UNSEEN = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/;

/**
 * Reads `hopscope://open?file=…&url=…&filter=…`, which any program and web page can make. Whatever it does not
 * understand it refuses whole: what a person is asked about is all that would be done. Pure.
 */
export function readLink(text: string, platform: NodeJS.Platform): ReadLink {
  if (text.length > MOST_CHARACTERS) return refused('it is longer than a link to Hopscope can be');
  const link = URL.parse(text);
  if (link?.protocol !== 'hopscope:') return refused('it is no address');
  // Windows adds a slash.
  if (link.host !== 'open' || !['', '/'].includes(link.pathname) || link.hash !== '') {
    return refused('it does not begin with hopscope://open?');
  }
  if (link.username !== '' || link.password !== '' || link.port !== '') return refused('it names a user');
  const strange = [...link.searchParams.keys()].find((key) => !KNOWN.has(key));
  if (strange !== undefined) return refused('it asks for something that this Hopscope does not know');
  if ([...link.searchParams.values()].some((value) => UNSEEN.test(value))) {
    return refused('it holds characters that cannot be seen');
  }
  return readWish(link.searchParams, platform);
}

function readWish(wanted: URLSearchParams, platform: NodeJS.Platform): ReadLink {
  const files = wanted.getAll('file');
  const [urls, filters] = [wanted.getAll('url'), wanted.getAll('filter')];
  if (files.length > MOST_FILES || urls.length > 1 || filters.length > 1) {
    return refused('it asks for too much at once');
  }
  for (const file of files) {
    const why = fileFault(file, platform);
    if (why !== undefined) return refused(why);
  }
  const [url] = urls;
  if (url !== undefined) {
    const why = addressFault(url);
    if (why !== undefined) return refused(why);
  }
  const [filter] = filters;
  if (filter !== undefined && filter.length > MOST_FILTER) return refused('its filter is too long');
  if (files.length === 0 && url === undefined && filter === undefined) return refused('it asks for nothing');
  return {
    ok: true,
    wish: { files, ...(url !== undefined && { url }), ...(filter !== undefined && { filter }) },
  };
}

function fileFault(file: string, platform: NodeJS.Platform): string | undefined {
  const windows = platform === 'win32';
  const absolute = windows ? win32.isAbsolute(file) && /^[a-z]:[\\/]/i.test(file) : posix.isAbsolute(file);
  // To look at a file of another machine is to tell it who one is: Windows sends a person's name and hash.
  if (/^[\\/]{2}/.test(file)) return 'its file lies on another machine';
  if (!absolute) return 'its file has no full path';
  if (!/\.hopscope$/i.test(file)) return 'its file is no recording: their names end with .hopscope';
  return undefined;
}

function addressFault(url: string): string | undefined {
  const parsed = URL.parse(url);
  if (!parsed || !['http:', 'https:'].includes(parsed.protocol))
    return 'its server has no http or https address';
  if (parsed.username !== '' || parsed.password !== '') return 'its server’s address holds a password';
  return undefined;
}

function refused(why: string): ReadLink {
  return { ok: false, why };
}
