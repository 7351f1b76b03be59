import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Configuration } from 'electron-builder';
import { describe, expect, it } from 'vitest';
import { packageConfiguration } from '../../../../build/package/configuration.mjs';

const resources = fileURLToPath(new URL('../../../../build', import.meta.url));
const place = { app: '/a', output: '/o', resources, electronVersion: '45.4.1', electronDist: undefined };
const macKeys = { CSC_LINK: 'cert.p12' };
const notaryKeys = { APPLE_API_KEY: 'k', APPLE_API_KEY_ID: 'i', APPLE_API_ISSUER: 'u' };

/** electron-builder's own check, which it runs before it does anything. */
async function validate(configuration: unknown): Promise<void> {
  const inBuilder = createRequire(createRequire(import.meta.url).resolve('electron-builder'));
  const { validateConfiguration } = inBuilder('app-builder-lib/out/util/config/config.js') as {
    validateConfiguration: (config: unknown, log: { isEnabled: boolean }) => Promise<void>;
  };
  await validateConfiguration(configuration, { isEnabled: false });
}

describe('the configuration (as it is written; the binaries are looked at by the Electron tests)', () => {
  it.each([{}, { ...macKeys, ...notaryKeys, HOPSCOPE_UPDATE_FEED: 'https://updates.example/' }])(
    'is valid for electron-builder with %o',
    async (env) => {
      await validate(packageConfiguration({ ...place, electronDist: '/e' }, env));
      await expect(validate({ ...packageConfiguration(place, env), asarr: true })).rejects.toThrow('asarr');
    },
  );

  it('turns off what could make another program of it, and lets it load its own archive only', () => {
    expect(packageConfiguration(place, {}).electronFuses).toEqual({
      runAsNode: false,
      enableCookieEncryption: true,
      enableNodeOptionsEnvironmentVariable: false,
      enableNodeCliInspectArguments: false,
      enableEmbeddedAsarIntegrityValidation: true,
      onlyLoadAppFromAsar: true,
      loadBrowserProcessSpecificV8Snapshot: false,
      grantFileProtocolExtraPrivileges: false,
      resetAdHocDarwinSignature: true,
    });
    expect(packageConfiguration(place, {})).toMatchObject({ asar: true });
  });

  it('makes the installers of three systems', () => {
    const { linux, mac, win } = packageConfiguration(place, {});
    expect([linux?.target, mac?.target, win?.target]).toEqual([
      ['AppImage', 'deb'],
      ['dmg', 'zip'],
      ['nsis', 'portable'],
    ]);
  });

  it('opens captures and hopscope: addresses', () => {
    const { protocols, linux, mac, win } = packageConfiguration(place, {});
    expect(protocols).toEqual([{ name: 'Hopscope', schemes: ['hopscope'] }]);
    for (const system of [linux, mac, win]) {
      expect(system?.fileAssociations).toMatchObject([{ ext: 'hopscope', role: 'Viewer' }]);
    }
  });

  it('names no file that is not there', () => {
    const { linux, mac, win } = packageConfiguration(place, {});
    const icons = [mac, win].flatMap((system) => [system?.fileAssociations].flat().map((one) => one?.icon));
    const files = [linux?.icon, mac?.icon, win?.icon, mac?.entitlements, mac?.entitlementsInherit, ...icons];
    expect(files).toHaveLength(7);
    expect(files.filter((file) => typeof file !== 'string' || !existsSync(file))).toEqual([]);
  });
});

describe('signing', () => {
  const mac = (env: NodeJS.ProcessEnv): Configuration['mac'] => packageConfiguration(place, env).mac;

  it('is off without keys, and takes nothing from the builder’s keychain', () => {
    expect(mac({})).toMatchObject({ identity: null, notarize: false, hardenedRuntime: true });
    expect(mac(notaryKeys)).toMatchObject({ identity: null, notarize: false });
  });

  it('is on with a certificate; notarising with Apple’s keys, all of them', () => {
    expect(mac(macKeys)).not.toHaveProperty('identity');
    expect(mac(macKeys)).toMatchObject({ hardenedRuntime: true, notarize: false });
    expect(mac({ ...macKeys, ...notaryKeys })).toMatchObject({ notarize: true });
    expect(mac({ ...macKeys, ...notaryKeys, APPLE_API_ISSUER: '' })).toMatchObject({ notarize: false });
    expect(packageConfiguration(place, macKeys).electronFuses).toMatchObject({
      resetAdHocDarwinSignature: false,
    });
  });
});

describe('the feed for updates', () => {
  it('is nowhere unless it is named, and https', () => {
    expect(packageConfiguration(place, {}).publish).toBeNull();
    expect(packageConfiguration(place, { HOPSCOPE_UPDATE_FEED: 'https://u.example/x' }).publish).toEqual([
      { provider: 'generic', url: 'https://u.example/x' },
    ]);
    for (const bad of ['http://u.example/', 'u.example', 'file:///u']) {
      expect(() => packageConfiguration(place, { HOPSCOPE_UPDATE_FEED: bad })).toThrow('no https address');
    }
  });
});

describe('what comes out of Electron’s folder', () => {
  it.each([
    ['linux', 'resources/default_app.asar'],
    ['win32', 'resources/default_app.asar'],
    ['darwin', 'Electron.app/Contents/Resources/default_app.asar'],
  ])('loses its own app on %s', async (electronPlatformName, file) => {
    const appOutDir = mkdtempSync(join(tmpdir(), 'hopscope-extract-'));
    try {
      mkdirSync(dirname(join(appOutDir, file)), { recursive: true });
      writeFileSync(join(appOutDir, file), '');
      const { afterExtract } = packageConfiguration(place, {});
      if (typeof afterExtract !== 'function') throw new Error('there is no hook');
      await afterExtract({ appOutDir, electronPlatformName } as never);
      expect(existsSync(join(appOutDir, file))).toBe(false);
    } finally {
      rmSync(appOutDir, { recursive: true, force: true });
    }
  });
});
