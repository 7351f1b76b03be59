import { runSettingsSchema } from '../../shared/bridge/gateway-schemas.ts';
import type { RunSettings } from '../../shared/model/run.ts';
import { AppError } from '../app-error.ts';
import { checkName } from './check-instance.ts';
import { checkStdio } from './check-stdio.ts';
import { environmentNames } from './fill-environment.ts';
import { readSettings } from './read-settings.ts';

/** What a copy's arguments, environment and path may say of it. */
const COPY_VARIABLES = ['PORT', 'INDEX', 'NAME'] as const;

/**
 * The settings as they may be kept: without whether the command was allowed. Throws AppError BAD_INPUT with a
 * sentence that names what is wrong and what to do.
 */
export function checkRun(input: RunSettings): Omit<RunSettings, 'approved'> {
  const { approved: _approved, ...settings } = readSettings(runSettingsSchema, input, 'The run');
  const command = checkStdio(settings.command);
  const ownPort = command.env['PORT'];
  if (ownPort !== undefined && !ownPort.includes('${PORT}')) {
    throw new AppError(
      'BAD_INPUT',
      `The variable PORT is "${ownPort}" for every copy, but each gets a port of its own: take it out, or write \${PORT}.`,
    );
  }
  const foreign = environmentNames(settings.path).find((name) => !isCopyVariable(name));
  if (foreign !== undefined) {
    throw new AppError(
      'BAD_INPUT',
      `The path has "\${${foreign}}": only \${PORT}, \${INDEX} and \${NAME} are filled there.`,
    );
  }
  if (!URL.canParse(`http://127.0.0.1:1${settings.path}`)) {
    throw new AppError('BAD_INPUT', `"${settings.path}" cannot be the path of an address.`);
  }
  return { ...settings, name: checkName(settings.name, 'A run'), command };
}

function isCopyVariable(name: string): boolean {
  return COPY_VARIABLES.some((known) => known === name);
}
