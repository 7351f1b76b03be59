import { EntryFault } from './foreign.ts';
import { textOfWord } from './shell-words.ts';

/** What a curl command line says of its request. As in its words, a character is a byte. */
export interface CurlLine {
  readonly url: string;
  readonly httpMethod: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: string;
}

interface Reading {
  readonly urls: string[];
  readonly headers: [string, string][];
  /** Headers of options, which a line of its own (-H) of that name replaces. */
  readonly asked: [string, string][];
  readonly removed: Set<string>;
  readonly data: string[];
  method?: string;
  json: boolean;
  get: boolean;
  head: boolean;
  fromInput: boolean;
}

type Take = (reading: Reading, value: string) => void;

/** With a value that says nothing of the request. */
const IGNORED_WITH_VALUE = new Set(
  '-o --output -w --write-out -m --max-time --connect-timeout -x --proxy --cacert -E --cert --key --retry --retry-delay --limit-rate -c --cookie-jar --resolve --interface --trace --trace-ascii --stderr --ciphers --tls-max -D --dump-header --max-redirs'.split(
    ' ',
  ),
);
/** Without a value, and likewise. */
const IGNORED = new Set(
  '-k --insecure -L --location -s --silent -S --show-error -i --include -v --verbose -g --globoff -N --no-buffer --http1.1 --http1.0 --http2 --http2-prior-knowledge --http3 --path-as-is -f --fail --fail-with-body -# --progress-bar -O --remote-name -4 --ipv4 -6 --ipv6 --tlsv1.2 --tlsv1.3 --no-keepalive --raw --ssl-no-revoke'.split(
    ' ',
  ),
);

function addHeader(reading: Reading, line: string): void {
  const empty = /^([^:;]+);\s*$/.exec(line);
  if (empty?.[1]) {
    reading.headers.push([empty[1], '']);
    return;
  }
  const colon = line.indexOf(':');
  if (colon <= 0)
    throw new EntryFault(`has a header without a colon: ${JSON.stringify(textOfWord(line).slice(0, 60))}`);
  const name = line.slice(0, colon).trim();
  const value = line.slice(colon + 1).trim();
  // `Name:` leaves out what curl would write itself.
  if (value === '') reading.removed.add(name.toLowerCase());
  else reading.headers.push([name, value]);
}

function addData(reading: Reading, value: string, readsFiles: boolean): void {
  if (readsFiles && value === '@-') reading.fromInput = true;
  else if (readsFiles && value.startsWith('@'))
    throw new EntryFault(`reads the file ${textOfWord(value).slice(1, 80)}`);
  else reading.data.push(value);
}

const set =
  (name: string): Take =>
  (reading, value) => {
    reading.asked.push([name, value]);
  };

