import type { App, Session, WebContents } from 'electron';
import { APP_ORIGIN } from '../../shared/bridge/channels.ts';
import { mayBeOpened } from '../../shared/model/open-address.ts';
import { isAppUrl } from './app-origin.ts';

/**
 * Every page of this program, whoever made it: it stays where it is and opens no window. An https address that our page
 * wants opened goes to `openInBrowser`, which asks a person first.
 */
export function guardAllContents(app: App, openInBrowser: (url: string) => void): void {
  app.on('web-contents-created', (_, contents) => {
    guardContents(contents, openInBrowser);
  });
}

function isForTheBrowser(address: string): boolean {
  const url = URL.parse(address);
  return url !== null && mayBeOpened(url);
}

function guardContents(contents: WebContents, openInBrowser: (url: string) => void): void {
  contents.on('will-frame-navigate', (event) => {
    // The page may load itself again; no frame may become anything else.
    if (!event.isMainFrame || event.url.split('#')[0] !== `${APP_ORIGIN}/`) event.preventDefault();
  });
  contents.on('will-redirect', (event) => {
    event.preventDefault();
  });
  contents.on('will-attach-webview', (event) => {
    event.preventDefault();
  });
  contents.setWindowOpenHandler(({ url }) => {
    if (isForTheBrowser(url) && isAppUrl(contents.getURL())) openInBrowser(url);
    return { action: 'deny' };
  });
}

/** "Copy" is the one thing that the page may do beyond itself. */
const GRANTED = 'clipboard-sanitized-write';

export function guardPermissions(session: Session): void {
  session.setPermissionRequestHandler((contents, permission, answer) => {
    answer(permission === GRANTED && isAppUrl(contents.getURL()));
  });
  session.setPermissionCheckHandler((_, permission, origin) => permission === GRANTED && isAppUrl(origin));
  session.setDevicePermissionHandler(() => false);
}
