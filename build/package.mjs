/** `npm run package`: builds what is stale and makes installers of it. */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { ensureBuilt } from './ensure-built.mjs';
import { listFiles } from './freshness.mjs';
import { listArchive } from './package/asar-index.mjs';
import { fuses } from './package/configuration.mjs';
import { packageUsage, parsePackageFlags } from './package/flags.mjs';
import { readFuses, wrongFuses } from './package/fuse-wire.mjs';
import { followBuilder } from './package/follow-builder.mjs';
import { formatSize, sizeTable } from './package/sizes.mjs';
import { stageApp } from './package/stage-app.mjs';
import { tellFailure } from './package/tell-failure.mjs';
import { unpackedPlaces } from './package/unpacked.mjs';
import { prepare, root } from './prepare.mjs';
import { formatDuration, say } from './say.mjs';

/** @typedef {import('./package/flags.mjs').PackageFlags} PackageFlags */

/** npm runs us in the repository; whoever asked stands elsewhere. */
const callerFolder = process.env.INIT_CWD ?? process.cwd();

/**
 * @param {string} node
 * @param {PackageFlags} flags
 * @returns {Promise<number>} exit code
 */
async function makeInstallers(node, { system, targets, arch, output: folder }) {
  const startedAt = Date.now();
  const output =
    folder === undefined ? path.join(root, 'dist', 'installers') : path.resolve(callerFolder, folder);
  // Of its own for each run: two at once would take the ground from under each other.
  const app = mkdtempSync(path.join(os.tmpdir(), 'hopscope-package-'));
  try {
    stageApp(root, app);
    mkdirSync(output, { recursive: true });
    const place = {
      app,
      output,
      resources: path.join(root, 'build'),
      electronVersion: electronVersion(),
      electronDist: process.env.ELECTRON_OVERRIDE_DIST_PATH || undefined,
    };
    const end = await followBuilder(node, { place, system, targets, arch });
    if ('interrupted' in end) return end.interrupted;
    if ('failure' in end) {
      const { line, download } = tellFailure(end.failure);
      say(line);
      return download ? 3 : 1;
    }
    const places = unpackedPlaces(path.join(output, unpackedFolder(system, arch)), system);
    const wrong = wrongFuses(readFuses(places.fuses), fuses);
    if (wrong.length > 0) {
      say(`Electron's fuses do not stand as they should: ${wrong.join(', ')}. Hand nothing of this on.`);
      return 1;
    }
    for (const name of ['builder-debug.yml', 'builder-effective-config.yaml']) {
      rmSync(path.join(output, name), { force: true });
    }
    tellSizes(places, end.made);
    say(`Made in ${formatDuration(Date.now() - startedAt)}.`);
    return 0;
  } finally {
    rmSync(app, { recursive: true, force: true });
  }
}

/**
 * @param {import('./package/unpacked.mjs').UnpackedPlaces} places
 * @param {readonly string[]} made
 */
function tellSizes(places, made) {
  const all = listFiles(places.folder, '.').reduce(
    (sum, file) => sum + statSync(path.join(places.folder, file)).size,
    0,
  );
  say(`Unpacked ${formatSize(all)}, of them app.asar ${formatSize(statSync(places.asar).size)}:`);
  for (const line of sizeTable(listArchive(places.asar), 8)) say(line);
  for (const file of made.filter((each) => existsSync(each))) {
    process.stdout.write(`${file}  ${formatSize(statSync(file).size)}\n`);
  }
  if (made.length === 0) process.stdout.write(`${places.folder}\n`);
}

/**
 * The folder that electron-builder fills before it makes installers of it.
 * @param {PackageFlags['system']} system
 * @param {PackageFlags['arch']} arch
 * @returns {string}
 */
function unpackedFolder(system, arch) {
  const suffix = arch === 'arm64' ? '-arm64' : '';
  if (system === 'mac') return `mac${suffix}`;
  return `${system}${suffix}-unpacked`;
}

/** @returns {string} the version of Electron that package.json names */
function electronVersion() {
  const file = path.join(root, 'node_modules', 'electron', 'package.json');
  /** @type {unknown} */
  const facts = JSON.parse(readFileSync(file, 'utf8'));
  return /** @type {{ version: string }} */ (facts).version;
}

async function main() {
  const parsed = parsePackageFlags(process.argv.slice(2), process.platform, process.arch);
  if (!parsed.ok) {
    say(parsed.message);
    return 2;
  }
  if (parsed.flags.help) {
    process.stdout.write(`${packageUsage}\n`);
    return 0;
  }
  const node = await prepare(import.meta.url);
  const code = await ensureBuilt(root, node, ['renderer', 'desktop']);
  return code === 0 ? makeInstallers(node, parsed.flags) : code;
}

process.exitCode = await main();
