import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Bridge } from '../../shared/bridge/bridge.ts';
import {
  GATEWAY_DEFAULTS,
  type Availability,
  type ExportTarget,
  type GatewaySettings,
  type RoutingTrace,
} from '../../shared/model/gateway.ts';
import type { HeaderList } from '../../shared/model/headers.ts';
import type { SettingsEdit } from './settings-edits.ts';
import { freePort } from './settings-form.ts';

/** What is open for a gateway beside what is always there. */
export type OpenPart =
  | { readonly part: 'clients' | 'export' | 'settings' }
  /** `id` absent: a new one. */
  | { readonly part: 'rule'; readonly id?: string }
  | { readonly part: 'fault'; readonly id?: string };

export interface GatewayScreenState {
  /** The gateway that is shown; undefined: the first. */
  readonly selectedId: string | undefined;
  readonly open: OpenPart | undefined;
  /** What is being asked of the engine for a gateway; one at a time. */
  readonly busy: { readonly id: string; readonly what: 'start' | 'stop' | 'remove' } | undefined;
  readonly creating: boolean;
  /** Settings on their way to the engine, by id: shown as if they were kept already. */
  readonly pending: ReadonlyMap<string, GatewaySettings>;
  /** Why the last thing was refused: a sentence. */
  readonly problem: string | undefined;
}

export interface GatewayActions {
  readonly select: (id: string) => void;
  /** Opens a part, or closes it where it is open. */
  readonly toggle: (part: OpenPart) => void;
  readonly close: () => void;
  /** A gateway in front of these instances; shown at once. */
  readonly create: (name: string, instanceIds: readonly string[]) => Promise<void>;
  /** Keeps a change; the engine takes it over while the gateway runs. `false`: refused, and `problem` says why. */
  readonly edit: (id: string, edit: SettingsEdit) => Promise<boolean>;
  readonly start: (id: string) => Promise<void>;
  readonly stop: (id: string) => Promise<void>;
  readonly remove: (id: string) => Promise<void>;
  readonly setAvailability: (id: string, instanceId: string, availability: Availability) => Promise<void>;
  /** Undefined: refused, and `problem` says why. */
  readonly preview: (
    id: string,
    headers: HeaderList,
  ) => Promise<Pick<RoutingTrace, 'tried' | 'rule'> | undefined>;
  /** The text, or why there is none. */
  readonly exportRules: (
    id: string,
    target: ExportTarget,
  ) => Promise<{ readonly text: string } | { readonly problem: string }>;
}

export interface GatewayStore extends StoreApi<GatewayScreenState> {
  readonly actions: GatewayActions;
}

/** What the store needs of the window. */
export interface GatewayServices {
  readonly bridge: Pick<Bridge, 'invoke'>;
  /** The gateways of the workspace as the engine last told them. */
  readonly gateways: () => readonly GatewaySettings[];
}

type Store = StoreApi<GatewayScreenState>;

const START: GatewayScreenState = {
  selectedId: undefined,
  open: undefined,
  busy: undefined,
  creating: false,
  pending: new Map(),
  problem: undefined,
};

function without<K, V>(map: ReadonlyMap<K, V>, key: K): ReadonlyMap<K, V> {
  const rest = new Map(map);
  rest.delete(key);
  return rest;
}

type EditActions = Pick<GatewayActions, 'create' | 'edit'>;

function createEditActions(
  { getState: get, setState: set }: Store,
  { bridge, gateways }: GatewayServices,
): EditActions {
  /** One after the other, so that the engine keeps them in the order in which they were made. */
  let last: Promise<unknown> = Promise.resolve();
  return {
    async create(name, instanceIds) {
      if (get().creating) return;
      set({ creating: true, problem: undefined });
      const listen = { ...GATEWAY_DEFAULTS.listen, port: freePort(gateways()) };
      const saved = await bridge.invoke('gateway.save', { ...GATEWAY_DEFAULTS, name, listen, instanceIds });
      set({
        creating: false,
        ...(saved.ok
          ? { selectedId: saved.value.id, open: undefined }
          : { problem: `The gateway was not added: ${saved.error.message}` }),
      });
    },
    async edit(id, edit) {
      const base = get().pending.get(id) ?? gateways().find((gateway) => gateway.id === id);
      if (!base) return false;
      const next = edit(base);
      set(({ pending }) => ({ pending: new Map(pending).set(id, next), problem: undefined }));
      const sent = last.then(() => bridge.invoke('gateway.save', next));
      last = sent;
      const saved = await sent;
      set(({ pending }) => ({
        // A later change is on its way already: that one is shown. After a refusal what is kept is shown again.
        ...(pending.get(id) === next && { pending: without(pending, id) }),
        ...(!saved.ok && { problem: `The change was not kept: ${saved.error.message}` }),
      }));
      return saved.ok;
    },
  };
}

type RunActions = Pick<GatewayActions, 'start' | 'stop' | 'remove' | 'setAvailability'>;

function createRunActions({ getState: get, setState: set }: Store, { bridge }: GatewayServices): RunActions {
  const ask = async (what: 'start' | 'stop' | 'remove', id: string, refused: string): Promise<void> => {
    if (get().busy) return;
    set({ busy: { id, what }, problem: undefined });
    const done =
      what === 'start'
        ? await bridge.invoke('gateway.start', { id })
        : what === 'stop'
          ? await bridge.invoke('gateway.stop', { id })
          : await bridge.invoke('gateway.remove', { id });
    set({ busy: undefined, ...(!done.ok && { problem: `${refused}: ${done.error.message}` }) });
    if (done.ok && what === 'remove') set({ selectedId: undefined, open: undefined });
  };
  return {
    start: (id) => ask('start', id, 'The gateway did not start'),
    stop: (id) => ask('stop', id, 'The gateway did not stop'),
    remove: (id) => ask('remove', id, 'The gateway was not removed'),
    async setAvailability(id, instanceId, availability) {
      const changed = await bridge.invoke('gateway.availability', { id, instanceId, availability });
      set({ problem: changed.ok ? undefined : changed.error.message });
    },
  };
}

/** The store of the gateway's part of the fleet screen. */
export function createGatewayStore(services: GatewayServices): GatewayStore {
  const store = createStore<GatewayScreenState>(() => START);
  const { getState: get, setState: set } = store;
  const { bridge } = services;
  const actions: GatewayActions = {
    ...createEditActions(store, services),
    ...createRunActions(store, services),
    select(id) {
      set({ selectedId: id, open: undefined, problem: undefined });
    },
    toggle(part) {
      set({ open: samePart(get().open, part) ? undefined : part });
    },
    close() {
      set({ open: undefined });
    },
    async preview(id, headers) {
      const answer = await bridge.invoke('gateway.preview', { id, headers });
      if (answer.ok) return answer.value;
      set({ problem: answer.error.message });
      return undefined;
    },
    async exportRules(id, target) {
      const answer = await bridge.invoke('gateway.export', { id, target });
      return answer.ok ? answer.value : { problem: answer.error.message };
    },
  };
  return Object.assign(store, { actions });
}

/** Whether both open the same. Pure. */
export function samePart(one: OpenPart | undefined, other: OpenPart): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
