/** Which side of the protocol the suite examines. */
export type Leg = 'client' | 'server';

/** What one run of one scenario came to. */
export interface ScenarioOutcome {
  readonly scenario: string;
  /** Checks with status SUCCESS. */
  readonly passedChecks: number;
  /** What fails the scenario, a line each; empty when it passed. */
  readonly failures: readonly string[];
  /** What the suite remarks on without failing the scenario, a line each. */
  readonly remarks: readonly string[];
}

/** One entry of a checks.json, as far as it is read here. */
interface Check {
  readonly id: string;
  readonly status: string;
  readonly message: string;
}

const STAMP = /-\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d-\d{3}Z$/;

/**
 * The scenario whose results are in `folder`, a path below the suite's output folder, with `/` between its parts.
 *
 * The suite names it `server-<scenario>-<time>` or, for a client, `<scenario>-<time>`; undefined for any other name.
 */
export function scenarioOfFolder(folder: string, leg: Leg): string | undefined {
  const name = folder.replace(STAMP, '');
  if (name === folder) return undefined;
  if (leg === 'client') return name;
  return name.startsWith('server-') ? name.slice('server-'.length) : undefined;
}

/**
 * Reads the text of a checks.json.
 *
 * A status that is not known fails the scenario: a newer suite must not pass because it was not understood. A warning
 * fails a client, as in the suite itself, and is a remark about a server.
 *
 * @throws Error when it is not a list of checks
 */
export function readOutcome(scenario: string, text: string, leg: Leg): ScenarioOutcome {
  let passedChecks = 0;
  const failures: string[] = [];
  const remarks: string[] = [];
  for (const check of readChecks(scenario, text)) {
    const line = `${check.id}: ${check.message}`;
    switch (check.status) {
      case 'SUCCESS':
        passedChecks += 1;
        break;
      case 'INFO':
        break;
      case 'SKIPPED':
        remarks.push(`skipped ${line}`);
        break;
      case 'WARNING':
        (leg === 'client' ? failures : remarks).push(`warning ${line}`);
        break;
      case 'FAILURE':
        failures.push(line);
        break;
      default:
        failures.push(`${line} (status ${check.status})`);
    }
  }
  return { scenario, passedChecks, failures, remarks };
}

function readChecks(scenario: string, text: string): readonly Check[] {
  const value: unknown = JSON.parse(text);
  if (!Array.isArray(value)) throw new Error(`The results of ${scenario} are not a list of checks.`);
  return value.map((entry: unknown) => {
    const id = textOf(entry, 'id');
    const status = textOf(entry, 'status');
    if (id === undefined || status === undefined) {
      throw new Error(`The results of ${scenario} hold a check without an id or a status.`);
    }
    const message = textOf(entry, 'errorMessage') ?? textOf(entry, 'description') ?? 'no reason given';
    return { id, status, message: firstLine(message) };
  });
}

function textOf(entry: unknown, key: string): string | undefined {
  if (typeof entry !== 'object' || entry === null) return undefined;
  const value: unknown = Reflect.get(entry, key);
  return typeof value === 'string' ? value : undefined;
}

function firstLine(text: string): string {
  return text.split('\n', 1)[0] ?? text;
}
