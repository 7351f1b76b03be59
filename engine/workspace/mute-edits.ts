import type { Mute } from '../../shared/model/finding.ts';
import type { Edits } from './edits.ts';
import { isSameMute } from './mute-section.ts';

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
        if (muted === content.mutes.some((other) => isSameMute(other, mute))) return content.mutes;
        const mutes = muted
          ? [...content.mutes, mute]
          : content.mutes.filter((other) => !isSameMute(other, mute));
        await edits.write({ ...content, mutes });
        return mutes;
      }),
  };
}
