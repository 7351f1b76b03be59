import { join } from 'node:path';
import { expect, it } from 'vitest';
import { unpackedPlaces } from '../../../../build/package/unpacked.mjs';

it.each([
  ['linux', 'hopscope', 'resources/app.asar', 'hopscope'],
  ['win', 'Hopscope.exe', 'resources/app.asar', 'Hopscope.exe'],
  [
    'mac',
    'Hopscope.app/Contents/MacOS/Hopscope',
    'Hopscope.app/Contents/Resources/app.asar',
    'Hopscope.app/Contents/Frameworks/Electron Framework.framework/Electron Framework',
  ],
] as const)('knows where things lie on %s', (system, executable, asar, fuses) => {
  const places = unpackedPlaces('out', system);
  expect(places).toEqual({
    folder: 'out',
    executable: join('out', executable),
    asar: join('out', asar),
    fuses: join('out', fuses),
  });
});
