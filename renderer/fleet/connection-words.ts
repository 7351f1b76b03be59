import type { Connection } from '../../shared/model/input.ts';
import type { Meaning } from '../ui/palette.ts';

const STATES: Readonly<
  Record<
    Connection['state'],
    { readonly meaning: Meaning; readonly process: string; readonly session: string }
  >
> = {
  opening: { meaning: 'note', process: 'starting', session: 'opening' },
  open: { meaning: 'fine', process: 'running', session: 'open' },
  closed: { meaning: 'note', process: 'ended', session: 'closed' },
  lost: { meaning: 'fault', process: 'lost', session: 'lost' },
};

/** What it is and how it stands: "Process 4711, running". Pure. */
export function connectionWords({ transport, state, pid }: Connection): {
  readonly meaning: Meaning;
  readonly text: string;
} {
  const { meaning, process, session } = STATES[state];
  if (transport !== 'stdio') return { meaning, text: `Session, ${session}` };
  return { meaning, text: `Process${pid === undefined ? '' : ` ${String(pid)}`}, ${process}` };
}

/** Whether there is something to be ended. Pure. */
export function isUp({ state }: Pick<Connection, 'state'>): boolean {
  return state === 'open' || state === 'opening';
}

/**
 * Those to be told of, the living ones first. Pure. One that Hopscope closed itself is of no interest beside one that is
 * up: finding out the era ends the process that was asked first.
 */
export function shownConnections<C extends Pick<Connection, 'state'>>(
  connections: readonly C[],
): readonly C[] {
  const up = connections.filter(isUp);
  return [
    ...up,
    ...connections.filter(({ state }) => state === 'lost' || (state === 'closed' && up.length === 0)),
  ];
}

/** What happens next where it was closed, as a sentence. Pure. */
export function nextWords({ transport }: Connection): string {
  return transport === 'stdio'
    ? 'The next request or check starts it again.'
    : 'The next request or check opens a new session.';
}
