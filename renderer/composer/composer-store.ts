import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Bridge } from '../../shared/bridge/bridge.ts';
import type { Draft, JsonObject, Tamper } from '../../shared/model/draft.ts';
import type { ExchangeRef, Row } from '../../shared/model/exchange.ts';
import type { Instance } from '../../shared/model/instance.ts';
import type { ListKind } from '../../shared/model/listing.ts';
import type { WorkspaceState } from '../../shared/model/workspace.ts';
import { createAnswersFlow, type AnswersFlow } from './answers-flow.ts';
import { composeDraft, stateFromDraft } from './compose-draft.ts';
import { freshColumn } from './conversation-steps.ts';
import {
  INITIAL_STATE,
  listingKey,
  selectCapabilities,
  selectSubject,
  textKey,
  withChanged,
  type ComposerOptions,
  type ComposerState,
  type ListingLoad,
} from './composer-state.ts';
import { prettyJson } from '../ui/json-text.ts';
import { methodShape } from './methods.ts';
import { createPreviewFlow, type PreviewFlow } from './preview-flow.ts';

/** Remembers the tool that was sent last over a reload. */
export interface LastTool {
  readonly read: () => string | undefined;
  readonly write: (name: string) => void;
}

export interface ComposerActions {
  /** Follows the workspace: drops instances that are gone and chooses first ones where none is chosen. */
  readonly follow: (workspace: WorkspaceState) => void;
  readonly chooseInstances: (ids: readonly string[]) => void;
  readonly showPreviewOf: (id: string) => void;
  readonly setMethod: (method: string) => void;
  readonly setSubject: (subject: string) => void;
  readonly setText: (text: string) => void;
  /** Puts the skeleton of the schema back into the editor. */
  readonly resetText: () => void;
  readonly setArgumentProblems: (count: number) => void;
  readonly setOptions: (change: Partial<ComposerOptions>) => void;
  readonly setEra: (era: Draft['era']) => void;
  readonly setRevision: (revision: string) => void;
  readonly setTamper: (change: (tamper: Tamper) => Tamper) => void;
  readonly loadDraft: (draft: Draft) => void;
  readonly loadListings: (refresh: boolean) => Promise<void>;
  readonly send: () => Promise<void>;
  readonly cancel: (ref: ExchangeRef) => Promise<void>;
  readonly fetchAll: (ref: ExchangeRef) => Promise<void>;
  /** Turns an answer's column to another exchange of its conversation. */
  readonly showStep: (ref: ExchangeRef) => void;
  readonly dismissAnswers: () => void;
  /** Adds to the declared client capabilities. */
  readonly declare: (capabilities: JsonObject) => void;
  /** Listens to the engine until the returned function is called. */
  readonly start: () => () => void;
}

export interface ComposerStore extends StoreApi<ComposerState> {
  readonly actions: ComposerActions;
}

/** What is chosen in a workspace where nothing was chosen yet: the first fleet, or the only instance. */
export function firstChoice(workspace: Pick<WorkspaceState, 'instances' | 'fleets'>): readonly string[] {
  const known = new Set(workspace.instances.map((instance) => instance.id));
  for (const fleet of workspace.fleets) {
    const members = fleet.instanceIds.filter((id) => known.has(id));
    if (members.length > 0) return members;
  }
  const [only, ...others] = workspace.instances;
  return only && others.length === 0 ? [only.id] : [];
}

/** The tool to begin with: the only one, or the one used last. */
export function firstTool(names: readonly string[], last: string | undefined): string | undefined {
  if (last !== undefined && names.includes(last)) return last;
  return names.length === 1 ? names[0] : undefined;
}

type Store = StoreApi<ComposerState>;

interface Listings {
  readonly load: (refresh: boolean) => Promise<void>;
  /** Whether a list was refused for want of consent that is there now. */
  readonly waitForConsent: (instances: readonly Instance[]) => boolean;
  readonly preselectTool: () => void;
}

