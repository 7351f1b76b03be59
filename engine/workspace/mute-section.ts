import { muteSchema } from '../../shared/bridge/schemas.ts';
import type { Mute } from '../../shared/model/finding.ts';
import type { JsonValue } from '../../shared/model/json.ts';
import { isObject } from './file-reading.ts';
import { firstIssue } from './read-settings.ts';

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
    } else if (!good.some((other) => isSameMute(other, read.data))) good.push(read.data);
  }
  return { good, bad, notes };
}

export function writtenMute({ rule, instanceId }: Mute): object {
  return { rule, instance: instanceId };
}

/** Whether two mutes hush the same. */
export function isSameMute(one: Mute, other: Mute): boolean {
  return one.rule === other.rule && one.instanceId === other.instanceId;
}
