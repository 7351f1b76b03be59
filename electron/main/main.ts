/**
 * The desktop window as a program: `electron main.js [--demo] [--workspace DIR]`.
 * Exit codes: 0 ended as asked, 3 could not start.
 */
import { app, dialog } from 'electron';
import { parseWindowArguments } from './arguments.ts';
import { startApp } from './start-app.ts';

// Run from the repository, the script stands between Electron and its arguments; packaged, it does not.
const args = parseWindowArguments(process.argv.slice(app.isPackaged ? 1 : 2), process.cwd());

// No top-level await: Electron is not ready before this module has been run to its end.
startApp(args).catch((error: unknown) => {
  const message = error instanceof Error ? error.message : String(error);
  process.stderr.write(`Hopscope could not start: ${message}\n`);
  dialog.showErrorBox('Hopscope could not start', message);
  app.exit(3);
});
