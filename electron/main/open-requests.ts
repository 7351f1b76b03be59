import { basename, dirname } from 'node:path';
import type { MessageBoxOptions } from 'electron';
import type { DesktopWish } from '../../shared/bridge/desktop.ts';
import { quoteWord } from '../../shared/model/command-line.ts';
import type { WindowArguments } from './arguments.ts';
import { readLink, type LinkWish } from './read-link.ts';

/** What was asked for from outside, by a start, a double click or a link. */
export type OpenRequest = Pick<WindowArguments, 'named' | 'handed' | 'links'>;

export interface OpenRequestsOptions {
  readonly platform: NodeJS.Platform;
  /** Asks a person; resolves with the button's place. */
  readonly ask: (question: MessageBoxOptions) => Promise<number>;
  /** Whether a person had this recording open before, or it was recorded here: then nothing is asked. */
  readonly isKnown: (path: string) => boolean;
  readonly wish: (wish: DesktopWish) => void;
}

const OPEN = 0;
const CANCEL = 1;
/** A link is shown so far. */
const MOST_SHOWN = 300;

/**
 * Does what was asked for from outside, after a person has seen exactly what and from where. Before that no file is
 * touched, not even to see whether it is there: a path can lead to another machine. One question at a time.
 */
export function createOpenRequests(options: OpenRequestsOptions): (request: OpenRequest) => Promise<void> {
  let turn: Promise<void> = Promise.resolve();
  return (request) => {
    const done = turn.then(() => carryOut(request, options));
    turn = done.catch(() => undefined);
    return done;
  };
}

async function carryOut({ named, handed, links }: OpenRequest, options: OpenRequestsOptions): Promise<void> {
  if (named.length > 0) options.wish({ kind: 'open', paths: named });
  if (handed.length > 0) await openHanded(handed, options);
  for (const link of links) await openLink(link, options);
}

async function openHanded(paths: readonly string[], options: OpenRequestsOptions): Promise<void> {
  const allowed =
    paths.every((path) => options.isKnown(path)) || (await options.ask(handedQuestion(paths))) === OPEN;
  if (allowed) options.wish({ kind: 'open', paths });
}

async function openLink(link: string, options: OpenRequestsOptions): Promise<void> {
  const read = readLink(link, options.platform);
  if (!read.ok) {
    await options.ask(refusal(link, read.why));
    return;
  }
  if ((await options.ask(linkQuestion(read.wish))) !== OPEN) return;
  const { files, url, filter } = read.wish;
  if (files.length > 0) options.wish({ kind: 'open', paths: files });
  if (filter !== undefined) options.wish({ kind: 'filter', text: filter });
  // Last, so that its screen is in front: there is something to do there.
  if (url !== undefined) options.wish({ kind: 'add-server', url });
}

const BUTTONS = {
  buttons: ['Open', 'Cancel'],
  defaultId: CANCEL,
  cancelId: CANCEL,
  noLink: true,
} satisfies Partial<MessageBoxOptions>;

function handedQuestion(paths: readonly string[]): MessageBoxOptions {
  const [first = ''] = paths;
  const one = paths.length === 1;
  return {
    ...BUTTONS,
    type: 'question',
    title: 'Hopscope',
    message: one ? `Open ${quoteWord(basename(first))}?` : `Open ${String(paths.length)} recordings?`,
    detail: [
      one
        ? `The system handed it to Hopscope. It lies in ${quoteWord(dirname(first))}`
        : 'The system handed them over:',
      ...(one ? [] : paths.map(quoteWord)),
      '',
      'Hopscope reads it and shows what is in it. It sends nothing.',
    ].join('\n'),
  };
}

function linkQuestion({ files, url, filter }: LinkWish): MessageBoxOptions {
  return {
    ...BUTTONS,
    type: 'warning',
    title: 'Hopscope',
    message: 'A link from another program wants this of Hopscope:',
    detail: [
      ...files.map((file) => `Open the recording\n${file}`),
      ...(url === undefined
        ? []
        : [`Put the address of a server where it can be added, without connecting to it\n${url}`]),
      ...(filter === undefined ? [] : [`Filter the list of traffic by\n${filter}`]),
    ].join('\n\n'),
  };
}

function refusal(link: string, why: string): MessageBoxOptions {
  const whole = quoteWord(link);
  const shown = whole.length > MOST_SHOWN ? `${whole.slice(0, MOST_SHOWN)}…` : whole;
  return {
    type: 'info',
    title: 'Hopscope',
    message: 'A link was not opened.',
    detail: `${capital(why)}. Nothing was done. It came from another program:\n${shown}`,
    buttons: ['OK'],
    noLink: true,
  };
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
