import { Select } from '@mantine/core';
import { memo, useMemo } from 'react';
import type { DrivenTask } from '../../shared/model/driven-task.ts';
import type { Fleet, Instance } from '../../shared/model/instance.ts';
import { useEngine } from '../ui/app-context.ts';
import { instancesFor, routedWords } from './task-instances.ts';

const NO_INSTANCES: readonly Instance[] = [];
const NO_FLEETS: readonly Fleet[] = [];
const ROUTED = '';

interface InstanceSelectProps extends Pick<DrivenTask, 'creator' | 'routing'> {
  /** What goes there, for those who do not see what stands beside it. */
  readonly label: string;
  /** What it is called that the routing asks all. */
  readonly all: string;
  /** Undefined: as the routing says. */
  readonly value: string | undefined;
  readonly onChange: (instanceId: string | undefined) => void;
}

/** To whom one request about a task goes: as its routing says, or to an instance by choice. */
export const InstanceSelect = memo(function InstanceSelect({
  creator,
  routing,
  label,
  all,
  value,
  onChange,
}: InstanceSelectProps) {
  const instances = useEngine((state) => state.workspace?.instances) ?? NO_INSTANCES;
  const fleets = useEngine((state) => state.workspace?.fleets) ?? NO_FLEETS;
  const offered = useMemo(
    () => instancesFor({ creator }, { instances, fleets }),
    [creator, instances, fleets],
  );
  const chosen = offered.some(({ id }) => id === value) ? value : undefined;
  return (
    <Select
      aria-label={label}
      w={190}
      allowDeselect={false}
      value={chosen ?? ROUTED}
      data={[
        { value: ROUTED, label: routedWords({ creator, routing }, all) },
        ...offered.map(({ id, name }) => ({ value: id, label: name })),
      ]}
      onChange={(next) => {
        onChange(next === null || next === ROUTED ? undefined : next);
      }}
    />
  );
});
