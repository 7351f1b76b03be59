import { ActionIcon, Menu } from '@mantine/core';
import { IconVolume, IconVolumeOff } from '@tabler/icons-react';
import type { Mute } from '../../../shared/model/finding.ts';
import { useMute } from './use-mute.ts';

interface MuteMenuProps {
  readonly rule: string;
  readonly mutes: readonly Mute[];
  /** Instances for which the rule can be muted alone. */
  readonly instances: readonly { readonly id: string; readonly name: string }[];
}

/** Mutes a rule everywhere or about one instance, or lets it be heard again. */
export function MuteMenu({ rule, mutes, instances }: MuteMenuProps) {
  const setMute = useMute();
  const own = mutes.filter((mute) => mute.rule === rule);
  const everywhere = own.some(({ instanceId }) => instanceId === undefined);
  const item = (instanceId: string | undefined, words: string) => {
    const muted = own.some((mute) => mute.instanceId === instanceId);
    const Sign = muted ? IconVolume : IconVolumeOff;
    return (
      <Menu.Item
        key={instanceId ?? ''}
        leftSection={<Sign size={14} aria-hidden="true" />}
        disabled={everywhere && instanceId !== undefined}
        onClick={() => {
          setMute({ rule, ...(instanceId !== undefined && { instanceId }) }, !muted);
        }}
      >
        {muted ? 'Unmute' : 'Mute'} {words}
      </Menu.Item>
    );
  };
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon
          aria-label={`Mute ${rule}`}
          aria-pressed={own.length > 0}
          data-tip="Mute this rule: kept in the workspace, counted, shown on demand"
        >
          <IconVolumeOff size={14} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown aria-label={`Mute ${rule}`}>
        {item(undefined, 'this rule')}
        {instances.length > 0 && <Menu.Divider />}
        {instances.map(({ id, name }) => item(id, `it for ${name}`))}
      </Menu.Dropdown>
    </Menu>
  );
}
