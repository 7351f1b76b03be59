import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type {
  Availability,
  GatewaySettings,
  GatewayState,
  RoutingTrace,
} from '../../shared/model/gateway.ts';
import type { HeaderList } from '../../shared/model/headers.ts';
import type { Era, Instance } from '../../shared/model/instance.ts';
import { AppError } from '../app-error.ts';
import type { Recording } from '../capture/recorder.ts';
import { OpenList } from '../open-list.ts';
import type { FoundInstance } from '../instances/instance-directory.ts';
import { createHttpPool, type HttpPool } from '../transport/http-pool.ts';
import { TransportFailure } from '../transport/transport-failure.ts';
import { GatewayCounters } from './counters.ts';
import { Downtimes } from './downtimes.ts';
import { createSessionPlaces } from './explain/session-places.ts';
import { Forwarding } from './forward/forwarding.ts';
import type { ForwardingContext, Upstream } from './forward/forwarding-context.ts';
import { createSwapGate } from './forward/swap-gate.ts';
import { openListener, type Listener } from './listener.ts';
import { createRecordQueue } from '../record-queue.ts';
import { createRouter, type Router } from './routing/router.ts';
import { createFaultDice } from './routing/strike-faults.ts';
import { createOwnPorts } from './safety/own-ports.ts';
import { isLoopbackName } from './safety/turn-away.ts';
import { createTicker } from './ticker.ts';

/** What gateways need of the engine. */
export interface GatewayServices {
  /** Throws AppError NOT_FOUND. */
  readonly find: (instanceId: string) => FoundInstance;
  /** Where exchanges are recorded now. */
  readonly recording: () => Recording;
  readonly knownEra: (instance: Instance) => Era | undefined;
  /** Ports that this program listens on, those of its gateways included. */
  readonly ownPorts: () => readonly number[];
  /** Whether a text is the key to Hopscope itself. */
  readonly isControlToken: (candidate: string) => boolean;
  readonly onState: (state: GatewayState) => void;
  readonly onBug: (error: unknown, where: string) => void;
}

/** One gateway: a listener in front of fixed servers. */
export interface Gateway {
  state(): GatewayState;
  /** Where it listens; undefined where it does not. */
  port(): number | undefined;
  /** Resolves once it listens. Rejects with AppError: IO where the port cannot be had, BAD_INPUT for its instances. */
  start(): Promise<void>;
  /** Ends what is open on both sides; resolves once that is recorded. Every instance is up then. */
  stop(): Promise<void>;
  /** Other rules hold from the next request on; another address from the next start on. */
  change(settings: GatewaySettings): void;
  /** Instances may have other addresses and headers. */
  refresh(): void;
  setAvailability(instanceId: string, availability: Availability): void;
  preview(headers: HeaderList): Pick<RoutingTrace, 'tried' | 'rule'>;
}

export function createGateway(settings: GatewaySettings, services: GatewayServices): Gateway {
  return new EngineGateway(settings, services);
}

const STATE_EVERY_MS = 250;

