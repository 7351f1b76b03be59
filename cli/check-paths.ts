import { existsSync, statSync } from 'node:fs';
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
  checkOutput(cwd, report, '--report');
}

/** The same of what another flag names. Throws UsageError. */
export function checkOutput(cwd: string, output: string, flag: string): void {
  const file = resolve(cwd, output);
  if (isDirectory(file)) throw new UsageError(`${flag}: ${file} is a directory; give a file.`);
  if (!isDirectory(dirname(file))) {
    throw new UsageError(`${flag}: there is no directory ${dirname(file)} to write ${file} in.`);
  }
}

/** The absolute path of a capture that is read. Throws UsageError where there is no such file. */
export function existingCapture(cwd: string, file: string): string {
  const path = resolve(cwd, file);
  if (!existsSync(path)) throw new UsageError(`There is no file ${path}.`);
  if (isDirectory(path)) throw new UsageError(`${path} is a directory; give a capture's file.`);
  return path;
}

/** What cannot be looked at because a directory above it may not be read counts as absent. */
function isDirectory(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}
