import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Bridge } from '../../shared/bridge/bridge.ts';
import type { Era, Instance, InstanceInput } from '../../shared/model/instance.ts';
import type { Consent } from '../ui/app-context.ts';
import { waitsForConsent } from '../ui/waits-for-consent.ts';
import {
  commandOf,
  fieldOf,
  formOf,
  inputOf,
  nameForCommand,
  nameForUrl,
  type FieldProblem,
  type FormResult,
  type InstanceForm,
} from './instance-form.ts';

/** What is being added: by its URL, or by the command line that starts it. */
export interface Adding {
  readonly kind: 'http' | 'stdio';
  readonly url: string;
  readonly commandLine: string;
  readonly name: string;
}

export interface FleetState {
  readonly selectedId: string | undefined;
  /** The form of the instance that is being edited, and how it was before. */
  readonly editing: { readonly instance: Instance; readonly form: InstanceForm } | undefined;
  readonly editProblem: FieldProblem | undefined;
  readonly adding: Adding;
  readonly addProblem: FieldProblem | undefined;
  readonly busy: boolean;
  /** The instance of which one is asked whether to remove it. */
  readonly removingId: string | undefined;
}

export interface FleetActions {
  readonly select: (id: string | undefined) => void;
  readonly setAdding: (change: Partial<Adding>) => void;
  /** Adds the instance in the row; checks it and selects it. A command is asked for first. */
  readonly add: (taken: readonly string[]) => Promise<void>;
  readonly edit: (instance: Instance) => void;
  readonly setForm: (change: Partial<InstanceForm>) => void;
  readonly cancelEdit: () => void;
  readonly saveEdit: () => Promise<void>;
  readonly askToRemove: (id: string | undefined) => void;
  readonly remove: (id: string) => Promise<void>;
  /** Checks without asking anything of the user. */
  readonly check: (ids: readonly string[]) => Promise<void>;
  /** Checks one instance on somebody's word: a command that nobody has allowed is asked for first. */
  readonly checkNow: (instance: Instance, anew?: boolean) => Promise<void>;
  /** Holds one instance against the specification: a tour. */
  readonly startTour: (instance: Instance) => Promise<void>;
  readonly cancelTour: (id: string) => Promise<void>;
  /** Undefined: as detected. */
  readonly setEra: (instance: Instance, era: Era | undefined) => Promise<void>;
  readonly disconnect: (id: string) => Promise<void>;
  readonly saveFleet: (fleet: {
    readonly id?: string;
    readonly name: string;
    readonly instanceIds: readonly string[];
  }) => Promise<boolean>;
  readonly removeFleet: (id: string) => Promise<void>;
  readonly startDemo: (instances: number, bugs: readonly string[]) => Promise<void>;
  readonly stopDemo: () => Promise<void>;
}

export interface FleetStore extends StoreApi<FleetState> {
  readonly actions: FleetActions;
}

const START: FleetState = {
  selectedId: undefined,
  editing: undefined,
  editProblem: undefined,
  adding: { kind: 'http', url: '', commandLine: '', name: '' },
  addProblem: undefined,
  busy: false,
  removingId: undefined,
};

type Store = StoreApi<FleetState>;

/** What the store needs of the window. */
export interface FleetServices {
  readonly bridge: Bridge;
  readonly consent: Consent;
  /** Gets the sentences that belong to no field. */
  readonly onProblem: (message: string) => void;
}

type FormActions = Pick<
  FleetActions,
  'select' | 'setAdding' | 'edit' | 'setForm' | 'cancelEdit' | 'askToRemove'
>;

function createFormActions({ setState: set }: Store): FormActions {
  const nothingOpen = { editing: undefined, editProblem: undefined, removingId: undefined };
  return {
    select(id) {
      set({ ...nothingOpen, selectedId: id });
    },
    setAdding(change) {
      set((state) => ({ adding: { ...state.adding, ...change }, addProblem: undefined }));
    },
    edit(instance) {
      set({ ...nothingOpen, selectedId: instance.id, editing: { instance, form: formOf(instance) } });
    },
    setForm(change) {
      set(({ editing }) => ({
        editing: editing && { ...editing, form: { ...editing.form, ...change } },
        editProblem: undefined,
      }));
    },
    cancelEdit() {
      set({ editing: undefined, editProblem: undefined });
    },
    askToRemove(id) {
      set({ removingId: id });
    },
  };
}

type CheckActions = Pick<
  FleetActions,
  'check' | 'checkNow' | 'startTour' | 'cancelTour' | 'setEra' | 'disconnect'
>;

function createCheckActions({ bridge, consent, onProblem }: FleetServices): CheckActions {
  const check = async (ids: readonly string[], anew = false): Promise<void> => {
    if (ids.length === 0) return;
    const checked = await bridge.invoke('instance.check', { ids, ...(anew && { anew }) });
    if (!checked.ok) onProblem(checked.error.message);
  };
  return {
    check: (ids) => check(ids),
    async checkNow(instance, anew = false) {
      if (waitsForConsent(instance) && !(await consent.ask(instance.id))) return;
      await check([instance.id], anew);
    },
    async startTour(instance) {
      if (waitsForConsent(instance) && !(await consent.ask(instance.id))) return;
      const started = await bridge.invoke('tour.start', { instanceIds: [instance.id] });
      if (!started.ok) onProblem(started.error.message);
    },
    async cancelTour(id) {
      const cancelled = await bridge.invoke('tour.cancel', { id });
      if (!cancelled.ok) onProblem(cancelled.error.message);
    },
    async setEra(instance, era) {
      const input = inputOf({ ...formOf(instance), era: era ?? 'auto' }, instance.id);
      if (!input.ok) {
        onProblem(input.problem.message);
        return;
      }
      const saved = await bridge.invoke('instance.save', input.value);
      if (!saved.ok) onProblem(saved.error.message);
      else if (!waitsForConsent(saved.value)) await check([instance.id]);
    },
    async disconnect(id) {
      const ended = await bridge.invoke('instance.disconnect', { id });
      if (!ended.ok) onProblem(ended.error.message);
    },
  };
}

