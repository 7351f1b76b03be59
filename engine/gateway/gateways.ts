import type {
  Availability,
  GatewaySettings,
  GatewayState,
  RoutingTrace,
} from '../../shared/model/gateway.ts';
import type { HeaderList } from '../../shared/model/headers.ts';
import { AppError } from '../app-error.ts';
import { createGateway, type Gateway, type GatewayServices } from './gateway.ts';

/** The gateways of the workspace, as they run. */
export interface Gateways {
  list(): readonly GatewayState[];
  /** All throw or reject with AppError NOT_FOUND where there is none with this id. */
  start(id: string): Promise<GatewayState>;
  stop(id: string): Promise<GatewayState>;
  setAvailability(id: string, instanceId: string, availability: Availability): void;
  preview(id: string, headers: HeaderList): Pick<RoutingTrace, 'tried' | 'rule'>;
  /** Settings, instances or their headers may be others now. A gateway that is no longer there is stopped. */
  refresh(): void;
  /** Ports that they listen on. */
  ports(): readonly number[];
  /** Stops all. */
  close(): Promise<void>;
}

export function createGateways(
  settings: () => readonly GatewaySettings[],
  services: Omit<GatewayServices, 'ownPorts'> & {
    /** Ports on which Hopscope itself can be controlled. */
    readonly controlPorts: () => readonly number[];
  },
): Gateways {
  const made = new Map<string, { readonly gateway: Gateway; settings: GatewaySettings }>();
  // Asked for with each request.
  const ports = (also: readonly number[] = []): readonly number[] => {
    const found = [...also];
    for (const { gateway } of made.values()) {
      const port = gateway.port();
      if (port !== undefined) found.push(port);
    }
    return found;
  };
  const own: GatewayServices = { ...services, ownPorts: () => ports(services.controlPorts()) };
  const make = (saved: GatewaySettings): Gateway => {
    const known = made.get(saved.id);
    if (known) return known.gateway;
    const gateway = createGateway(saved, own);
    made.set(saved.id, { gateway, settings: saved });
    return gateway;
  };
  const get = (id: string): Gateway => {
    const saved = settings().find((entry) => entry.id === id);
    if (!saved) {
      throw new AppError('NOT_FOUND', `There is no gateway "${id}" in this workspace (any more).`, { id });
    }
    return make(saved);
  };
  return {
    list: () => settings().map((saved) => make(saved).state()),
    async start(id) {
      const gateway = get(id);
      await gateway.start();
      return gateway.state();
    },
    async stop(id) {
      const gateway = get(id);
      await gateway.stop();
      return gateway.state();
    },
    setAvailability(id, instanceId, availability) {
      get(id).setAvailability(instanceId, availability);
    },
    preview: (id, headers) => get(id).preview(headers),
    refresh() {
      const saved = new Map(settings().map((entry) => [entry.id, entry]));
      for (const [id, entry] of made) {
        const now = saved.get(id);
        if (!now) {
          made.delete(id);
          void entry.gateway.stop();
        } else if (JSON.stringify(now) === JSON.stringify(entry.settings)) entry.gateway.refresh();
        else {
          entry.settings = now;
          entry.gateway.change(now);
        }
      }
    },
    ports: () => ports(),
    async close() {
      await Promise.all([...made.values()].map(({ gateway }) => gateway.stop()));
    },
  };
}
