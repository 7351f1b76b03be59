import type { MessageBoxOptions } from 'electron';
import { mayBeOpened } from '../../shared/model/open-address.ts';

/** What is needed of Electron's `dialog` and `shell`. */
export interface OutsideDoor {
  /** Shows a question over the window in front; resolves with the index of the button. */
  readonly ask: (question: MessageBoxOptions) => Promise<{ readonly response: number }>;
  /** Hands the address to the system. */
  readonly open: (url: string) => Promise<void>;
  readonly onBug: (where: string, thrown: unknown) => void;
}

/** The buttons; the first is what Escape and Enter stand for. */
const STAY = "Don't open";
const BUTTONS = [STAY, 'Open in the browser'];
const OPEN = 1;
/** An address can be longer than a screen; its host stands in the question in any case. */
const SHOWN_CHARACTERS = 600;

/**
 * Opens an address in the system's browser after a person said so to this process: a page that was taken over can ask,
 * and no more. One question at a time; what is asked meanwhile is not asked again later.
 */
export function createOpenOutside({ ask, open, onBug }: OutsideDoor): (address: string) => void {
  let asking = false;
  return (address) => {
    const url = URL.parse(address);
    if (asking || !url || !mayBeOpened(url)) return;
    asking = true;
    ask(question(url))
      .then(({ response }) => (response === OPEN ? open(url.href) : undefined))
      .catch((error: unknown) => {
        onBug('opening an address in the browser', error);
      })
      .finally(() => {
        asking = false;
      });
  };
}

function question({ href, host }: URL): MessageBoxOptions {
  const left = href.length - SHOWN_CHARACTERS;
  const shown = left > 0 ? `${href.slice(0, SHOWN_CHARACTERS)} … (${String(left)} characters more)` : href;
  return {
    type: 'question',
    title: 'Open in the browser?',
    message: `Open a page of ${host} in your browser?`,
    detail: shown,
    buttons: BUTTONS,
    defaultId: 0,
    cancelId: 0,
    noLink: true,
  };
}
