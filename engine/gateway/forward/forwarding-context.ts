import type { GatewaySettings } from '../../../shared/model/gateway.ts';
import type { HeaderList } from '../../../shared/model/headers.ts';
import type { Era, Instance } from '../../../shared/model/instance.ts';
import type { Recording } from '../../capture/recorder.ts';
import type { HttpPool } from '../../transport/http-pool.ts';
import type { GatewayCounters } from '../counters.ts';
import type { SessionPlaces } from '../explain/session-places.ts';
import type { RecordQueue } from '../../record-queue.ts';
import type { Router } from '../routing/router.ts';
import type { FaultDice } from '../routing/strike-faults.ts';
import type { OwnPorts } from '../safety/own-ports.ts';
import type { DoorRules } from '../safety/turn-away.ts';
import type { SwapGate } from './swap-gate.ts';

/** An instance as a gateway forwards to it. */
export interface Upstream {
  readonly instance: Instance;
  readonly url: URL;
  /** The instance's own headers, filled from the environment. */
  readonly headers: HeaderList;
}

/** What one forwarded request needs of its gateway, as it is when the request comes. */
export interface ForwardingContext {
  readonly settings: GatewaySettings;
  readonly router: Router;
  readonly dice: FaultDice;
  readonly counters: GatewayCounters;
  readonly swap: SwapGate;
  readonly sessions: SessionPlaces;
  readonly records: RecordQueue;
  readonly pool: HttpPool;
  readonly door: DoorRules;
  readonly ownPorts: OwnPorts;
  /** What it calls itself in Via. */
  readonly via: string;
  /** Address of the gateway, for what went nowhere. */
  readonly url: string;
  /** Path of the gateway's own endpoint. */
  readonly path: string;
  /** Where an instance is; a sentence where nothing can be forwarded to it. */
  upstream(instanceId: string): Upstream | { readonly problem: string };
  /** Undefined: nothing is kept. */
  recording(): Recording | undefined;
  knownEra(instance: Instance): Era | undefined;
  /** Takes an instance down for so many ms; the id is of the fault that does it. */
  takeDown(instanceId: string, forMs: number, faultId: string): void;
  /** The fault by which an instance is down at the moment; undefined where it is down by hand. */
  downBy(instanceId: string): string | undefined;
  readonly onBug: (error: unknown, where: string) => void;
}
