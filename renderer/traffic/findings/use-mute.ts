import { useCallback } from 'react';
import type { Mute } from '../../../shared/model/finding.ts';
import { useApp } from '../../ui/app-context.ts';

export type SetMute = (mute: Mute, muted: boolean) => void;

/** Mutes a rule, everywhere or about one instance, or lets it be heard again; says where that could not be kept. */
export function useMute(): SetMute {
  const { bridge, notify } = useApp();
  return useCallback(
    (mute, muted) => {
      void bridge.invoke('mute.set', { ...mute, muted }).then((set) => {
        if (set.ok) return;
        notify('fault', `${mute.rule} is ${muted ? 'not muted' : 'still muted'}: ${set.error.message}`);
      });
    },
    [bridge, notify],
  );
}
