import { flowKey, type Flow } from '../../../../renderer/routing/flow.ts';

/** Twelve calls of whoami that nobody routed; `change` says what is different. */
export function makeFlow(change: Partial<Omit<Flow, 'key'>> = {}): Flow {
  const flow = {
    method: 'tools/call',
    name: 'whoami',
    way: { kind: 'sent' },
    instanceId: 'i1',
    instanceName: 'alpha',
    count: 12,
    failed: 0,
    lying: 0,
    faulted: 0,
    ...change,
  } as const;
  return { ...flow, key: flowKey(flow) };
}
