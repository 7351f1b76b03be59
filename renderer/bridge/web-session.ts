import { type HostRefusal, ROUTES } from '../../shared/bridge/wire.ts';

/**
 * sessionStorage, not a cookie and not localStorage: it belongs to this tab and this origin, port included, and
 * survives a reload.
 */
const TOKEN_KEY = 'hopscope.token';

/** Why this page may not talk to the engine, in words for a person. */
export interface SessionProblem {
  readonly reason: 'no-address' | 'code-used' | 'code-wrong' | 'ended' | 'unreachable';
  readonly title: string;
  /** What happened, and what to do. */
  readonly message: string;
  /** Trying again without a new address can help. */
  readonly retry: boolean;
}

export type SessionStart =
  | {
      readonly ok: true;
      readonly token: string;
      /** Ids of captures that the person named when Hopscope was started; only for its first page. */
      readonly opened?: readonly string[];
    }
  | { readonly ok: false; readonly problem: SessionProblem };

/** The parts of a browser's window that a session needs. */
export interface SessionWindow {
  readonly location: { readonly hash: string; readonly pathname: string; readonly search: string };
  readonly history: { replaceState(data: unknown, unused: string, url: string): void };
  readonly sessionStorage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;
  fetch(path: string, init?: RequestInit): Promise<Response>;
}

const NEW_ADDRESS =
  'Press Enter in the terminal where Hopscope runs: it prints a new address. Or stop it there and start it again.';

const PROBLEMS: Record<SessionProblem['reason'], SessionProblem> = {
  'no-address': {
    reason: 'no-address',
    title: 'This page has no session yet',
    message: `Open the whole address that Hopscope printed when it started, with the part after the #. ${NEW_ADDRESS}`,
    retry: false,
  },
  'code-used': {
    reason: 'code-used',
    title: 'This address was used already',
    message: `Each address opens Hopscope once. If it is open in another tab, go on there. ${NEW_ADDRESS} If you did not open it, someone else on this machine did: stop Hopscope.`,
    retry: false,
  },
  'code-wrong': {
    reason: 'code-wrong',
    title: 'This address is not of this Hopscope',
    message: `Its code belongs to an earlier start, or part of it was lost while copying. ${NEW_ADDRESS}`,
    retry: false,
  },
  ended: {
    reason: 'ended',
    title: 'Hopscope was started again',
    message: `This page belongs to an earlier start. What was recorded is in its file. ${NEW_ADDRESS}`,
    retry: false,
  },
  unreachable: {
    reason: 'unreachable',
    title: 'Hopscope is not running',
    message:
      'Nobody answers at this address. Start Hopscope again and open the address that it prints. What was recorded is in its file.',
    retry: true,
  },
};

export function sessionProblem(reason: SessionProblem['reason']): SessionProblem {
  return PROBLEMS[reason];
}

/** The token of this tab, where it has one. */
export function storedToken(window: Pick<SessionWindow, 'sessionStorage'>): string | undefined {
  return window.sessionStorage.getItem(TOKEN_KEY) ?? undefined;
}

/**
 * Exchanges the code in the address for the token, or takes the one that this tab got before.
 * The code leaves the address bar at once, whatever comes of it. Never rejects.
 */
export async function startSession(window: SessionWindow): Promise<SessionStart> {
  const code = takeCode(window);
  if (code !== undefined) {
    const exchanged = await exchangeCode(window, code);
    if (exchanged.ok) return exchanged;
    if (exchanged.problem.retry) {
      // Trying again needs the code: it goes back into the address for the reload.
      const address = `${window.location.pathname}${window.location.search}#code=${encodeURIComponent(code)}`;
      window.history.replaceState(null, '', address);
      return exchanged;
    }
    // An old address opened again in a tab that has a session: the session counts.
    const kept = await resumeSession(window);
    return kept.ok ? kept : exchanged;
  }
  return resumeSession(window);
}

/** The code in the address, taken out of the address bar; undefined: there is none. */
export function takeCode({
  location,
  history,
}: Pick<SessionWindow, 'location' | 'history'>): string | undefined {
  const code = new URLSearchParams(location.hash.slice(1)).get('code');
  if (code === null) return undefined;
  history.replaceState(null, '', location.pathname + location.search);
  return code;
}

async function resumeSession(window: SessionWindow): Promise<SessionStart> {
  const token = storedToken(window);
  if (token === undefined) return { ok: false, problem: PROBLEMS['no-address'] };
  const state = await checkToken(window, token);
  if (state === 'valid') return { ok: true, token };
  if (state === 'refused') window.sessionStorage.removeItem(TOKEN_KEY);
  return { ok: false, problem: PROBLEMS[state === 'refused' ? 'ended' : 'unreachable'] };
}

/** Whether the host still takes this token. */
export async function checkToken(
  window: Pick<SessionWindow, 'fetch'>,
  token: string,
): Promise<'valid' | 'refused' | 'unreachable'> {
  try {
    const response = await window.fetch(ROUTES.session, { headers: { Authorization: `Bearer ${token}` } });
    if (response.ok) return 'valid';
    return response.status === 401 ? 'refused' : 'unreachable';
  } catch {
    return 'unreachable';
  }
}

interface SessionAnswer extends Partial<HostRefusal> {
  readonly token?: unknown;
  readonly opened?: readonly string[];
}

/** Exchanges a code for the token, which this tab keeps. Never rejects. */
export async function exchangeCode(window: SessionWindow, code: string): Promise<SessionStart> {
  try {
    const response = await window.fetch(ROUTES.session, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ code }),
    });
    const body = (await response.json()) as SessionAnswer;
    if (response.ok && typeof body.token === 'string') {
      window.sessionStorage.setItem(TOKEN_KEY, body.token);
      return { ok: true, token: body.token, ...(body.opened && { opened: body.opened }) };
    }
    return { ok: false, problem: refusal(body.error) };
  } catch {
    return { ok: false, problem: PROBLEMS.unreachable };
  }
}

function refusal(error: HostRefusal['error'] | undefined): SessionProblem {
  if (error?.code === 'CODE_USED') return PROBLEMS['code-used'];
  if (error?.code === 'WRONG_CODE') return PROBLEMS['code-wrong'];
  return { ...PROBLEMS['code-wrong'], ...(error && { message: error.message }) };
}
