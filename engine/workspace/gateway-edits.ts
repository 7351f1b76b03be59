import type { GatewaySettings } from '../../shared/model/gateway.ts';
import { checkGateway, refuseUnknownInstances } from './check-gateway.ts';
import type { Edits, WithOptionalId } from './edits.ts';
import { idsOf, refuseSecondName, requireById, withEntry } from './entries.ts';
import { slugFor } from './slug.ts';

/** Changes of the section `gateways`; they reject as those of Workspace do. */
export interface GatewayEdits {
  /** Its instances are looked up: BAD_INPUT for one that is unknown or has a command. */
  save(input: WithOptionalId<GatewaySettings>): Promise<GatewaySettings>;
  remove(id: string): Promise<void>;
}

export function gatewayEdits(edits: Edits): GatewayEdits {
  return {
    save: (input) =>
      edits.change(async (content) => {
        if (input.id !== undefined) requireById(content.gateways, input.id, 'gateway');
        const taken = idsOf(content.gateways);
        const id = input.id ?? slugFor(input.name, (slug) => taken.has(slug), 'gateway');
        const gateway = checkGateway({ ...input, id });
        refuseSecondName(content.gateways, gateway.name, id, 'gateway');
        const former = content.gateways.find((one) => one.id === id);
        refuseUnknownInstances(gateway, content, former);
        await edits.write({ ...content, gateways: withEntry(content.gateways, gateway) });
        return gateway;
      }),
    remove: (id) =>
      edits.change(async (content) => {
        requireById(content.gateways, id, 'gateway');
        const gateways = content.gateways.filter((gateway) => gateway.id !== id);
        await edits.write({ ...content, gateways });
      }),
  };
}
