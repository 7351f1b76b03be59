import type { CaptureSummary } from '../../shared/model/capture.ts';
import type { RecentCapture } from '../../shared/model/recent-capture.ts';
import { CATALOGUE, type CommandInfo, type MainCommandId } from '../../shared/commands/catalogue.ts';
import type { AppCommand, AppContextValue } from '../ui/app-context.ts';
import { catalogued } from '../ui/catalogued.ts';
import type { SaveScope } from '../ui/save-copy/save-copy-store.ts';
import type { CaptureActions } from '../ui/capture-actions.ts';

interface FileCommandsInput {
  readonly files: CaptureActions;
  /** The capture that is shown. */
  readonly shown: () => CaptureSummary | undefined;
  readonly hasShown: boolean;
  /** What can be saved of it. */
  readonly scopes: () => readonly SaveScope[];
  readonly recents: readonly RecentCapture[];
  /** Lets a person choose what a recording is held against. */
  readonly compare: (capture: CaptureSummary) => void;
  /** Lets a person say how it is served, as a server. */
  readonly serve: (capture: CaptureSummary) => void;
}

/** As many recent recordings stand in the palette. */
const MOST_RECENTS = 10;

/** Recordings as files: begun, opened, saved, closed. */
export function fileCommands({
  files,
  shown,
  hasShown,
  scopes,
  recents,
  compare,
  serve,
}: FileCommandsInput): readonly AppCommand[] {
  const withShown = (act: (capture: CaptureSummary) => unknown) => () => {
    const capture = shown();
    if (capture) void act(capture);
  };
  return [
    catalogued('capture.new', () => void files.startRecording()),
    catalogued('capture.open', () => void files.choose()),
    ...(hasShown
      ? [
          catalogued(
            'capture.saveCopy',
            withShown((capture) => {
              files.saveCopy(capture, { scopes: scopes() });
            }),
          ),
          catalogued(
            'capture.export',
            withShown((capture) => {
              files.saveCopy(capture, { format: 'har', scopes: scopes() });
            }),
          ),
          catalogued('capture.salvage', withShown(files.salvage)),
          catalogued('capture.compare', withShown(compare)),
          catalogued('capture.serve', withShown(serve)),
          catalogued('capture.close', withShown(files.close)),
        ]
      : []),
    ...recents.slice(0, MOST_RECENTS).map(({ path, name }): AppCommand => ({
      id: `recent ${path}`,
      title: `Open ${name}`,
      group: 'Recent',
      run: () => void files.openPaths([path]),
    })),
  ];
}

/** What the desktop's main process carries out; none on the web host. */
export function mainCommands({
  desktop,
  notify,
}: Pick<AppContextValue, 'desktop' | 'notify'>): readonly AppCommand[] {
  if (!desktop) return [];
  const ids = CATALOGUE.flatMap((info: CommandInfo) => (info.by ? [info.id as MainCommandId] : []));
  return ids.map((id) =>
    catalogued(id, () => {
      void desktop.call('command.run', { id }).then((done) => {
        if (!done.ok) notify('fault', done.error.message);
      });
    }),
  );
}
