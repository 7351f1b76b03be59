import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Command } from 'commander';
import { AppError } from '../engine/index.ts';
import { checkReport } from './check-paths.ts';
import { collect } from './common-options.ts';
import { UsageError } from './exit-codes.ts';

/** A report as it was asked for: `--report KIND:FILE`. */
export interface ReportWish<Kind extends string = string> {
  readonly kind: Kind;
  readonly file: string;
}

/** `--report KIND:FILE`, repeatable, for a command that has reports of these kinds. */
export function addReportOption(command: Command, kinds: readonly string[]): Command {
  return command.option(
    '--report <kind:file>',
    `writes a report, repeatable; kinds: ${kinds.join(', ')}`,
    collect((text) => readReport(text, kinds)),
    [],
  );
}

/** Reads `KIND:FILE`. Throws UsageError. */
export function readReport<Kind extends string>(text: string, kinds: readonly Kind[]): ReportWish<Kind> {
  const colon = text.indexOf(':');
  const kind = kinds.find((known) => known === text.slice(0, colon));
  const file = text.slice(colon + 1);
  if (colon < 0 || kind === undefined || file === '') {
    throw new UsageError(
      `"${text}" is no report: write it as KIND:FILE, such as ${String(kinds[0])}:report.${String(kinds[0])}. Kinds: ${kinds.join(', ')}.`,
    );
  }
  return { kind, file };
}

/** Nothing is begun whose outcome could not be written. Throws UsageError. */
export function checkReports(cwd: string, wishes: readonly ReportWish[]): void {
  const files = new Set<string>();
  for (const { file } of wishes) {
    checkReport(cwd, file);
    const path = resolve(cwd, file);
    if (files.has(path)) throw new UsageError(`--report: two reports would go to ${path}.`);
    files.add(path);
  }
}

/** Writes each. Throws AppError IO where a file cannot be written; those before it are there. */
export function writeReports<Kind extends string>(
  cwd: string,
  wishes: readonly ReportWish<Kind>[],
  textOf: (kind: Kind) => string,
): void {
  for (const { kind, file } of wishes) {
    const path = resolve(cwd, file);
    try {
      writeFileSync(path, textOf(kind));
    } catch (error) {
      if (!(error instanceof Error) || !('code' in error)) throw error;
      throw new AppError('IO', `The report could not be written to ${path}: ${error.message}.`);
    }
  }
}
