import { useState } from 'react';
import { useApp, useEngine } from '../ui/app-context.ts';
import { planGateway, startGateway } from './start-gateway.ts';

/** The gateway of this workspace as the screen needs it: where it listens, and what starts one. */
export interface GatewayStart {
  /** Absent while none listens. */
  readonly url: string | undefined;
  readonly starting: boolean;
  /** No server to put behind a gateway is known. */
  readonly nothingBehind: boolean;
  readonly start: () => void;
}

export function useGatewayStart(): GatewayStart {
  const { bridge, notify } = useApp();
  const workspace = useEngine((state) => state.workspace);
  const gateways = useEngine((state) => state.gateways);
  const [asked, setAsked] = useState(false);
  const states = [...gateways.values()];
  const plan = workspace && planGateway(workspace);
  const run = async (): Promise<void> => {
    if (!plan || plan.kind === 'nothing-behind') return;
    setAsked(true);
    const started = await startGateway(bridge, plan);
    setAsked(false);
    if (!started.ok) notify('fault', `The gateway ${plan.name} did not start: ${started.error.message}`);
  };
  return {
    url: states.find(({ state }) => state === 'listening')?.url,
    starting: asked || states.some(({ state }) => state === 'starting'),
    nothingBehind: plan?.kind === 'nothing-behind',
    start: () => void run(),
  };
}
