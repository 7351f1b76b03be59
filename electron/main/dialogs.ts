import { basename } from 'node:path';
import { existsSync } from 'node:fs';
import type { OpenDialogOptions, OpenDialogReturnValue, SaveDialogOptions } from 'electron';
import type { DesktopCalls } from '../../shared/bridge/desktop.ts';

/** Electron's dialogs, on the window that asks. */
export type ShowOpen = (options: OpenDialogOptions) => Promise<OpenDialogReturnValue>;
export type ShowSave = (
  options: SaveDialogOptions,
) => Promise<{ readonly canceled: boolean; readonly filePath: string }>;

const FILTERS = [
  { name: 'Hopscope recordings', extensions: ['hopscope'] },
  { name: 'All files', extensions: ['*'] },
];

/** Lets a person choose recordings. */
export async function chooseRecordings(show: ShowOpen): Promise<DesktopCalls['dialog.open']['out']> {
  const { canceled, filePaths } = await show({
    title: 'Open a recording',
    filters: FILTERS,
    properties: ['openFile', 'multiSelections'],
  });
  return { paths: canceled ? [] : filePaths };
}

/** Lets a person choose where a copy goes. The system asks before it lets a file be replaced. */
export async function chooseCopyPlace(
  show: ShowSave,
  name: string,
): Promise<DesktopCalls['dialog.save']['out']> {
  const { canceled, filePath } = await show({
    title: 'Save a copy',
    // Only a name: the folder is the one that was used last.
    defaultPath: basename(name),
    filters: FILTERS,
    properties: ['showOverwriteConfirmation', 'createDirectory'],
  });
  if (canceled || filePath === '') return null;
  return { path: filePath, replace: existsSync(filePath) };
}
