/**
 * What electron-builder makes of the staged app (stage-app.mjs): installers, fuses, and what the system learns of us.
 * @see https://www.electron.build/docs/configuration
 */
import { rmSync } from 'node:fs';
import path from 'node:path';

/** @typedef {import('electron-builder').Configuration} Configuration */

/**
 * Where things are, all absolute.
 * @typedef {object} PackagePlace
 * @property {string} app the staged app: package.json, programs/, renderer/
 * @property {string} output where installers are put
 * @property {string} resources build/package and build/icons lie in here
 * @property {string} electronVersion as in "45.4.1"
 * @property {string | undefined} electronDist a folder with an unpacked Electron; undefined: electron-builder gets it
 */

/**
 * What is switched off, or on, inside of Electron's binary itself. Utility processes (the demo's instances) are no
 * plain Node and go on without runAsNode.
 * @see https://www.electronjs.org/docs/latest/tutorial/fuses
 */
export const fuses = /** @type {const} */ ({
  runAsNode: false,
  enableCookieEncryption: true,
  enableNodeOptionsEnvironmentVariable: false,
  enableNodeCliInspectArguments: false,
  enableEmbeddedAsarIntegrityValidation: true,
  onlyLoadAppFromAsar: true,
  loadBrowserProcessSpecificV8Snapshot: false,
  grantFileProtocolExtraPrivileges: false,
});

/** The ending of captures, which a double click opens. */
const captureExtension = 'hopscope';
const captureMimeType = 'application/vnd.hopscope.capture';

/**
 * The configuration. Signing and notarising are prepared and wait for their keys in the environment, and the feed for
 * updates for its address in HOPSCOPE_UPDATE_FEED; without them an installer is unsigned and asks no server.
 * @param {PackagePlace} place
 * @param {NodeJS.ProcessEnv} env
 * @returns {Configuration}
 */
export function packageConfiguration(place, env) {
  return {
    appId: 'io.hopscope.desktop',
    productName: 'Hopscope',
    copyright: 'Copyright © The Hopscope authors',
    directories: { app: place.app, output: place.output, buildResources: place.resources },
    electronVersion: place.electronVersion,
    ...(place.electronDist !== undefined && { electronDist: place.electronDist }),
    artifactName: '${productName}-${version}-${os}-${arch}.${ext}',
    files: ['**/*'],
    asar: true,
    // Everything of ours is bundled: there is no node_modules to be looked for, rebuilt or copied.
    beforeBuild: () => Promise.resolve(false),
    npmRebuild: false,
    afterExtract: ({ appOutDir, electronPlatformName }) => {
      removeDefaultApp(appOutDir, electronPlatformName);
      return Promise.resolve();
    },
    electronFuses: { ...fuses, resetAdHocDarwinSignature: !isMacSigned(env) },
    // The screens are in English; Chromium's own words in fifty languages are 40 MB.
    electronLanguages: ['en-US'],
    protocols: [{ name: 'Hopscope', schemes: ['hopscope'] }],
    publish: updateFeed(env),
    // Its AppImages run without libfuse2, which current systems lack.
    toolsets: { appimage: '1.0.3' },
    linux: linux(place),
    mac: mac(place, env),
    dmg: { title: '${productName} ${version}' },
    win: windows(place),
    nsis: {
      oneClick: false,
      perMachine: false,
      allowToChangeInstallationDirectory: true,
      deleteAppDataOnUninstall: false,
      artifactName: '${productName}-${version}-setup-${arch}.${ext}',
    },
    portable: { artifactName: '${productName}-${version}-portable-${arch}.${ext}' },
  };
}

/**
 * @param {PackagePlace} place
 * @returns {NonNullable<Configuration['linux']>}
 */
function linux({ resources }) {
  return {
    target: ['AppImage', 'deb'],
    executableName: 'hopscope',
    category: 'Development',
    icon: path.join(resources, 'icons', 'linux'),
    maintainer: 'The Hopscope authors <authors@hopscope.example>',
    synopsis: 'An inspector for the Model Context Protocol',
    fileAssociations: [captures()],
  };
}

/**
 * @param {PackagePlace} place
 * @param {NodeJS.ProcessEnv} env
 * @returns {NonNullable<Configuration['mac']>}
 */
function mac({ resources }, env) {
  const signed = isMacSigned(env);
  const entitlements = path.join(resources, 'package', 'entitlements.mac.plist');
  return {
    target: ['dmg', 'zip'],
    category: 'public.app-category.developer-tools',
    icon: path.join(resources, 'icons', 'hopscope.icns'),
    fileAssociations: [captures(path.join(resources, 'icons', 'capture.icns'))],
    hardenedRuntime: true,
    entitlements,
    entitlementsInherit: entitlements,
    gatekeeperAssess: false,
    // Unsigned is what a build without keys is; it must not take what lies in the builder's keychain by chance.
    ...(!signed && { identity: null }),
    notarize: signed && canNotarize(env),
  };
}

/**
 * @param {PackagePlace} place
 * @returns {NonNullable<Configuration['win']>}
 */
function windows({ resources }) {
  return {
    target: ['nsis', 'portable'],
    icon: path.join(resources, 'icons', 'hopscope.ico'),
    fileAssociations: [captures(path.join(resources, 'icons', 'capture.ico'))],
    requestedExecutionLevel: 'asInvoker',
  };
}

/**
 * @param {string} [icon]
 * @returns {import('electron-builder').FileAssociation}
 */
function captures(icon) {
  return {
    ext: captureExtension,
    name: 'Hopscope capture',
    description: 'A recording made by Hopscope',
    mimeType: captureMimeType,
    role: 'Viewer',
    ...(icon !== undefined && { icon }),
  };
}

/**
 * @param {NodeJS.ProcessEnv} env
 * @returns {boolean}
 */
function isMacSigned(env) {
  return Boolean(env.CSC_LINK) || Boolean(env.CSC_NAME);
}

/**
 * Either of the two sets of keys that Apple's notary takes.
 * @param {NodeJS.ProcessEnv} env
 * @returns {boolean}
 */
function canNotarize(env) {
  const byKey = [env.APPLE_API_KEY, env.APPLE_API_KEY_ID, env.APPLE_API_ISSUER];
  const byPassword = [env.APPLE_ID, env.APPLE_APP_SPECIFIC_PASSWORD, env.APPLE_TEAM_ID];
  return byKey.every(Boolean) || byPassword.every(Boolean);
}

/**
 * Where an installed Hopscope would look for newer ones. Only https: what is fetched from there is installed.
 * @param {NodeJS.ProcessEnv} env
 * @returns {[{ provider: 'generic', url: string }] | null} null: nowhere
 */
function updateFeed(env) {
  const feed = env.HOPSCOPE_UPDATE_FEED;
  if (!feed) return null;
  if (URL.parse(feed)?.protocol !== 'https:') {
    throw new Error(`HOPSCOPE_UPDATE_FEED is no https address: ${feed}`);
  }
  return [{ provider: 'generic', url: feed }];
}

/**
 * Electron comes with a small app of its own, which runs whatever it is given. electron-builder takes it out of what
 * it downloads, but not out of a folder that it is pointed at.
 * @param {string} appOutDir
 * @param {string} platform
 */
function removeDefaultApp(appOutDir, platform) {
  const resources = platform === 'darwin' ? path.join('Electron.app', 'Contents', 'Resources') : 'resources';
  rmSync(path.join(appOutDir, resources, 'default_app.asar'), { force: true });
}
