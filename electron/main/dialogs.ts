import { basename, extname } from 'node:path';
import { existsSync } from 'node:fs';
import type { OpenDialogOptions, OpenDialogReturnValue, SaveDialogOptions } from 'electron';
import type { DesktopCalls } from '../../shared/bridge/desktop.ts';

/** Electron's dialogs, on the window that asks. */
export type ShowOpen = (options: OpenDialogOptions) => Promise<OpenDialogReturnValue>;
export type ShowSave = (
  options: SaveDialogOptions,
) => Promise<{ readonly canceled: boolean; readonly filePath: string }>;

const RECORDINGS = { name: 'Hopscope recordings', extensions: ['hopscope'] };
const ALL = { name: 'All files', extensions: ['*'] };
const TO_READ = [
  {
    name: 'Recordings, Hopscope’s and others’',
    extensions: ['hopscope', 'har', 'jsonl', 'ndjson', 'json', 'log', 'sh', 'curl', 'txt'],
  },
  RECORDINGS,
  { name: 'HTTP Archives', extensions: ['har'] },
  { name: 'JSON Lines and JSON', extensions: ['jsonl', 'ndjson', 'json', 'log'] },
  { name: 'curl commands', extensions: ['sh', 'curl', 'txt'] },
  ALL,
];

/** By the ending of the name that is proposed; the first list is what the dialog begins with. */
const TO_WRITE = new Map([
  ['hopscope', RECORDINGS],
  ['har', { name: 'HTTP Archive', extensions: ['har'] }],
  ['jsonl', { name: 'JSON Lines', extensions: ['jsonl'] }],
  ['sh', { name: 'Shell script of curl commands', extensions: ['sh'] }],
  ['json', { name: 'JSON', extensions: ['json'] }],
  ['md', { name: 'Markdown', extensions: ['md'] }],
  ['html', { name: 'HTML', extensions: ['html'] }],
]);

/** Lets a person choose recordings. */
export async function chooseRecordings(show: ShowOpen): Promise<DesktopCalls['dialog.open']['out']> {
  const { canceled, filePaths } = await show({
    title: 'Open a recording',
    filters: TO_READ,
    properties: ['openFile', 'multiSelections'],
  });
  return { paths: canceled ? [] : filePaths };
}

/** Lets a person choose where a copy goes. The system asks before it lets a file be replaced. */
export async function chooseCopyPlace(
  show: ShowSave,
  name: string,
): Promise<DesktopCalls['dialog.save']['out']> {
  const known = TO_WRITE.get(extname(name).slice(1).toLowerCase());
  const { canceled, filePath } = await show({
    title: known === undefined || known === RECORDINGS ? 'Save a copy' : 'Export',
    // Only a name: the folder is the one that was used last.
    defaultPath: basename(name),
    filters: [...(known ? [known] : []), ALL],
    properties: ['showOverwriteConfirmation', 'createDirectory'],
  });
  if (canceled || filePath === '') return null;
  return { path: filePath, replace: existsSync(filePath) };
}