class EngineGateway implements Gateway {
  readonly #services: GatewayServices;
  readonly #counters: GatewayCounters;
  readonly #downtimes: Downtimes;
  readonly #ticker = createTicker(STATE_EVERY_MS, () => {
    this.#services.onState(this.state());
  });
  readonly #open = new OpenList<Forwarding>();
  readonly #upstreams = new Map<string, Upstream | { readonly problem: string }>();
  readonly #via = `hopscope-${randomBytes(6).toString('hex')}`;
  #settings: GatewaySettings;
  #router: Router;
  #dice;
  readonly #swap = createSwapGate();
  #sessions = createSessionPlaces();
  readonly #records = createRecordQueue();
  #state: GatewayState['state'] = 'off';
  #problem: string | undefined;
  #listener: Listener | undefined;
  #pool: HttpPool | undefined;
  #context: ForwardingContext | undefined;
  /** Starts and stops come one after the other. */
  #turn: Promise<void> = Promise.resolve();

  constructor(settings: GatewaySettings, services: GatewayServices) {
    this.#settings = settings;
    this.#services = services;
    this.#counters = new GatewayCounters(() => {
      this.#ticker.changed();
    });
    this.#downtimes = new Downtimes(this.#counters);
    this.#router = createRouter(settings, this.#view);
    this.#dice = createFaultDice(settings.seed);
  }

  state(): GatewayState {
    const url = this.#url();
    const beyond = this.#listener && !isLoopbackName(this.#listener.host);
    return {
      id: this.#settings.id,
      state: this.#state,
      ...(url !== undefined && { url }),
      ...(this.#problem !== undefined && { problem: this.#problem }),
      ...(beyond === true && { listensBeyondLoopback: true }),
      ...this.#counters.state(this.#settings.instanceIds),
    };
  }

  port(): number | undefined {
    return this.#listener?.port;
  }

  start(): Promise<void> {
    return this.#inTurn(async () => {
      if (this.#listener) return;
      this.#enter('starting');
      try {
        this.#checkInstances();
        this.#listener = await openListener(this.#settings.listen, {
          onRequest: this.#onRequest,
          onConnection: (step) => {
            this.#counters.connection(step);
          },
          onUnreadable: () => {
            this.#counters.turnedAway();
          },
          onError: (error) => {
            this.#enter(this.#state, `A connection could not be taken: ${error.message}.`);
          },
        });
      } catch (error) {
        this.#enter('failed', error instanceof Error ? error.message : String(error));
        throw error;
      }
      this.#pool = createHttpPool();
      this.#beginAnew();
      this.#context = this.#buildContext();
      this.#enter('listening', await this.#whatLeadsBack());
    });
  }

  stop(): Promise<void> {
    return this.#inTurn(async () => {
      const listener = this.#listener;
      if (!listener) {
        this.#enter('off');
        return;
      }
      this.#enter('stopping');
      const closed = listener.close();
      const reason = new TransportFailure('cancelled', 'The gateway was stopped before the end.');
      const open = this.#open.all();
      for (const forwarding of open) forwarding.stop(reason);
      await Promise.all(open.map(({ over }) => over));
      this.#records.flush();
      listener.closeConnections();
      await closed;
      this.#pool?.close();
      this.#downtimes.clear();
      this.#listener = undefined;
      this.#context = undefined;
      this.#enter('off');
    });
  }

  change(settings: GatewaySettings): void {
    const before = this.#settings;
    this.#settings = settings;
    this.#router = createRouter(settings, this.#view, this.#router);
    if (before.seed !== settings.seed) this.#dice = createFaultDice(settings.seed);
    if (this.#state === 'listening' && JSON.stringify(before.listen) !== JSON.stringify(settings.listen)) {
      this.#problem = 'The new address holds from the next start on: stop the gateway and start it again.';
    }
    this.refresh();
  }

  refresh(): void {
    this.#upstreams.clear();
    if (this.#context) this.#context = this.#buildContext();
    this.#ticker.changed();
  }

  setAvailability(instanceId: string, availability: Availability): void {
    if (!this.#settings.instanceIds.includes(instanceId)) {
      throw new AppError('NOT_FOUND', `The gateway ${this.#settings.name} has no instance "${instanceId}".`);
    }
    this.#downtimes.forget(instanceId);
    this.#counters.setAvailability(instanceId, availability);
  }

  preview(headers: HeaderList): Pick<RoutingTrace, 'tried' | 'rule'> {
    return this.#router.preview(headers);
  }

  readonly #view = (instanceId: string) => {
    const { pending, availability } = this.#counters.of(instanceId);
    const upstream = this.#upstream(instanceId);
    return { name: 'instance' in upstream ? upstream.instance.name : instanceId, pending, availability };
  };

  /** The same seed and the same requests give the same turns and faults after each start. */
  #beginAnew(): void {
    this.#router = createRouter(this.#settings, this.#view);
    this.#dice = createFaultDice(this.#settings.seed);
    this.#sessions = createSessionPlaces();
    this.#counters.reset();
  }

  readonly #onRequest = (request: IncomingMessage, response: ServerResponse): void => {
    if (!this.#context) {
      response.destroy();
      return;
    }
    const forwarding = new Forwarding(request, response, this.#context);
    this.#open.add(forwarding);
    void forwarding.over.then(() => {
      this.#open.delete(forwarding);
    });
    forwarding.start();
  };

  #inTurn(step: () => Promise<void>): Promise<void> {
    const done = this.#turn.then(step);
    this.#turn = done.catch(() => undefined);
    return done;
  }

  #enter(state: GatewayState['state'], problem?: string): void {
    this.#state = state;
    this.#problem = problem;
    this.#ticker.now();
  }

  #checkInstances(): void {
    const { instanceIds, name } = this.#settings;
    if (instanceIds.length === 0) {
      throw new AppError('BAD_INPUT', `The gateway ${name} has no instance to forward to. Add one first.`);
    }
    this.#upstreams.clear();
    for (const id of instanceIds) {
      const upstream = this.#upstream(id);
      if ('problem' in upstream) throw new AppError('BAD_INPUT', upstream.problem, { id });
    }
  }

  #upstream(instanceId: string): Upstream | { readonly problem: string } {
    let upstream = this.#upstreams.get(instanceId);
    if (!upstream) {
      upstream = resolveUpstream(instanceId, this.#services);
      this.#upstreams.set(instanceId, upstream);
    }
    return upstream;
  }

  #path(): string {
    const [first] = this.#settings.instanceIds;
    const upstream = first === undefined ? undefined : this.#upstream(first);
    return upstream && 'url' in upstream ? upstream.url.pathname : '/';
  }

  #url(): string | undefined {
    return this.#listener && `${this.#listener.origin}${this.#path()}`;
  }

  #buildContext(): ForwardingContext | undefined {
    const { listen, allowOrigins, record } = this.#settings;
    const { services, pool } = { services: this.#services, pool: this.#pool };
    if (!pool) return undefined;
    return {
      settings: this.#settings,
      router: this.#router,
      dice: this.#dice,
      counters: this.#counters,
      swap: this.#swap,
      sessions: this.#sessions,
      records: this.#records,
      pool,
      door: {
        listenHost: listen.host,
        listensBeyondLoopback: !isLoopbackName(this.#listener?.host ?? listen.host),
        allowOrigins,
        isOwnVia: (name) => name === this.#via,
        isControlToken: services.isControlToken,
      },
      ownPorts: createOwnPorts(services.ownPorts),
      via: this.#via,
      url: this.#url() ?? '',
      path: this.#path(),
      upstream: (instanceId) => this.#upstream(instanceId),
      recording: () => (record ? services.recording() : undefined),
      knownEra: services.knownEra,
      takeDown: (instanceId, forMs, faultId) => {
        this.#downtimes.takeDown(instanceId, forMs, faultId);
      },
      downBy: (instanceId) => this.#downtimes.by(instanceId),
      onBug: services.onBug,
    };
  }

  /** A sentence about instances that are Hopscope itself; undefined where there is none. */
  async #whatLeadsBack(): Promise<string | undefined> {
    const { ownPorts } = this.#context ?? {};
    for (const id of this.#settings.instanceIds) {
      const upstream = this.#upstream(id);
      const refusal = 'url' in upstream ? await ownPorts?.refusal(upstream.url) : undefined;
      if (refusal !== undefined && 'instance' in upstream) return `${upstream.instance.name}: ${refusal}`;
    }
    return undefined;
  }
}

function resolveUpstream(
  instanceId: string,
  services: GatewayServices,
): Upstream | { readonly problem: string } {
  let found: FoundInstance;
  try {
    found = services.find(instanceId);
  } catch (error) {
    return { problem: error instanceof Error ? error.message : String(error) };
  }
  const { instance, headers, problem } = found;
  if (problem !== undefined) return { problem: `${instance.name}: ${problem}` };
  if (instance.stdio) {
    return { problem: `${instance.name} is a command, not an address: a gateway forwards HTTP only.` };
  }
  try {
    return { instance, url: new URL(instance.url), headers };
  } catch {
    return { problem: `${instance.name} has no usable address: ${instance.url}` };
  }
}
