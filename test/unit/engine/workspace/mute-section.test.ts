import { describe, expect, it } from 'vitest';
import type { Mute } from '../../../../shared/model/finding.ts';
import type { Edits } from '../../../../engine/workspace/edits.ts';
import { muteEdits } from '../../../../engine/workspace/mute-edits.ts';
import { readMutes } from '../../../../engine/workspace/mute-section.ts';
import {
  EMPTY_WORKSPACE,
  readWorkspaceFile,
  writeWorkspaceFile,
  type WorkspaceContent,
} from '../../../../engine/workspace/workspace-file.ts';

const RULE = 'result.result-type-missing';

function edits(mutes: readonly Mute[] = []) {
  let content: WorkspaceContent = { ...EMPTY_WORKSPACE, mutes };
  let writes = 0;
  const fake = {
    change: (change) => change(content),
    write: (written) => {
      content = written;
      writes += 1;
      return Promise.resolve();
    },
  } as Edits;
  return { section: muteEdits(fake), content: () => content, writes: () => writes };
}

describe('muteEdits', () => {
  it('mutes everywhere and for one instance, each by itself', async () => {
    const { section, content } = edits();
    await section.set({ rule: RULE }, true);
    await section.set({ rule: RULE, instanceId: 'a' }, true);
    expect(content().mutes).toEqual([{ rule: RULE }, { rule: RULE, instanceId: 'a' }]);
    expect(await section.set({ rule: RULE }, false)).toEqual([{ rule: RULE, instanceId: 'a' }]);
  });

  it('writes nothing where it is so already', async () => {
    const { section, writes } = edits([{ rule: RULE }]);
    await section.set({ rule: RULE }, true);
    await section.set({ rule: 'other.rule' }, false);
    expect(writes()).toBe(0);
  });
});

describe('the section in the file', () => {
  it('comes back as it was written', () => {
    const mutes = [{ rule: RULE }, { rule: RULE, instanceId: 'a' }];
    const text = writeWorkspaceFile({ ...EMPTY_WORKSPACE, mutes });
    expect(readWorkspaceFile(text)).toMatchObject({ kind: 'ok', value: { mutes }, notes: [] });
    expect(writeWorkspaceFile(EMPTY_WORKSPACE)).not.toContain('mutes');
  });

  it('keeps what cannot be used, and names it', () => {
    const bad = [{ rule: 'No rule!' }, { rule: RULE, instance: 7 }, 'text'];
    const text = JSON.stringify({ version: 1, mutes: [...bad, { rule: RULE }, { rule: RULE }] });
    const read = readWorkspaceFile(text);
    if (read.kind !== 'ok') throw new Error(JSON.stringify(read));
    expect(read.value.mutes).toEqual([{ rule: RULE }]);
    expect(read.notes).toHaveLength(3);
    expect(read.notes[1]).toMatch(/^The muted rule in place 2 is left out: its "instance"/);
    expect(JSON.parse(writeWorkspaceFile(read.value))).toMatchObject({ mutes: [{ rule: RULE }, ...bad] });
  });

  it('is a list or the file is damaged', () => {
    expect(readWorkspaceFile('{"version":1,"mutes":{}}')).toMatchObject({ kind: 'damaged' });
  });

  it('names what is no object', () => {
    expect(readMutes([null]).notes[0]).toMatch(/place 1/);
  });
});
