import { expect, it } from 'vitest';
import { catalogued } from '../../../../renderer/ui/catalogued.ts';

it('has all that the list of commands knows of it, and what it does here', () => {
  const run = (): void => undefined;
  expect(catalogued('app.palette', run)).toEqual({
    id: 'app.palette',
    title: 'All commands',
    group: 'Window',
    keys: ['Mod+K'],
    whileTyping: true,
    run,
  });
  expect(catalogued('traffic.clear', run)).toEqual({
    id: 'traffic.clear',
    title: 'Clear the list',
    group: 'List',
    run,
  });
  expect(catalogued('traffic.pause', run, false).checked).toBe(false);
});
