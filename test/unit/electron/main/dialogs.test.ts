import { EXPORT_FORMATS, exportName } from '../../../../shared/model/file-transfer.ts';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import {
  chooseCopyPlace,
  chooseRecordings,
  type ShowOpen,
  type ShowSave,
} from '../../../../electron/main/dialogs.ts';

const opening = (canceled: boolean, filePaths: string[]) =>
  vi.fn<ShowOpen>(() => Promise.resolve({ canceled, filePaths }));
const saving = (canceled: boolean, filePath: string) =>
  vi.fn<ShowSave>(() => Promise.resolve({ canceled, filePath }));

it('gives the recordings that a person chose, and none where the dialog was closed', async () => {
  const show = opening(false, ['/a', '/b']);
  expect(await chooseRecordings(show)).toEqual({ paths: ['/a', '/b'] });
  expect(show.mock.calls[0]?.[0].filters?.[0]?.extensions).toEqual(
    expect.arrayContaining(['hopscope', 'har', 'jsonl', 'json', 'sh']),
  );
  expect(await chooseRecordings(opening(true, ['/a']))).toEqual({ paths: [] });
});

it('gives the place for a copy, and whether it is that of a file that is there', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'hopscope-dialogs-'));
  const filePath = join(directory, 'copy.hopscope');
  const show = saving(false, filePath);
  expect(await chooseCopyPlace(show, '../../etc/a copy.hopscope')).toEqual({
    path: filePath,
    replace: false,
  });
  expect(show.mock.calls[0]?.[0].defaultPath).toBe('a copy.hopscope');
  writeFileSync(filePath, '');
  expect(await chooseCopyPlace(show, 'a')).toEqual({ path: filePath, replace: true });
  expect(await chooseCopyPlace(saving(true, filePath), 'a')).toBeNull();
  rmSync(directory, { recursive: true });
});

it.each(EXPORT_FORMATS)('begins with the kind of file that an export as %s is', async (format) => {
  const show = saving(true, '');
  const name = exportName('day.hopscope', format);
  await chooseCopyPlace(show, name);
  const { filters = [], title } = show.mock.calls[0]?.[0] ?? {};
  expect(title).toBe('Export');
  // Else the system puts another ending behind the name.
  expect(filters[0]?.extensions.some((ending) => name.endsWith(`.${ending}`))).toBe(true);
  expect(filters.at(-1)?.extensions).toEqual(['*']);
});
