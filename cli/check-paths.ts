import { statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { UsageError } from './exit-codes.ts';

/** The workspace that was asked for must be there, whether or not a name is looked up in it. Throws UsageError. */
export function checkWorkspace(cwd: string, workspace: string): void {
  const directory = resolve(cwd, workspace);
  if (!isDirectory(directory)) throw new UsageError(`--workspace: there is no directory ${directory}.`);
}

/** A capture is made where it does not exist, the directory around it is not. Throws UsageError. */
export function checkCapture(cwd: string, capture: string): void {
  const file = resolve(cwd, capture);
  if (isDirectory(file)) throw new UsageError(`--capture: ${file} is a directory; give a file.`);
  if (!isDirectory(dirname(file))) {
    throw new UsageError(`--capture: there is no directory ${dirname(file)} to write ${file} in.`);
  }
}

/** A report is written over where it exists; the directory around it is not made. Throws UsageError. */
export function checkReport(cwd: string, report: string): void {
  const file = resolve(cwd, report);
  if (isDirectory(file)) throw new UsageError(`--report: ${file} is a directory; give a file.`);
  if (!isDirectory(dirname(file))) {
    throw new UsageError(`--report: there is no directory ${dirname(file)} to write ${file} in.`);
  }
}

/** What cannot be looked at because a directory above it may not be read counts as absent. */
function isDirectory(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}
