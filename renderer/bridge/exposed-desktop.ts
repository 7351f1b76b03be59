import { DESKTOP_EXPOSED_AS } from '../../shared/bridge/channels.ts';
import type { Desktop, DesktopCallName, DesktopCalls } from '../../shared/bridge/desktop.ts';

/**
 * What the preload script exposes beside the bridge, with its promises made safe: ipc rejects when the main process
 * refuses the caller. Undefined on the web host.
 */
export function exposedDesktop(window: object = globalThis.window): Desktop | undefined {
  const exposed = DESKTOP_EXPOSED_AS in window ? (window[DESKTOP_EXPOSED_AS] as Desktop) : undefined;
  if (!exposed) return undefined;
  return {
    async call<C extends DesktopCallName>(name: C, input: DesktopCalls[C]['in']) {
      try {
        return await exposed.call(name, input);
      } catch (error) {
        const message = `${name} did not reach Hopscope: ${String(error)}. Close this window and open it again.`;
        return { ok: false, error: { code: 'DISCONNECTED', message } } as const;
      }
    },
    onWish: (listener) => exposed.onWish(listener),
    pathOf: (file) => exposed.pathOf(file),
  };
}
