import type { ExchangeLink } from '../../shared/model/exchange.ts';

/** A link in a word or two, for a cell of the list. */
export function linkWords({ kind, round }: ExchangeLink): string {
  return kind === 'round' && round !== undefined ? `round ${round}` : kind.replace('-', ' ');
}

const SENTENCES: Readonly<Record<ExchangeLink['kind'], (to: string) => string>> = {
  round: (to) => `The next round: it carries what the answer of ${to} asked for.`,
  revision: (to) => `Sent again after ${to}, with a revision that the server supports.`,
  headers: (to) => `Sent again after ${to}, with the headers that a fresh tools/list asks for.`,
  era: (to) => `Sent again after ${to}, in the era that the server turned out to be of.`,
  resumed: (to) => `Asks for the rest of the stream of ${to}, which broke.`,
  reopened: (to) => `The stream of ${to}, opened again by hand.`,
  reply: (to) => `Answers a request that the server sent on the stream of ${to}.`,
  cancel: (to) => `Tells the server that ${to} is cancelled.`,
  duplicate: (to) => `The same request as ${to}, sent a second time by the gateway on purpose.`,
  poll: (to) => `Asks how the task is that ${to} made.`,
  update: (to) => `Answers what the task asked for that ${to} made.`,
  'task-cancel': (to) => `Asks the server to cancel the task that ${to} made.`,
  'task-listen': (to) => `Asks to be told of the task that ${to} made.`,
  replay: (to) => `The same request as ${to}, sent again by a replay.`,
  handshake: (to) => `Part of opening the session, like ${to}.`,
};

/** How an exchange belongs to the earlier one, as a sentence. */
export function linkSentence(link: ExchangeLink): string {
  const round = link.kind === 'round' && link.round !== undefined ? `Round ${link.round}. ` : '';
  return `${round}${SENTENCES[link.kind](`exchange ${link.to}`)}`;
}
