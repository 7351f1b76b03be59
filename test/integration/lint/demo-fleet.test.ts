import { afterEach, expect, it } from 'vitest';
import { startDemoFleet } from '../../support/demo-processes.ts';
import { tourFindings } from './tour-findings.ts';

let stop: (() => Promise<unknown>) | undefined;
afterEach(async () => {
  await stop?.();
});

const start = async (
  ...bugs: NonNullable<Parameters<typeof startDemoFleet>[0]>['bugs'] & object
): Promise<string> => {
  const fleet = await startDemoFleet({ names: ['alpha'], bugs });
  stop = () => fleet.stop();
  return fleet.get('alpha').url;
};

/** The SDK's middleware says it so; the specification asks new implementations not to use such codes. */
const OF_THE_SDK = { 'error.code-legacy-range': ['a foreign Origin'] };

it.each([undefined, 'legacy'] as const)(
  'a tour of the healthy demo finds no error (era: %s)',
  async (era) => {
    const { tour, errors, warnings, found } = await tourFindings(await start(), era);
    expect(tour).toMatchObject({ state: 'done', unanswered: 0 });
    expect(errors, JSON.stringify(found, undefined, 1)).toEqual({});
    expect(warnings).toEqual(era === 'legacy' ? {} : OF_THE_SDK);
  },
);

it('what ignores headers is found where headers lie, and nowhere else', async () => {
  const { errors, warnings } = await tourFindings(await start('ignores-headers'));
  expect(errors).toEqual({
    'header.mismatch-accepted': ['a lying Mcp-Method', 'a version header that contradicts the body'],
    'header.missing-accepted': ['no Mcp-Method', 'no version header'],
  });
  expect(warnings).toEqual(OF_THE_SDK);
});

it('results without resultType are found in every result, and nowhere else', async () => {
  const { errors, warnings } = await tourFindings(await start('missing-result-type'));
  expect(errors).toEqual({
    'result.result-type-missing': [
      'who it is',
      'list of tools',
      'list of resources',
      'list of templates',
      'list of prompts',
      'header names in another case',
      'a cursor that was never given out',
      'headers of a legacy session',
    ],
  });
  expect(warnings).toEqual(OF_THE_SDK);
});

it('tools in another order each time are found once they come again', async () => {
  const { errors, warnings } = await tourFindings(await start('shuffled-tools'));
  expect(errors).toEqual({});
  expect(Object.keys(warnings).toSorted()).toEqual(['error.code-legacy-range', 'list.order-changes']);
});
