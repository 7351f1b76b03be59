import { APP_ORIGIN } from '../../shared/bridge/channels.ts';

const APP = new URL(APP_ORIGIN);

/** Whether a URL is of the page that this program serves. `URL.origin` is "null" for schemes of one's own. */
export function isAppUrl(url: string): boolean {
  const parsed = URL.parse(url);
  return parsed?.protocol === APP.protocol && parsed.host === APP.host && parsed.username === '';
}
