import type { ImportFormat } from '../../../shared/model/imported.ts';
import { isJsonObject } from '../../../shared/model/json.ts';
import { AppError } from '../../app-error.ts';
import type { ForeignSource } from './foreign.ts';
import { JsonElements } from './json-elements.ts';

/** So much of a file is looked at, in bytes. */
const HEAD_BYTES = 256 * 1024;

/** `capture`: one of our own, to be opened as it is. */
export type Recognised = ImportFormat | 'capture';

/** What a file is, by its content. Rejects with AppError UNREADABLE for what is none of what can be read. */
export async function recognise(source: ForeignSource): Promise<Recognised> {
  const head = await headOf(source);
  if (head.length === 0) throw unreadable(source, 'is empty');
  if (head.subarray(0, 15).toString('latin1') === 'SQLite format 3') return 'capture';
  refuseOtherKinds(source, head);
  const text = head
    .toString('utf8')
    .replace(/^\ufeff/, '')
    .trimStart();
  const format = text.startsWith('{')
    ? objectFormat(text)
    : text.startsWith('[')
      ? arrayFormat(head)
      : otherFormat(text);
  if (format) return format;
  throw unreadable(
    source,
    'is none of what can be read: a capture, HAR, JSON Lines of Hopscope, curl commands, a session log of mcpsnoop, or an export of the MCP Inspector (Network or Protocol)',
  );
}

async function headOf(source: ForeignSource): Promise<Buffer> {
  const pieces: Buffer[] = [];
  let length = 0;
  for await (const bytes of source.open()) {
    pieces.push(bytes);
    length += bytes.length;
    if (length >= HEAD_BYTES) break;
  }
  return Buffer.concat(pieces).subarray(0, HEAD_BYTES);
}

function unreadable({ name }: ForeignSource, why: string): AppError {
  return new AppError('UNREADABLE', `${name} ${why}.`);
}

function refuseOtherKinds(source: ForeignSource, head: Buffer): void {
  const magic = head.subarray(0, 4).toString('latin1');
  if (magic === 'PK\u0003\u0004')
    throw unreadable(source, 'is a ZIP archive: unpack it, and import the .har in it');
  if (magic.startsWith('\u001f\u008b'))
    throw unreadable(source, 'is compressed with gzip: unpack it first (gunzip)');
  if (magic.startsWith('\u00ff\u00fe') || magic.startsWith('\u00fe\u00ff')) {
    throw unreadable(source, 'is text in UTF-16, as PowerShell writes it: save it as UTF-8');
  }
}

/** A text that begins with an object: one HAR, or a line of JSON Lines. */
function objectFormat(text: string): ImportFormat | undefined {
  const [line = ''] = text.split('\n', 1);
  const first = parse(line);
  if (isJsonObject(first)) {
    if ('hopscope' in first) return 'jsonl';
    if ('direction' in first && ('session_id' in first || 'seq' in first)) return 'mcpsnoop';
    return 'log' in first ? 'har' : undefined;
  }
  // One line that goes on beyond what was read, or an object in many lines.
  if (/^\{\s*"hopscope"\s*:/.test(text)) return 'jsonl';
  if (/^\{\s*"session_id"\s*:/.test(text) && /"direction"\s*:/.test(text)) return 'mcpsnoop';
  return /"log"\s*:\s*\{/.test(text) ? 'har' : undefined;
}

/** The Inspector's exports are arrays: of what its fetch saw, or of messages. */
function arrayFormat(head: Buffer): ImportFormat | undefined {
  const elements = new JsonElements({ path: [], limit: HEAD_BYTES });
  for (const part of [...elements.push(head), ...elements.end()]) {
    if (part.kind !== 'element') continue;
    const first = parse(part.bytes.toString('utf8'));
    if (!isJsonObject(first)) return undefined;
    if ('requestHeaders' in first && 'url' in first) return 'inspector-network';
    return 'message' in first && 'direction' in first ? 'inspector-protocol' : undefined;
  }
  const text = head.toString('utf8');
  if (/"requestHeaders"\s*:/.test(text) && /"url"\s*:/.test(text)) return 'inspector-network';
  return /"direction"\s*:/.test(text) && /"message"\s*:/.test(text) ? 'inspector-protocol' : undefined;
}

function otherFormat(text: string): ImportFormat | undefined {
  return /^(?:\s*#[^\n]*\n|\s*\n)*\s*(?:\$\s+)?(?:printf\s[\s\S]*?\|\s*)?(?:\S*\/)?curl(?:\.exe)?\s/.test(
    text,
  )
    ? 'curl'
    : undefined;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
