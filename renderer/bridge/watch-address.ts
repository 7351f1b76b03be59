import { checkToken, exchangeCode, type SessionWindow, takeCode } from './web-session.ts';

/** The parts of a browser's window that are needed to follow its address. */
export interface AddressWindow extends SessionWindow {
  readonly location: SessionWindow['location'] & { reload(): void };
  addEventListener(type: 'hashchange', listener: () => void): void;
  removeEventListener(type: 'hashchange', listener: () => void): void;
}

export interface AddressWatch {
  /** Uses the code of an address that came while the session could not be asked about. True: the page loads again. */
  renew(): Promise<boolean>;
  /** From now on someone else looks at the address. */
  end(): void;
}

/**
 * Looks after an address that is put into a tab which has a session: it differs in its fragment only, so the browser
 * does not load the page again. Its code leaves the address bar at once. Where the session holds, the code is not
 * used; where the host does not take the token any more, the code is exchanged and the page loads again.
 */
export function watchAddress(window: AddressWindow, token: string): AddressWatch {
  let code: string | undefined;
  let renewing: Promise<boolean> | undefined;

  const exchange = async (): Promise<boolean> => {
    if (code === undefined) return false;
    const given = code;
    code = undefined;
    const { ok } = await exchangeCode(window, given);
    if (ok) window.location.reload();
    return ok;
  };
  const renew = (): Promise<boolean> =>
    (renewing ??= exchange().then((ok) => {
      // A success stays one: until the page is gone, its old session still comes to its end.
      if (!ok) renewing = undefined;
      return ok;
    }));
  const look = async (): Promise<void> => {
    const given = takeCode(window);
    if (given === undefined) return;
    code = given;
    const session = await checkToken(window, token);
    if (session === 'refused') await renew();
    else if (session === 'valid' && code === given) code = undefined;
  };
  const onChange = (): void => {
    void look();
  };
  window.addEventListener('hashchange', onChange);
  return {
    renew,
    end() {
      window.removeEventListener('hashchange', onChange);
    },
  };
}
