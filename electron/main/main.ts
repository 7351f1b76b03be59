/**
 * The desktop window as a program: `electron main.js [--demo] [--workspace DIR] [--open FILE]… [FILE]… [LINK]`.
 * Exit codes: 0 ended as asked, or handed over to the one that runs already; 3 could not start.
 */
import { app, dialog } from 'electron';
import { startApp } from './start-app.ts';

// Run from the repository, the script stands between Electron and its arguments; packaged, it does not.
const own = { args: process.argv.slice(app.isPackaged ? 1 : 2), cwd: process.cwd() };

// No top-level await: Electron is not ready before this module has been run to its end.
startApp(own).catch((error: unknown) => {
  const message = error instanceof Error ? error.message : String(error);
  process.stderr.write(`Hopscope could not start: ${message}\n`);
  dialog.showErrorBox('Hopscope could not start', message);
  app.exit(3);
});
