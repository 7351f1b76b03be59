import type { Bridge } from '../../shared/bridge/bridge.ts';
import { EXPOSED_AS } from '../../shared/bridge/channels.ts';
import { ROUTES } from '../../shared/bridge/wire.ts';
import { createElectronBridge } from './electron-bridge.ts';
import { type OpenSocket, openBrowserSocket } from './socket.ts';
import { createWebBridge } from './web-bridge.ts';
import { type AddressWindow, watchAddress } from './watch-address.ts';
import { checkToken, type SessionProblem, sessionProblem, startSession } from './web-session.ts';

/** What the page got at its start. */
export type BridgeChoice =
  | {
      readonly ok: true;
      readonly bridge: Bridge;
      /** Ids of captures that are open because the person named them; for this page to show. */
      readonly opened: readonly string[];
      /** Called when the host was restarted behind this page: show NoSessionPage. At most once. */
      readonly onSessionEnd: (listener: (problem: SessionProblem) => void) => void;
    }
  /** There is no session: show NoSessionPage. */
  | { readonly ok: false; readonly problem: SessionProblem };

type BridgeWindow = AddressWindow & {
  readonly location: { readonly host: string };
};

/** The preload's bridge on the desktop, the web host's WebSocket elsewhere. Never rejects. */
export async function chooseBridge(
  window: BridgeWindow = globalThis.window,
  openSocket: OpenSocket = openBrowserSocket,
): Promise<BridgeChoice> {
  const exposed = exposedBridge(window);
  if (exposed) {
    return { ok: true, bridge: createElectronBridge(exposed), opened: [], onSessionEnd: () => undefined };
  }

  const session = await startSession(window);
  if (!session.ok) return session;
  const address = watchAddress(window, session.token);
  let ended: SessionProblem | undefined;
  let tell: ((problem: SessionProblem) => void) | undefined;
  const bridge = createWebBridge({
    url: `ws://${window.location.host}${ROUTES.bridge}`,
    token: session.token,
    openSocket,
    checkSession: () => checkToken(window, session.token),
    onSessionEnd: () => {
      void address.renew().then((renewed) => {
        if (renewed) return;
        // The page that is shown now loads again by itself when the address changes.
        address.end();
        ended = sessionProblem('ended');
        tell?.(ended);
      });
    },
  });
  return {
    ok: true,
    bridge,
    opened: session.opened ?? [],
    onSessionEnd: (listener) => {
      tell = listener;
      if (ended) listener(ended);
    },
  };
}

function exposedBridge(window: object): Bridge | undefined {
  return EXPOSED_AS in window ? (window[EXPOSED_AS] as Bridge) : undefined;
}
