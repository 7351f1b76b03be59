import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { CURRENT_FORMAT, type CaptureFormat } from '../../../engine/capture/format.ts';
import { openForReading, openForRecording } from '../../../engine/capture/open-file.ts';

const VICTIM = fileURLToPath(new URL('migrate-victim.ts', import.meta.url));

/** The format before this one. */
const BEFORE: CaptureFormat = {
  version: CURRENT_FORMAT.version - 1,
  migrations: CURRENT_FORMAT.migrations.slice(0, -1),
};

/** A file of the version before, of so many requests of 4 kB. */
export function makeOldFile(path: string, requests: number): void {
  const file = openForRecording(path, { format: BEFORE, program: 'test', now: 0 });
  file.db.exec(`WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${String(requests)})
    INSERT INTO main.request (exchange, head, body) SELECT i, '{}', zeroblob(4000) FROM n`);
  file.close();
}

/** What a killed migration has left. */
export interface AfterKill {
  /** Of the file, before it was opened again. */
  readonly version: number;
  /** What is wrong: nothing, where the file was whole at either version and opens. */
  readonly faults: readonly string[];
  /** It was killed before it was done. */
  readonly killed: boolean;
}

/** Lifts a copy of `old` in a process of its own, kills that after `afterMs`, and looks at what is there. */
export async function killMigration(old: string, folder: string, afterMs: number): Promise<AfterKill> {
  for (const name of readdirSync(folder)) rmSync(join(folder, name), { force: true });
  const path = join(folder, 'old.hopscope');
  copyFileSync(old, path);
  const requests = look(old).requests;
  const child = spawn(process.execPath, [VICTIM, path], { stdio: ['ignore', 'pipe', 'ignore'] });
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    if (said === '') setTimeout(() => child.kill('SIGKILL'), afterMs);
    said += text;
  });
  await once(child, 'close');
  const faults: string[] = [];
  // SQLite itself takes back what was not committed, as it would for whoever opens the file.
  const left = look(path);
  if (left.check !== 'ok') faults.push(`the file is damaged: ${left.check}`);
  if (left.requests !== requests)
    faults.push(`${String(left.requests)} requests of ${String(requests)} are left`);
  if (left.version !== BEFORE.version && left.version !== CURRENT_FORMAT.version)
    faults.push('it is of neither version');
  if (left.columns !== (left.version === CURRENT_FORMAT.version))
    faults.push('it is a mixture of two versions');
  for (const name of readdirSync(folder).filter((each) => each.endsWith('-backup'))) {
    const backup = look(join(folder, name));
    if (backup.check !== 'ok' || backup.requests !== requests) faults.push(`${name} is not whole`);
  }
  openForReading(path, CURRENT_FORMAT).close();
  if (look(path).version !== CURRENT_FORMAT.version) faults.push('it cannot be lifted any more');
  return { version: left.version, faults, killed: !said.includes('done') };
}

function look(path: string): { version: number; requests: number; check: string; columns: boolean } {
  const db = new DatabaseSync(path);
  try {
    const one = (sql: string): unknown => Object.values(db.prepare(sql).get() ?? {})[0];
    return {
      version: Number(one('PRAGMA user_version')),
      requests: Number(one('SELECT count(*) FROM request')),
      check: String(one('PRAGMA quick_check')),
      columns: Number(one("SELECT count(*) FROM pragma_table_info('request') WHERE name = 'body_at'")) === 1,
    };
  } finally {
    db.close();
  }
}
