import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Bridge } from '../../shared/bridge/bridge.ts';
import type { Instance } from '../../shared/model/instance.ts';
import { fieldOf, formOf, inputOf, nameForUrl, type FormField, type InstanceForm } from './instance-form.ts';

/** Why something was refused, and beside which field it is said. */
export interface FieldProblem {
  readonly field: FormField;
  readonly message: string;
}

export interface FleetState {
  readonly selectedId: string | undefined;
  /** The form of the instance that is being edited. */
  readonly editing: { readonly id: string; readonly form: InstanceForm } | undefined;
  readonly editProblem: FieldProblem | undefined;
  readonly adding: { readonly url: string; readonly name: string };
  readonly addProblem: FieldProblem | undefined;
  readonly busy: boolean;
  /** The instance of which one is asked whether to remove it. */
  readonly removingId: string | undefined;
}

export interface FleetActions {
  readonly select: (id: string | undefined) => void;
  readonly setAdding: (change: Partial<FleetState['adding']>) => void;
  /** Adds the instance in the row; checks it and selects it. */
  readonly add: (taken: readonly string[]) => Promise<void>;
  readonly edit: (instance: Instance) => void;
  readonly setForm: (change: Partial<InstanceForm>) => void;
  readonly cancelEdit: () => void;
  readonly saveEdit: () => Promise<void>;
  readonly askToRemove: (id: string | undefined) => void;
  readonly remove: (id: string) => Promise<void>;
  readonly check: (ids: readonly string[]) => Promise<void>;
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

const NOTHING_ADDED = { url: '', name: '' } as const;

const START: FleetState = {
  selectedId: undefined,
  editing: undefined,
  editProblem: undefined,
  adding: NOTHING_ADDED,
  addProblem: undefined,
  busy: false,
  removingId: undefined,
};

type Store = StoreApi<FleetState>;
type OnProblem = (message: string) => void;
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
      set({ ...nothingOpen, selectedId: instance.id, editing: { id: instance.id, form: formOf(instance) } });
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

type InstanceActions = Pick<FleetActions, 'add' | 'saveEdit' | 'remove' | 'check'>;

function createInstanceActions(
  { getState: get, setState: set }: Store,
  bridge: Bridge,
  forms: FormActions,
  onProblem: OnProblem,
): InstanceActions {
  const check = async (ids: readonly string[]): Promise<void> => {
    if (ids.length === 0) return;
    const checked = await bridge.invoke('instance.check', { ids });
    if (!checked.ok) onProblem(checked.error.message);
  };
  return {
    check,
    async add(taken) {
      const { adding, busy } = get();
      if (busy) return;
      set({ busy: true });
      const url = adding.url.trim();
      const name = adding.name.trim() || nameForUrl(url, taken);
      const saved = await bridge.invoke('instance.save', { name, url, headers: [] });
      set({ busy: false });
      if (!saved.ok) {
        const field = fieldOf(saved.error);
        set({ addProblem: { field: field === 'name' ? 'name' : 'url', message: saved.error.message } });
        return;
      }
      // What was typed while the answer was on its way is for the next instance.
      set(({ adding: now }) => ({
        adding: {
          url: now.url === adding.url ? '' : now.url,
          name: now.name === adding.name ? '' : now.name,
        },
        addProblem: undefined,
      }));
      // The screen checks what comes newly into the workspace, whoever added it.
      forms.select(saved.value.id);
    },
    async saveEdit() {
      const { editing, busy } = get();
      if (!editing || busy) return;
      set({ busy: true });
      const saved = await bridge.invoke('instance.save', inputOf(editing.form, editing.id));
      set({ busy: false });
      if (!saved.ok) {
        set({ editProblem: { field: fieldOf(saved.error), message: saved.error.message } });
        return;
      }
      forms.cancelEdit();
      await check([saved.value.id]);
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

function createGroupActions(bridge: Bridge, onProblem: OnProblem): GroupActions {
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

/** The store of the fleet screen. `onProblem` gets the sentences that belong to no field. */
export function createFleetStore(bridge: Bridge, onProblem: OnProblem): FleetStore {
  const store = createStore<FleetState>(() => START);
  const forms = createFormActions(store);
  const actions: FleetActions = {
    ...forms,
    ...createInstanceActions(store, bridge, forms, onProblem),
    ...createGroupActions(bridge, onProblem),
  };
  return Object.assign(store, { actions });
}
