import type { StoreApi } from 'zustand/vanilla';
import type { Bridge } from '../../shared/bridge/bridge.ts';
import { NO_TAMPER, type Draft } from '../../shared/model/draft.ts';
import { composeDraft } from './compose-draft.ts';
import type { ComposerState } from './composer-state.ts';
import { tamperCount } from './tamper.ts';

/** Typing settles before the engine is asked. */
const PREVIEW_DELAY_MS = 120;

/** The instance whose request is shown. */
export function selectPreviewInstance(state: ComposerState): string | undefined {
  const { previewInstanceId, instanceIds } = state;
  return previewInstanceId !== undefined && instanceIds.includes(previewInstanceId)
    ? previewInstanceId
    : instanceIds[0];
}

/** The parts of the state that the request depends on. */
function inputsOf(state: ComposerState): readonly unknown[] {
  const { method, subjects, texts, options, client, era, revision, tamper, listings } = state;
  const request = [method, subjects, texts, options, client, era, revision, tamper, listings];
  return [selectPreviewInstance(state), ...request];
}

/** Keeps `preview` of the state true to the rest of it while started. */
export interface PreviewFlow {
  readonly start: () => () => void;
  /** Asks once more though the state is the same: the engine's next request id is another one now. */
  readonly refresh: () => void;
}

export function createPreviewFlow(bridge: Bridge, store: StoreApi<ComposerState>): PreviewFlow {
  let started = false;
  let asked = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const ask = async (): Promise<void> => {
    timer = undefined;
    const state = store.getState();
    const instanceId = selectPreviewInstance(state);
    const composed = composeDraft(state);
    asked += 1;
    const own = asked;
    if (instanceId === undefined || !composed.ok) {
      store.setState({ preview: { state: 'none' } });
      return;
    }
    const { draft } = composed;
    const tampered = tamperCount(draft.tamper) > 0;
    const plain: Draft = { ...draft, tamper: NO_TAMPER };
    const [preview, built] = await Promise.all([
      bridge.invoke('draft.preview', { draft, instanceId }),
      tampered ? bridge.invoke('draft.preview', { draft: plain, instanceId }) : undefined,
    ]);
    // An answer to an older question must not replace a newer one.
    if (own !== asked) return;
    if (!preview.ok) {
      store.setState({ preview: { state: 'failed', problem: preview.error.message } });
      return;
    }
    const base = built?.ok === true ? built.value : preview.value;
    store.setState({ preview: { state: 'ready', preview: preview.value, built: base } });
  };

  return {
    start() {
      let last: readonly unknown[] = [];
      const changed = (state: ComposerState): void => {
        const inputs = inputsOf(state);
        if (inputs.every((value, index) => value === last[index]) && last.length > 0) return;
        last = inputs;
        clearTimeout(timer);
        timer = setTimeout(() => void ask(), PREVIEW_DELAY_MS);
      };
      started = true;
      changed(store.getState());
      const end = store.subscribe(changed);
      return () => {
        end();
        started = false;
        clearTimeout(timer);
        timer = undefined;
        asked += 1;
      };
    },
    refresh() {
      // One that waits already is soon enough; putting it off would starve it while rows keep coming.
      if (started) timer ??= setTimeout(() => void ask(), PREVIEW_DELAY_MS);
    },
  };
}