/** Fetches what the first chosen instance offers, and begins with a tool where it is clear which. */
function createListings(store: Store, bridge: Bridge, lastTool: LastTool): Listings {
  const { getState: get, setState: set } = store;

  const preselectTool = (): void => {
    const state = get();
    const [first] = state.instanceIds;
    if (first === undefined || (state.subjects['tools/call'] ?? '') !== '') return;
    const entries = state.listings[listingKey(first, 'tools')]?.listing?.entries ?? [];
    const tool = firstTool(
      entries.map((entry) => entry.name),
      lastTool.read(),
    );
    if (tool !== undefined) set({ subjects: { ...state.subjects, 'tools/call': tool } });
  };

  const loadOne = async (instanceId: string, kind: ListKind, refresh: boolean): Promise<void> => {
    const key = listingKey(instanceId, kind);
    const before = get().listings[key];
    const isThere = before?.state === 'ready' && before.changed !== true;
    if (before?.state === 'loading' || (isThere && !refresh)) return;
    const keep = (load: ListingLoad): void => {
      set((state) => ({ listings: { ...state.listings, [key]: load } }));
    };
    keep({ state: 'loading', ...(before?.listing && { listing: before.listing }) });
    const got = await bridge.invoke('listing.get', { instanceId, kind, refresh });
    // Told while it was on its way: whether the answer was made before or after that, nobody knows.
    const changed = get().listings[key]?.changed === true && { changed: true as const };
    keep(got.ok ? { state: 'ready', listing: got.value, ...changed } : { state: 'failed', error: got.error });
    if (kind === 'tools') preselectTool();
  };

  return {
    preselectTool,
    waitForConsent(instances) {
      const { instanceIds, method, listings } = get();
      const first = instances.find(({ id }) => id === instanceIds[0]);
      if (first?.approved !== true) return false;
      return methodShape(method).lists.some(
        (kind) => listings[listingKey(first.id, kind)]?.error?.code === 'NEEDS_CONSENT',
      );
    },
    async load(refresh) {
      const { instanceIds, method } = get();
      const [first] = instanceIds;
      if (first === undefined) return;
      await Promise.all(methodShape(method).lists.map((kind) => loadOne(first, kind, refresh)));
    },
  };
}

type ChoiceActions = Pick<ComposerActions, 'follow' | 'chooseInstances' | 'showPreviewOf'>;

function createChoice({ getState: get, setState: set }: Store, listings: Listings): ChoiceActions {
  const choose = (ids: readonly string[], chosenByHand: boolean): void => {
    const { previewInstanceId } = get();
    const keep = previewInstanceId !== undefined && ids.includes(previewInstanceId);
    set({ instanceIds: ids, chosenByHand, previewInstanceId: keep ? previewInstanceId : undefined });
    listings.preselectTool();
    void listings.load(false);
  };
  return {
    chooseInstances(ids) {
      choose(ids, true);
    },
    follow(workspace) {
      set({ client: workspace.client });
      const known = new Set(workspace.instances.map((instance) => instance.id));
      const { instanceIds, chosenByHand } = get();
      const kept = instanceIds.filter((id) => known.has(id));
      const first = firstChoice(workspace);
      // A fleet that starts comes instance by instance: what nobody chose grows with it.
      const next = kept.length > 0 && (chosenByHand || first.length === 0) ? kept : first;
      if (next.join('\n') !== instanceIds.join('\n')) choose(next, chosenByHand && kept.length > 0);
      else if (listings.waitForConsent(workspace.instances)) void listings.load(false);
    },
    showPreviewOf(id) {
      set({ previewInstanceId: id });
    },
  };
}

type RequestActions = Pick<
  ComposerActions,
  | 'setMethod'
  | 'setSubject'
  | 'setText'
  | 'resetText'
  | 'setArgumentProblems'
  | 'setOptions'
  | 'setEra'
  | 'setRevision'
  | 'setTamper'
  | 'loadDraft'
  | 'declare'
>;