/** Byte by byte, as curl does it. */
function percentEncoded(bytes: string): string {
  return bytes.replace(
    /[^A-Za-z0-9._~-]/g,
    (byte) => `%${byte.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
  );
}

const TAKES: Readonly<Record<string, Take>> = {
  '-X': (reading, value) => {
    reading.method = value;
  },
  '-H': addHeader,
  '-d': (reading, value) => {
    addData(reading, value, true);
  },
  '--data-raw': (reading, value) => {
    addData(reading, value, false);
  },
  '--json': (reading, value) => {
    reading.json = true;
    addData(reading, value, true);
  },
  '--data-urlencode': (reading, value) => {
    const at = value.indexOf('=');
    if (at === -1 && value.includes('@')) throw new EntryFault('reads a file (--data-urlencode)');
    const name = at <= 0 ? '' : value.slice(0, at + 1);
    reading.data.push(name + percentEncoded(at === -1 ? value : value.slice(at + 1)));
  },
  '-u': (reading, value) => {
    reading.asked.push(['Authorization', `Basic ${Buffer.from(value, 'latin1').toString('base64')}`]);
  },
  '-A': set('User-Agent'),
  '-e': set('Referer'),
  '-b': (reading, value) => {
    if (!value.includes('='))
      throw new EntryFault(`reads the file ${textOfWord(value).slice(0, 80)} (--cookie)`);
    reading.asked.push(['Cookie', value]);
  },
  '--oauth2-bearer': (reading, value) => {
    reading.asked.push(['Authorization', `Bearer ${value}`]);
  },
  '--url': (reading, value) => {
    reading.urls.push(value);
  },
};

const ALIASES: Readonly<Record<string, string>> = {
  '--request': '-X',
  '--header': '-H',
  '--data': '-d',
  '--data-ascii': '-d',
  '--data-binary': '-d',
  '--user': '-u',
  '--user-agent': '-A',
  '--referer': '-e',
  '--cookie': '-b',
};

const FLAGS: Readonly<Record<string, (reading: Reading) => void>> = {
  '-G': (reading) => {
    reading.get = true;
  },
  '-I': (reading) => {
    reading.head = true;
  },
  '--compressed': (reading) => {
    reading.asked.push(['Accept-Encoding', 'deflate, gzip, br, zstd']);
  },
};
const FLAG_ALIASES: Readonly<Record<string, string>> = { '--get': '-G', '--head': '-I' };

/**
 * Reads the words after `curl`; `input` is what comes from standard input. https://curl.se/docs/manpage.html.
 * Throws EntryFault.
 */
export function readCurlOptions(words: readonly string[], input?: string): CurlLine {
  const reading: Reading = {
    urls: [],
    headers: [],
    asked: [],
    removed: new Set(),
    data: [],
    json: false,
    get: false,
    head: false,
    fromInput: false,
  };
  const rest = [...words];
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    if (!word.startsWith('-') || word === '-') reading.urls.push(word);
    else if (word.startsWith('--')) readLong(word, rest, reading);
    else readShort(word, rest, reading);
  }
  if (reading.fromInput) {
    if (input === undefined) throw new EntryFault('reads its body from standard input');
    reading.data.push(input);
  }
  return lineOf(reading);
}

function readLong(word: string, rest: string[], reading: Reading): void {
  const [name = word, inline] =
    word.includes('=') && !TAKES[word]
      ? [word.slice(0, word.indexOf('=')), word.slice(word.indexOf('=') + 1)]
      : [word];
  const take = TAKES[ALIASES[name] ?? name];
  if (take) take(reading, inline ?? valueFor(name, rest));
  else if (FLAGS[FLAG_ALIASES[name] ?? name]) FLAGS[FLAG_ALIASES[name] ?? name]?.(reading);
  else if (IGNORED_WITH_VALUE.has(name)) {
    if (inline === undefined) valueFor(name, rest);
  } else if (!IGNORED.has(name)) throw unknown(name);
}

/** Several letters may stand together; a value may follow its letter at once. */
function readShort(word: string, rest: string[], reading: Reading): void {
  for (let at = 1; at < word.length; at += 1) {
    const name = `-${word[at] ?? ''}`;
    const takes = TAKES[name];
    if (takes || IGNORED_WITH_VALUE.has(name)) {
      const inline = word.slice(at + 1);
      const value = inline === '' ? valueFor(name, rest) : inline;
      takes?.(reading, value);
      return;
    }
    if (FLAGS[name]) FLAGS[name](reading);
    else if (!IGNORED.has(name)) throw unknown(name);
  }
}

function valueFor(name: string, rest: string[]): string {
  const value = rest.shift();
  if (value === undefined) throw new EntryFault(`ends after ${name}, which takes a value`);
  return value;
}

function unknown(name: string): EntryFault {
  if (name === '-F' || name === '--form')
    return new EntryFault('sends a form with files (--form), which no MCP request is');
  if (name === '-T' || name === '--upload-file') return new EntryFault('sends a file (--upload-file)');
  return new EntryFault(`has the option ${textOfWord(name).slice(0, 40)}, which is not known here`);
}

function lineOf(reading: Reading): CurlLine {
  const { urls, data, json, get, head, removed } = reading;
  const [given, more] = urls;
  if (given === undefined) throw new EntryFault('has no URL');
  if (more !== undefined) throw new EntryFault('has more than one URL: write one command each');
  const url = /^[a-z][a-z0-9+.-]*:\/\//i.test(given) ? given : `http://${given}`;
  const body = data.join(json ? '' : '&');
  const sends = data.length > 0 && !get;
  const has = (name: string): boolean => reading.headers.some(([other]) => other.toLowerCase() === name);
  const own: [string, string][] = [];
  const add = (name: string, value: string): void => {
    if (!has(name.toLowerCase()) && !removed.has(name.toLowerCase())) own.push([name, value]);
  };
  if (URL.canParse(url)) add('Host', new URL(url).host);
  add('Accept', json ? 'application/json' : '*/*');
  if (sends) add('Content-Type', json ? 'application/json' : 'application/x-www-form-urlencoded');
  if (sends && !has('transfer-encoding')) add('Content-Length', String(body.length));
  const asked = reading.asked.filter(
    ([name]) => !has(name.toLowerCase()) && !removed.has(name.toLowerCase()),
  );
  return {
    url: get && body !== '' ? `${url}${url.includes('?') ? '&' : '?'}${body}` : url,
    httpMethod: reading.method ?? (head ? 'HEAD' : sends ? 'POST' : 'GET'),
    headers: [...own, ...asked, ...reading.headers],
    body: sends ? body : '',
  };
}
