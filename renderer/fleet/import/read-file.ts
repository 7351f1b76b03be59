import { MAX_CONFIGURATION } from '../../../shared/model/import-preview.ts';
import { formatSize } from '../../ui/format.ts';

/** What is in a file that somebody chose or dropped, or a sentence why it cannot be read. */
export type FileText =
  { readonly ok: true; readonly text: string } | { readonly ok: false; readonly message: string };

/** UTF-8 takes up to three bytes for each unit that counts. */
const MAX_BYTES = MAX_CONFIGURATION * 3;

/** The text of a configuration: UTF-8, or UTF-16 with a byte order mark, as some Windows programs write it. Never rejects. */
export async function readConfigurationFile(file: Blob & { readonly name: string }): Promise<FileText> {
  const { name, size } = file;
  if (size > MAX_BYTES) {
    const most = formatSize(MAX_CONFIGURATION);
    return refused(
      `${name} has ${formatSize(size)}; a configuration may have at most ${most}. Is it the right file?`,
    );
  }
  let bytes: Uint8Array;
  try {
    bytes = new Uint8Array(await file.arrayBuffer());
  } catch (error) {
    return refused(`${name} could not be read: ${String(error)}. Choose it again, or paste what is in it.`);
  }
  try {
    const text = new TextDecoder(encodingOf(bytes), { fatal: true }).decode(bytes);
    if (text.length <= MAX_CONFIGURATION) return { ok: true, text };
    return refused(`${name} has more than ${formatSize(MAX_CONFIGURATION)}. Is it the right file?`);
  } catch {
    return refused(`${name} is no text in UTF-8, so it is no configuration. Choose another file.`);
  }
}

function encodingOf([first, second]: Uint8Array): string {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  return first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
}

function refused(message: string): FileText {
  return { ok: false, message };
}
