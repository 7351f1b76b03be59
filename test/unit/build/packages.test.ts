import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { missingPackages, npmCommand, withoutOwnPrograms } from '../../../build/packages.mjs';

const vite = { version: '8.0.0', integrity: 'sha512-a' };
const everywhere = () => true;

describe('missingPackages', () => {
  it('finds nothing missing where all is as locked', () => {
    const wanted = { '': { version: '0.1.0' }, 'node_modules/vite': vite };
    expect(missingPackages(wanted, { 'node_modules/vite': vite }, everywhere)).toEqual([]);
  });

  it.each([
    ['absent', {}],
    ['of another version', { 'node_modules/vite': { ...vite, version: '7.0.0' } }],
    ['of other bytes', { 'node_modules/vite': { ...vite, integrity: 'sha512-b' } }],
  ])('names a package that is %s', (_, installed) => {
    expect(missingPackages({ 'node_modules/vite': vite }, installed, everywhere)).toEqual([
      'node_modules/vite',
    ]);
  });

  it('names a package whose folder was deleted or never finished', () => {
    const same = { 'node_modules/vite': vite };
    expect(missingPackages(same, same, () => false)).toEqual(['node_modules/vite']);
  });

  it('does without the packages of other platforms', () => {
    const wanted = { 'node_modules/binding-win32': { ...vite, optional: true } };
    expect(missingPackages(wanted, {}, everywhere)).toEqual([]);
  });
});

describe('npmCommand', () => {
  it("runs the npm that runs us, on that npm's own Node", () => {
    const env = { npm_execpath: '/usr/lib/npm/bin/npm-cli.js', npm_node_execpath: '/usr/bin/node' };
    expect(npmCommand(env, 'linux', '/repo/node_modules/.bin/node')).toEqual({
      command: '/usr/bin/node',
      args: ['/usr/lib/npm/bin/npm-cli.js'],
      shell: false,
    });
  });

  it('runs npm by name under another package manager or none', () => {
    expect(npmCommand({ npm_execpath: '/usr/lib/yarn.js' }, 'linux', 'node').command).toBe('npm');
    expect(npmCommand({}, 'win32', 'node')).toEqual({ command: 'npm', args: [], shell: true });
  });
});

describe('withoutOwnPrograms', () => {
  it('takes only the own node_modules off the PATH', () => {
    const root = path.resolve('/repo');
    const own = path.join(root, 'node_modules', '.bin');
    const other = path.resolve('/repo-other/node_modules/.bin');
    const env = { PATH: [own, other, '/usr/bin'].join(path.delimiter), HOME: '/h' };
    expect(withoutOwnPrograms(root, env)).toEqual({
      PATH: [other, '/usr/bin'].join(path.delimiter),
      HOME: '/h',
    });
  });
});
