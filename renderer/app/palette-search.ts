import type { AppCommand } from '../ui/app-context.ts';

/** How well a title fits what was typed: higher is better, undefined not at all. */
function score(title: string, typed: string): number | undefined {
  const at = title.indexOf(typed);
  if (at === 0) return 3;
  if (at > 0) return title[at - 1] === ' ' ? 2 : 1;
  // Letters in order, as in "nrec" for "New recording".
  let from = 0;
  for (const letter of typed) {
    from = title.indexOf(letter, from) + 1;
    if (from === 0) return undefined;
  }
  return 0;
}

/** Commands whose title or group fits, the best first; all of them in their order where nothing was typed. */
export function searchCommands(commands: readonly AppCommand[], typed: string): readonly AppCommand[] {
  const wanted = typed.trim().toLowerCase();
  if (wanted === '') return commands;
  return commands
    .flatMap((command) => {
      const points = score(command.title.toLowerCase(), wanted);
      if (points !== undefined) return [{ command, points }];
      return command.group.toLowerCase().includes(wanted) ? [{ command, points: -1 }] : [];
    })
    .sort((a, b) => b.points - a.points)
    .map(({ command }) => command);
}