function addedInput(
  { kind, url, commandLine, name }: Adding,
  taken: readonly string[],
): FormResult<InstanceInput> {
  const own = name.trim();
  if (kind === 'http') {
    const address = url.trim();
    return { ok: true, value: { name: own || nameForUrl(address, taken), url: address, headers: [] } };
  }
  const command = commandOf({ commandLine, env: [], cwd: '' });
  if (!command.ok) return command;
  const stdio = command.value;
  return { ok: true, value: { name: own || nameForCommand(stdio, taken), url: '', headers: [], stdio } };
}

const TYPED_HERE = 'It was typed on the Fleet screen of this window.';

type InstanceActions = Pick<FleetActions, 'add' | 'saveEdit' | 'remove'>;

function createInstanceActions(
  { getState: get, setState: set }: Store,
  { bridge, consent, onProblem }: FleetServices,
  forms: FormActions,
  checks: CheckActions,
): InstanceActions {
  return {
    async add(taken) {
      const { adding, busy } = get();
      if (busy) return;
      const input = addedInput(adding, taken);
      if (!input.ok) {
        set({ addProblem: input.problem });
        return;
      }
      set({ busy: true });
      const saved = await bridge.invoke('instance.save', input.value);
      set({ busy: false });
      if (!saved.ok) {
        const field = fieldOf(saved.error);
        set({ addProblem: { field, message: saved.error.message } });
        return;
      }
      // What was typed while the answer was on its way is for the next instance.
      const emptied = (now: Adding, key: 'url' | 'commandLine' | 'name'): string =>
        now[key] === adding[key] ? '' : now[key];
      set(({ adding: now }) => ({
        adding: {
          kind: now.kind,
          url: emptied(now, 'url'),
          commandLine: emptied(now, 'commandLine'),
          name: emptied(now, 'name'),
        },
        addProblem: undefined,
      }));
      // The screen checks what comes newly into the workspace by its address, whoever added it.
      forms.select(saved.value.id);
      if (!saved.value.stdio) return;
      consent.cameFrom(saved.value, TYPED_HERE);
      await checks.checkNow(saved.value);
    },
    async saveEdit() {
      const { editing, busy } = get();
      if (!editing || busy) return;
      const input = inputOf(editing.form, editing.instance.id);
      if (!input.ok) {
        set({ editProblem: input.problem });
        return;
      }
      set({ busy: true });
      const saved = await bridge.invoke('instance.save', input.value);
      set({ busy: false });
      if (!saved.ok) {
        set({ editProblem: { field: fieldOf(saved.error), message: saved.error.message } });
        return;
      }
      forms.cancelEdit();
      const { value } = saved;
      // Another name alone is no reason to ask about a command that somebody left as it is.
      if (JSON.stringify(value.stdio) === JSON.stringify(editing.instance.stdio)) {
        if (!waitsForConsent(value)) await checks.check([value.id]);
        return;
      }
      consent.cameFrom(value, TYPED_HERE);
      await checks.checkNow(value);
    },
    async remove(id) {
      const removed = await bridge.invoke('instance.remove', { id });
      if (!removed.ok) onProblem(removed.error.message);
      else if (get().selectedId === id) forms.select(undefined);
      set({ removingId: undefined });
    },
  };
}

type GroupActions = Pick<FleetActions, 'saveFleet' | 'removeFleet' | 'startDemo' | 'stopDemo'>;

function createGroupActions({ bridge, onProblem }: FleetServices): GroupActions {
  return {
    async saveFleet(fleet) {
      const saved = await bridge.invoke('fleet.save', fleet);
      if (!saved.ok) onProblem(saved.error.message);
      return saved.ok;
    },
    async removeFleet(id) {
      const removed = await bridge.invoke('fleet.remove', { id });
      if (!removed.ok) onProblem(removed.error.message);
    },
    async startDemo(instances, bugs) {
      const started = await bridge.invoke('demo.start', { instances, bugs });
      if (!started.ok) onProblem(started.error.message);
    },
    async stopDemo() {
      const stopped = await bridge.invoke('demo.stop', null);
      if (!stopped.ok) onProblem(stopped.error.message);
    },
  };
}

/** The store of the fleet screen. */
export function createFleetStore(services: FleetServices): FleetStore {
  const store = createStore<FleetState>(() => START);
  const forms = createFormActions(store);
  const checks = createCheckActions(services);
  const actions: FleetActions = {
    ...forms,
    ...checks,
    ...createInstanceActions(store, services, forms, checks),
    ...createGroupActions(services),
  };
  return Object.assign(store, { actions });
}
