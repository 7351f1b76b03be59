import { counted, countText } from '../../../shared/model/counted.ts';
import type { ImportedFile } from '../../../shared/model/file-transfer.ts';
import { FORMAT_NAMES, PLACE_NAMES } from '../../../shared/model/imported.ts';

/** So many entries are told one by one. */
const TOLD = 3;

const MISSING_WORDS = {
  'request-headers': 'the request headers',
  'request-body': 'the request body',
  'response-headers': "the answer's headers",
  'response-body': "the answer's body",
  timing: 'the times',
} as const;

/** What came of an import, for a person. */
export function importSays(files: readonly ImportedFile[]): string {
  return files.map(sayFile).join(' ');
}

function sayFile(file: ImportedFile): string {
  const from =
    file.by === undefined ? FORMAT_NAMES[file.format] : `${FORMAT_NAMES[file.format]} by ${file.by}`;
  const sentences = [`${file.name} (${from}): ${counted(file.exchanges, 'exchange')}.`];
  if (file.skipped > 0) {
    sentences.push(
      `${counted(file.skipped, 'other')} ${file.skipped === 1 ? 'is' : 'are'} no MCP and left out.`,
    );
  }
  if (file.unreadable > 0) sentences.push(sayUnreadable(file));
  // A command line has no answer, which needs no word.
  for (const [part, count] of file.format === 'curl' ? [] : Object.entries(file.missing)) {
    if (count > 0) sentences.push(`The file has not got ${wordOf(part)} of ${counted(count, 'exchange')}.`);
  }
  if (file.problem !== undefined) sentences.push(file.problem);
  return sentences.join(' ');
}

function sayUnreadable({ unreadable, unreadableFirst, format }: ImportedFile): string {
  const [one, many] =
    PLACE_NAMES[format] === 'entry' ? ['entry', 'entries'] : [PLACE_NAMES[format], `${PLACE_NAMES[format]}s`];
  const told = unreadableFirst.slice(0, TOLD).map(({ place, why }) => `#${String(place)} ${why}`);
  const more = unreadable > told.length ? `; and ${countText(unreadable - told.length)} more` : '';
  return `${countText(unreadable)} ${unreadable === 1 ? one : many} could not be read: ${told.join('; ')}${more}.`;
}

function wordOf(part: string): string {
  return part in MISSING_WORDS ? MISSING_WORDS[part as keyof typeof MISSING_WORDS] : part;
}
