import { expect, it } from 'vitest';
import type { Edits } from '../../../../engine/workspace/edits.ts';
import { filterEdits } from '../../../../engine/workspace/filter-edits.ts';
import {
  EMPTY_WORKSPACE,
  readWorkspaceFile,
  writeWorkspaceFile,
  type WorkspaceContent,
} from '../../../../engine/workspace/workspace-file.ts';

function edits() {
  let content: WorkspaceContent = EMPTY_WORKSPACE;
  const fake = {
    change: (change) => change(content),
    write: (written) => {
      content = written;
      return Promise.resolve();
    },
  } as Edits;
  return { section: filterEdits(fake), content: () => content };
}

it('saves filters under names of their own, renames and removes them', async () => {
  const { section, content } = edits();
  const saved = await section.save({ name: ' Refused by beta ', text: ' status:>=400 instance:beta ' });
  expect(saved).toEqual({
    id: 'refused-by-beta',
    name: 'Refused by beta',
    text: 'status:>=400 instance:beta',
  });
  await expect(section.save({ name: 'refused by BETA', text: 'a' })).rejects.toMatchObject({
    code: 'BAD_INPUT',
  });
  await expect(section.save({ name: 'Other', text: 'status:x' })).rejects.toMatchObject({
    code: 'BAD_INPUT',
  });
  await section.save({ ...saved, name: 'Refused' });
  expect(content().filters).toEqual([{ ...saved, name: 'Refused' }]);
  await section.remove(saved.id);
  expect(content().filters).toEqual([]);
  await expect(section.remove(saved.id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
});

it('reads the section as it was written, and keeps what cannot be used', () => {
  const filters = [{ id: 'a', name: 'A', text: 'is:failed' }];
  const text = writeWorkspaceFile({ ...EMPTY_WORKSPACE, filters });
  expect(readWorkspaceFile(text)).toMatchObject({ kind: 'ok', value: { filters }, notes: [] });
  expect(writeWorkspaceFile(EMPTY_WORKSPACE)).not.toContain('filters');
  const bad = [
    { id: 'b', name: 'B', text: 'status:x' },
    { id: 'c', name: 'C' },
  ];
  const read = readWorkspaceFile(JSON.stringify({ version: 1, filters: [...filters, ...bad] }));
  if (read.kind !== 'ok') throw new Error(JSON.stringify(read));
  expect(read.value.filters).toEqual(filters);
  expect(read.notes).toHaveLength(2);
  expect(JSON.parse(writeWorkspaceFile(read.value))).toMatchObject({ filters: [...filters, ...bad] });
});
