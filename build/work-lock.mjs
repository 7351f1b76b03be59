import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { say } from './say.mjs';

/**
 * Does the work while no other start, test or command of this repository installs or builds. A lock whose
 * holder has died is taken over.
 * @template T
 * @param {string} root
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withWorkLock(root, work) {
  const file = path.join(root, 'dist', '.lock');
  mkdirSync(path.dirname(file), { recursive: true });
  let told = false;
  while (!tryTake(file)) {
    const holder = readHolder(file);
    if (holder === undefined || !isAlive(holder)) removeDead(file, holder);
    else {
      if (!told) say(`Another start (process ${holder}) is installing or building; waiting for it.`);
      told = true;
      await sleep(100);
    }
  }
  const release = () => {
    if (readHolder(file) === process.pid) rmSync(file, { force: true });
  };
  process.once('exit', release);
  try {
    return await work();
  } finally {
    process.off('exit', release);
    release();
  }
}

/**
 * Takes the lock in one step, number inside, so that nobody ever reads a half-written one.
 * @param {string} file
 * @returns {boolean}
 */
function tryTake(file) {
  const own = `${file}.${process.pid}`;
  writeFileSync(own, String(process.pid));
  try {
    linkSync(own, file);
    return true;
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(own, { force: true });
  }
}

/**
 * Removes a dead holder's lock, but not one that somebody else has taken over a moment ago.
 * @param {string} file
 * @param {number | undefined} deadHolder
 */
function removeDead(file, deadHolder) {
  const aside = `${file}.${process.pid}.dead`;
  try {
    renameSync(file, aside);
    if (readHolder(aside) !== deadHolder) linkSync(aside, file);
  } catch {
    // Gone already, or taken anew: the next attempt sees what holds.
  } finally {
    rmSync(aside, { force: true });
  }
}

/**
 * @param {string} file
 * @returns {number | undefined} undefined where it is gone or damaged
 */
function readHolder(file) {
  try {
    const pid = Number(readFileSync(file, 'utf8'));
    return Number.isInteger(pid) && pid > 0 ? pid : undefined;
  } catch {
    return undefined;
  }
}

/**
 * @param {number} pid
 * @returns {boolean}
 */
function isAlive(pid) {
  if (pid === process.pid) return false; // a number that came round again: we hold no lock yet
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'EPERM';
  }
}
