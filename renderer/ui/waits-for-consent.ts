import type { Instance } from '../../shared/model/instance.ts';

/** Whether the instance has a command that nobody on this machine has allowed to be started. Pure. */
export function waitsForConsent({ stdio, approved }: Pick<Instance, 'stdio' | 'approved'>): boolean {
  return stdio !== undefined && approved !== true;
}

/** Said of such an instance wherever it stands in a list. */
export const WAITS_FOR_CONSENT = 'Its command has not been allowed yet: Hopscope asks before it starts it.';
