import type { InputKind, Responder, Responders } from '../../../shared/model/input.ts';

/** The modes of a responder in the order in which they are offered. */
export const RESPONDER_MODES = ['ask', 'accept', 'decline', 'cancel', 'canned'] as const;

const ACCEPTED: Readonly<Record<InputKind, string>> = {
  elicitation: 'accept with the defaults',
  sampling: 'answer with a fixed sentence',
  roots: 'give the workspace’s roots',
};

/** What a responder does, in a few words; absent: it asks. Pure. */
export function modeWords(
  kind: InputKind,
  responder: { readonly mode: Responder['mode'] } | undefined,
): string {
  switch (responder?.mode) {
    case undefined:
    case 'ask':
      return 'ask me';
    case 'accept':
      return ACCEPTED[kind];
    case 'decline':
      return kind === 'elicitation' ? 'decline' : 'refuse (decline)';
    case 'cancel':
      return kind === 'elicitation' ? 'cancel' : 'refuse (cancel)';
    case 'canned':
      return 'a canned answer';
  }
}

/** What a canned answer of this kind begins as. Pure. */
export function cannedStart(kind: InputKind): Responder {
  switch (kind) {
    case 'elicitation':
      return { mode: 'canned', result: { action: 'accept', content: {} } };
    case 'sampling':
      return {
        mode: 'canned',
        result: {
          role: 'assistant',
          content: { type: 'text', text: '' },
          model: 'by-hand',
          stopReason: 'endTurn',
        },
      };
    case 'roots':
      return { mode: 'canned', result: { roots: [] } };
  }
}

/** The responders with one kind replaced, or left out (undefined). Pure. */
export function withResponder(
  responders: Responders,
  kind: InputKind,
  responder: Responder | undefined,
): Responders {
  const { [kind]: _old, ...others } = responders;
  return responder ? { ...others, [kind]: responder } : others;
}