function createRequestActions({ getState: get, setState: set }: Store, listings: Listings): RequestActions {
  return {
    setMethod(method) {
      set({ method });
      void listings.load(false);
    },
    setSubject(subject) {
      set((state) => ({ subjects: { ...state.subjects, [state.method]: subject } }));
    },
    setText(text) {
      set((state) => ({
        texts: { ...state.texts, [textKey(state.method, selectSubject(state))]: text },
      }));
    },
    resetText() {
      set((state) => {
        const own = textKey(state.method, selectSubject(state));
        return { texts: Object.fromEntries(Object.entries(state.texts).filter(([key]) => key !== own)) };
      });
    },
    setArgumentProblems(count) {
      if (get().argumentProblems !== count) set({ argumentProblems: count });
    },
    setOptions(change) {
      set((state) => ({ options: { ...state.options, ...change } }));
    },
    setEra(era) {
      set({ era });
    },
    setRevision(revision) {
      set({ revision });
    },
    setTamper(change) {
      set((state) => ({ tamper: change(state.tamper) }));
    },
    loadDraft(draft) {
      const { subject, text, key, ...rest } = stateFromDraft(draft);
      set((state) => ({
        ...rest,
        subjects: { ...state.subjects, [rest.method]: subject },
        texts: { ...state.texts, [key]: text },
        sendProblem: undefined,
      }));
      void listings.load(false);
    },
    declare(capabilities) {
      const { options: current } = get();
      const own = selectCapabilities(get());
      const merged = { ...(own.ok ? own.value : {}), ...capabilities };
      set({ options: { ...current, clientCapabilities: prettyJson(merged) } });
    },
  };
}

type SendActions = Pick<ComposerActions, 'send' | 'cancel' | 'fetchAll' | 'showStep' | 'dismissAnswers'>;

function createSendActions(
  { getState: get, setState: set }: Store,
  bridge: Bridge,
  { answers, preview }: { readonly answers: AnswersFlow; readonly preview: PreviewFlow },
  lastTool: LastTool,
): SendActions {
  return {
    async send() {
      const state = get();
      const composed = composeDraft(state);
      if (state.sending) return;
      if (!composed.ok || state.instanceIds.length === 0) {
        const problem = composed.ok
          ? 'Choose at least one instance to send to.'
          : composed.problems.join(' ');
        set({ sendProblem: problem });
        return;
      }
      const { instanceIds } = state;
      set({ sending: true, sendProblem: undefined });
      const sent = await bridge.invoke('exchange.send', { draft: composed.draft, instanceIds });
      if (!sent.ok) {
        set({ sending: false, sendProblem: sent.error.message });
        return;
      }
      const columns = sent.value.map((ref, index) => freshColumn(ref, instanceIds[index] ?? ''));
      set({ sending: false, answers: { draft: composed.draft, columns } });
      if (state.method === 'tools/call') lastTool.write(selectSubject(state));
      answers.refresh();
      preview.refresh();
    },
    async cancel(ref) {
      const cancelled = await bridge.invoke('exchange.cancel', ref);
      if (!cancelled.ok) set({ sendProblem: cancelled.error.message });
    },
    fetchAll: answers.fetchAll,
    showStep: answers.show,
    dismissAnswers() {
      set({ answers: undefined });
    },
  };
}

/** Tells rows of requests by the engine's own client that were not there before: each takes a request id. */
function newRequests(): (captureId: string, row: Row) => boolean {
  const highest = new Map<string, number>();
  return (captureId, { number, origin }) => {
    if (number <= (highest.get(captureId) ?? 0)) return false;
    highest.set(captureId, number);
    return origin !== 'gateway' && origin !== 'import';
  };
}

/** The store of the composer; the bridge and the memory of the last tool are given to it. */
export function createComposerStore(options: {
  readonly bridge: Bridge;
  readonly lastTool: LastTool;
}): ComposerStore {
  const { bridge, lastTool } = options;
  const store = createStore<ComposerState>(() => INITIAL_STATE);
  const preview = createPreviewFlow(bridge, store);
  const listings = createListings(store, bridge, lastTool);
  const answers = createAnswersFlow(bridge, {
    get: () => store.getState().answers,
    set: (next) => {
      store.setState({ answers: next });
    },
  });
  const isNewRequest = newRequests();
  const actions: ComposerActions = {
    ...createChoice(store, listings),
    ...createRequestActions(store, listings),
    ...createSendActions(store, bridge, { answers, preview }, lastTool),
    loadListings: listings.load,
    start() {
      const ends = [
        bridge.on('rows', (batch) => {
          answers.rows(batch.captureId, batch.rows);
          if (batch.rows.filter((row) => isNewRequest(batch.captureId, row)).length > 0) preview.refresh();
        }),
        bridge.on('listing', ({ instanceId, kinds }) => {
          store.setState((state) => ({ listings: withChanged(state.listings, instanceId, kinds) }));
        }),
        bridge.onConnection((connected) => {
          if (connected) answers.refresh();
        }),
        preview.start(),
      ];
      return () => {
        for (const end of ends) end();
      };
    },
  };
  return Object.assign(store, { actions });
}
