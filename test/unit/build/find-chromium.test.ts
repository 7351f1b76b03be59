import { describe, expect, it } from 'vitest';
import { systemChromiums } from '../../../build/find-chromium.mjs';

describe('systemChromiums', () => {
  it('looks along the PATH, Chromium first', () => {
    const all = systemChromiums({ PATH: '/usr/bin:/opt/bin' }, 'linux');
    expect(all.slice(0, 2)).toEqual(['/usr/bin/chromium', '/opt/bin/chromium']);
    expect(all).toContain('/opt/bin/google-chrome');
    expect(all).toContain('/usr/bin/microsoft-edge');
  });

  it('looks among the applications of a Mac', () => {
    expect(systemChromiums({}, 'darwin')[0]).toBe(
      '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    );
  });

  it('looks in the program folders that Windows names', () => {
    expect(systemChromiums({ PROGRAMFILES: 'C:\\Program Files' }, 'win32')).toEqual([
      'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
      'C:\\Program Files\\Microsoft\\Edge\\Application\\msedge.exe',
    ]);
  });
});
