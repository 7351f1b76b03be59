import { existsSync, readFileSync } from 'node:fs';
import type { Clipboard, MessageBoxOptions, Shell } from 'electron';

export interface HelpOptions {
  readonly logFile: string;
  readonly version: string;
  /** "Electron 45.4.1, Linux 6.1 x64" */
  readonly system: string;
  readonly shell: Pick<Shell, 'openPath'>;
  readonly clipboard: Pick<Clipboard, 'writeText'>;
  readonly ask: (question: MessageBoxOptions) => Promise<number>;
}

/** As much of the log's end goes into a report, in lines. */
const LOG_LINES = 100;
const COPY = 0;
const OPEN = 1;

/** Opens the log in the program that the system has for it. */
export async function openLogFile({ logFile, shell, ask }: HelpOptions): Promise<void> {
  if (!existsSync(logFile)) {
    await ask({
      type: 'info',
      title: 'Hopscope',
      message: 'There is nothing in the log.',
      detail: `Nothing has gone wrong in Hopscope itself so far. The log would be\n${logFile}`,
      buttons: ['OK'],
    });
    return;
  }
  const problem = await shell.openPath(logFile);
  if (problem === '') return;
  await ask({
    type: 'warning',
    title: 'Hopscope',
    message: 'The log could not be opened.',
    detail: `The system says: ${problem}. It is the file\n${logFile}`,
    buttons: ['OK'],
  });
}

/** What somebody needs who is told of a problem. Sends nothing. */
export async function reportProblem(options: HelpOptions): Promise<void> {
  const answer = await options.ask({
    type: 'info',
    title: 'Hopscope',
    message: 'Report a problem',
    detail:
      'A report needs what you did and what happened, and which Hopscope this is. The latter can be copied from here, with the ' +
      'end of the log. Read it before you send it: secrets that Hopscope knows are taken out, names of your servers and files are not.',
    buttons: ['Copy it', 'Open the log', 'Close'],
    defaultId: COPY,
    cancelId: 2,
    noLink: true,
  });
  if (answer === COPY) await options.clipboard.writeText(reportText(options));
  if (answer === OPEN) await openLogFile(options);
}

function reportText({ logFile, version, system }: HelpOptions): string {
  const log = existsSync(logFile) ? readFileSync(logFile, 'utf8').trimEnd().split('\n') : [];
  const end = log.slice(-LOG_LINES);
  return [
    `Hopscope ${version}`,
    system,
    '',
    end.length === 0 ? 'The log is empty.' : 'The end of the log:',
    ...end,
    '',
  ].join('\n');
}
