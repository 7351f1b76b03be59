import { createContext, useContext } from 'react';
import { InstanceBadge } from '../ui/instance-badge.tsx';
import type { InstanceLooks } from './instance-looks.ts';

const Looks = createContext<InstanceLooks>(new Map());

/** Tells all parts of the screen how the recording's instances look. */
export const InstanceLooksProvider = Looks.Provider;

export function useInstanceLooks(): InstanceLooks {
  return useContext(Looks);
}

interface TaskInstanceProps {
  readonly instanceId: string;
  readonly showName?: boolean;
}

/** The badge of an instance in the colour that its exchanges have on the lanes, whether the workspace knows it or not. */
export function TaskInstance({ instanceId, showName = true }: TaskInstanceProps) {
  const look = useInstanceLooks().get(instanceId);
  return <InstanceBadge instanceId={instanceId} showName={showName} {...look} />;
}
