import { AppError } from '../../app-error.ts';
import { readCurlOptions } from './curl-options.ts';
import { EntryFault, type ForeignItem, type ForeignSource } from './foreign.ts';
import { instanceOf, readUrl, targetOf } from './http-parts.ts';
import { printfText, shellCommands, textOfWord, type ShellCommand } from './shell-words.ts';

/** Command lines are read as a whole; nobody writes more of them, in bytes. */
const LONGEST_TEXT = 32 * 1024 * 1024;

/** A command that goes on with ^ behind its first line, or quotes with it; in POSIX quotes both mean nothing. */
const WINDOWS = /^[^\S\n]*(?:\S*[\\/])?curl(?:\.exe)?[^\S\n](?:[^'\n]*\^[^\S\n]*$|[^'"\n]*\^")/im;

/** Command lines for curl in a POSIX shell: requests without answers. */
export async function* readCurl(source: ForeignSource, signal: AbortSignal): AsyncGenerator<ForeignItem> {
  const pieces: Buffer[] = [];
  let length = 0;
  for await (const piece of source.open()) {
    signal.throwIfAborted();
    pieces.push(piece);
    length += piece.length;
    if (length > LONGEST_TEXT)
      throw new AppError('UNREADABLE', `${source.name} is too long for a list of commands.`);
  }
  const text = Buffer.concat(pieces)
    .toString('utf8')
    .replace(/^\ufeff/, '');
  if (WINDOWS.test(text)) {
    yield {
      kind: 'broken',
      why: 'It is written for the command prompt of Windows (with ^). Copy the request as cURL (bash) instead.',
    };
    return;
  }
  let place = 0;
  let input: string | undefined;
  for (const command of shellCommands(text)) {
    const piped = printed(command);
    if (piped !== undefined) {
      input = piped;
      continue;
    }
    place += 1;
    yield itemOf(command, { place, input, at: source.at });
    input = undefined;
  }
}

/** What `printf '…' |` gives to the next command; undefined for any other command. */
function printed({ words, piped }: ShellCommand): string | undefined {
  return piped && words[0] === 'printf' && words.length === 2 ? printfText(words[1] ?? '') : undefined;
}

interface CurlContext {
  readonly place: number;
  readonly input: string | undefined;
  readonly at: number;
}

function itemOf(command: ShellCommand, context: CurlContext): ForeignItem {
  try {
    return exchangeOf(command, context);
  } catch (error) {
    if (error instanceof EntryFault) return { kind: 'unreadable', place: context.place, why: error.message };
    throw error;
  }
}

function exchangeOf({ words, fault }: ShellCommand, { place, input, at }: CurlContext): ForeignItem {
  if (fault !== undefined) throw new EntryFault(fault);
  const [program = '', ...options] = words;
  if (!/(?:^|\/)curl(?:\.exe)?$/.test(program))
    throw new EntryFault(`is no curl command but ${JSON.stringify(textOfWord(program).slice(0, 40))}`);
  const line = readCurlOptions(options, input);
  const read = readUrl(textOfWord(line.url));
  if (read === 'other') throw new EntryFault('has a URL that is none of HTTP');
  const { url } = read;
  const body = Buffer.from(line.body, 'latin1');
  const exchange = {
    startedAt: at,
    url: url.href,
    httpMethod: line.httpMethod,
    target: targetOf(url),
    headers: line.headers,
    body,
    ...instanceOf(url),
    end: { timing: {} },
    imported: {
      format: 'curl' as const,
      place,
      notes: ['A command line: whether and when it was sent, nobody knows.'],
    },
    missing: ['response-headers', 'response-body', 'timing'] as const,
  };
  return { kind: 'exchange', exchange };
}
