import { muteSchema } from '../../shared/bridge/schemas.ts';
import type { Mute } from '../../shared/model/finding.ts';
import type { JsonValue } from '../../shared/model/json.ts';
import type { Edits } from './edits.ts';
import { isObject } from './file-reading.ts';
import { firstIssue } from './read-settings.ts';

/** Changes of the section `mutes`. */
export interface MuteEdits {
  /** Answers all that are muted then. What is so already stays so. Rejects as the changes of Workspace do. */
  set(mute: Mute, muted: boolean): Promise<readonly Mute[]>;
}

export function muteEdits(edits: Edits): MuteEdits {
  return {
    set: ({ rule, instanceId }, muted) =>
      edits.change(async (content) => {
        const mute: Mute = { rule, ...(instanceId !== undefined && { instanceId }) };
        if (muted === content.mutes.some((other) => isSame(other, mute))) return content.mutes;
        const mutes = muted
          ? [...content.mutes, mute]
          : content.mutes.filter((other) => !isSame(other, mute));
        await edits.write({ ...content, mutes });
        return mutes;
      }),
  };
}

/** Reads the entries of the section; one with a fault is left out and named. Never throws. */
export function readMutes(list: readonly JsonValue[]): {
  readonly good: Mute[];
  readonly bad: JsonValue[];
  readonly notes: string[];
} {
  const good: Mute[] = [];
  const bad: JsonValue[] = [];
  const notes: string[] = [];
  for (const [index, entry] of list.entries()) {
    const { rule, instance } = isObject(entry) ? entry : {};
    const read = muteSchema.safeParse({ rule, ...(instance !== undefined && { instanceId: instance }) });
    if (!read.success) {
      bad.push(entry);
      const { path, message } = firstIssue(read.error);
      const key = path[0] === 'instanceId' ? 'instance' : 'rule';
      notes.push(`The muted rule in place ${String(index + 1)} is left out: its "${key}": ${message}.`);
      // What two branches muted is muted once.
    } else if (!good.some((other) => isSame(other, read.data))) good.push(read.data);
  }
  return { good, bad, notes };
}

export function writtenMute({ rule, instanceId }: Mute): object {
  return { rule, instance: instanceId };
}

function isSame(one: Mute, other: Mute): boolean {
  return one.rule === other.rule && one.instanceId === other.instanceId;
}
