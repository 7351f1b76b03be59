import type { AppInfo } from '../../shared/model/app-info.ts';
import type { WorkspaceState } from '../../shared/model/workspace.ts';

/** Which file, what is wrong with it, and where it is now. */
export function problemSentence(problem: WorkspaceState['problems'][number]): string {
  const { file, keptAs, message } = problem;
  const kept = keptAs === undefined ? '' : ` It was kept as it is, as ${keptAs}.`;
  return message.includes(file) ? `${message}${kept}` : `${file}: ${message}${kept}`;
}

const PLATFORMS: Readonly<Record<string, string>> = { linux: 'Linux', darwin: 'macOS', win32: 'Windows' };

/** In what form this build runs, and where. */
export function programWords(info: AppInfo): string {
  const platform = PLATFORMS[info.platform] ?? info.platform;
  const program = {
    web: 'The web host, in this browser',
    electron: 'The desktop app',
    cli: 'The command line',
    test: 'A test build',
  }[info.program];
  return `${program}, on ${platform}.`;
}
