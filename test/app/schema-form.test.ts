import type { Locator, Page } from '@playwright/test';
import { expect, test as base } from '@playwright/test';
import type { JsonValue } from '../../shared/model/draft.ts';
import { serveForms, type Served } from '../support/forms-harness/serve.ts';

/** Opens a form on one of the samples (`test/support/forms-harness/samples.ts`). */
type OpenForm = (sample: string) => Promise<Page>;

/** The built form under the product's policy; whatever the console or the policy complains of fails the test. */
const test = base.extend<{ readonly openForm: OpenForm }, { readonly served: Served }>({
  served: [
    async ({}, use) => {
      const served = await serveForms();
      await use(served);
      await served.close();
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  openForm: async ({ page, served }, use) => {
    const complaints: string[] = [];
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(String(error)));
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await use(async (sample) => {
      await page.goto(`${served.url}?sample=${sample}`);
      await expect(page.getByText('Loading the form…')).toHaveCount(0);
      return page;
    });
    expect(complaints).toEqual([]);
    expect(asked.filter((url) => !url.startsWith(served.url) && !url.startsWith('data:'))).toEqual([]);
  },
});

async function valueOf(page: Page): Promise<JsonValue> {
  return JSON.parse(await page.getByLabel('Value', { exact: true }).innerText()) as JsonValue;
}

async function at(page: Page, ...path: readonly (string | number)[]): Promise<JsonValue | undefined> {
  let current: JsonValue | undefined = await valueOf(page);
  for (const step of path) current = (current as Record<string | number, JsonValue> | undefined)?.[step];
  return current;
}

function group(page: Page, name: string): Locator {
  return page.getByRole('group', { name, exact: true });
}

test('each kind of field that an elicitation may ask for is filled in', async ({ openForm }) => {
  const page = await openForm('elicitation');
  await expect(page.getByLabel('Problems')).toHaveText('2');
  await page.getByRole('textbox', { name: /^name/ }).fill('Alma');
  await page.getByRole('textbox', { name: /^email/ }).fill('alma@shop.example');
  await expect(page.getByLabel('Problems')).toHaveText('0');
  await page.getByRole('textbox', { name: 'site' }).fill('no address');
  await expect(page.getByText('Must be a valid uri.')).toBeVisible();
  await page.getByRole('button', { name: 'Leave out: site' }).click();
  await page.getByRole('textbox', { name: 'born' }).fill('2001-02-29');
  await expect(page.getByText('Must be a valid date.')).toBeVisible();
  await page.getByRole('textbox', { name: 'born' }).fill('2000-02-29');
  await page.getByRole('textbox', { name: 'score' }).fill('0.50');
  await page.getByRole('checkbox', { name: 'agree' }).check();
  await page.getByRole('combobox', { name: 'titled', exact: true }).click();
  await page.getByRole('option', { name: 'Green' }).click();
  await page.getByRole('combobox', { name: 'named' }).click();
  await page.getByRole('option', { name: 'Second' }).click();
  await page.getByRole('combobox', { name: 'titledSeveral' }).click();
  await page.getByRole('option', { name: 'Red' }).click();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('textbox', { name: 'score' })).toHaveValue('0.50');
  expect(await valueOf(page)).toEqual({
    name: 'Alma',
    email: 'alma@shop.example',
    age: 30,
    agree: true,
    colour: 'Red',
    several: ['Red'],
    born: '2000-02-29',
    score: 0.5,
    titled: '#00FF00',
    named: 'b',
    titledSeveral: ['#FF0000'],
  });
});

test('null, lists, free names and alternatives: what was written stays', async ({ openForm }) => {
  const page = await openForm('tool');

  await test.step('null is set and taken back', async () => {
    await page.getByRole('button', { name: 'Set limit to null' }).click();
    expect(await at(page, 'limit')).toBeNull();
    await page.getByRole('button', { name: 'Set a value for note' }).click();
    await page.getByRole('textbox', { name: 'note' }).fill('two\nlines');
    expect(await at(page, 'note')).toBe('two\nlines');
  });

  await test.step('entries are added, moved and removed, and stay under the hands that write', async () => {
    const tags = group(page, 'tags');
    await tags.getByRole('button', { name: 'Move entry 2 up' }).click();
    expect(await at(page, 'tags')).toEqual(['b', 'a']);
    await tags.getByRole('button', { name: /^Add an entry/ }).click();
    await tags.getByRole('textbox', { name: '3' }).pressSequentially('new');
    expect(await at(page, 'tags')).toEqual(['b', 'a', 'new']);
    await tags.getByRole('button', { name: 'Remove entry 1' }).click();
    expect(await at(page, 'tags')).toEqual(['a', 'new']);
    await group(page, 'items')
      .getByRole('button', { name: /^Add an entry/ })
      .last()
      .click();
    expect(await at(page, 'items', 2)).toEqual({ sku: '', count: 1 });
  });

  await test.step('a member of another name is renamed, added and removed', async () => {
    const labels = group(page, 'labels');
    await labels.getByRole('textbox', { name: 'Name of team' }).fill('crew');
    await labels.getByRole('textbox', { name: 'team', exact: true }).click();
    expect(await at(page, 'labels')).toEqual({ crew: 'blue' });
    await labels.getByRole('button', { name: 'Add a member' }).click();
    expect(Object.keys((await at(page, 'labels')) as object)).toHaveLength(2);
    await labels.getByRole('button', { name: 'Remove: crew' }).click();
    expect(Object.keys((await at(page, 'labels')) as object)).toHaveLength(1);
  });

  await test.step('another alternative, and back again', async () => {
    const kind = page.getByRole('combobox', { name: 'Kind of shape' });
    await expect(kind).toHaveValue('kind: square');
    await kind.click();
    await page.getByRole('option', { name: 'kind: circle' }).click();
    expect(await at(page, 'shape')).toEqual({ kind: 'circle', radius: 0 });
    await kind.click();
    await page.getByRole('option', { name: 'kind: square' }).click();
    expect(await at(page, 'shape')).toEqual({ kind: 'square', side: 2 });
  });

  await test.step('JSON where the schema does not say', async () => {
    const anything = page.getByRole('textbox', { name: 'anything' });
    await anything.fill('{"deep": [1,');
    await expect(page.getByText(/^Not JSON yet/)).toBeVisible();
    await anything.fill('{"deep": [1, null]}');
    expect(await at(page, 'anything')).toEqual({ deep: [1, null] });
  });

  expect(await at(page, 'extra')).toEqual({ kept: true });
});

test('a condition changes the fields, not what was written', async ({ openForm }) => {
  const page = await openForm('conditional');
  await page.getByRole('textbox', { name: /^state/ }).fill('Ohio');
  await page.getByRole('combobox', { name: /^country/ }).click();
  await page.getByRole('option', { name: 'DE' }).click();
  await expect(page.getByRole('textbox', { name: 'region' })).toBeVisible();
  await expect(page.getByRole('textbox', { name: /^state/ })).toHaveCount(0);
  expect(await valueOf(page)).toEqual({ country: 'DE', state: 'Ohio' });
  await page.getByRole('combobox', { name: /^country/ }).click();
  await page.getByRole('option', { name: 'US' }).click();
  await expect(page.getByRole('textbox', { name: /^state/ })).toHaveValue('Ohio');
});

test('a schema that contains itself is unfolded by whoever wants it', async ({ openForm }) => {
  const page = await openForm('recursive');
  await page.getByRole('button', { name: 'Add child' }).first().click();
  await expect(page.getByRole('textbox', { name: /^label/ }).nth(1)).toBeVisible();
  expect(await at(page, 'child', 'label')).toBe('');
});

test('nothing is fetched for a schema, and what refers elsewhere is edited as JSON', async ({ openForm }) => {
  const page = await openForm('network');
  await expect(
    page.getByText(/"https:\/\/elsewhere.invalid\/schema.json". Hopscope fetches nothing/),
  ).toBeVisible();
  await page.getByRole('textbox', { name: 'far' }).fill('[2]');
  await expect(page.getByText('The schema allows nothing here.')).toBeVisible();
  expect(await valueOf(page)).toEqual({ far: [2] });
});

test('values that are not what the schema says are shown and kept', async ({ openForm }) => {
  const page = await openForm('misfit');
  await expect(page.getByLabel('Problems')).toHaveText('6');
  const before = await valueOf(page);
  await page.getByRole('textbox', { name: 'count' }).fill('3');
  expect(await valueOf(page)).toEqual({ ...(before as object), count: 3 });
  await page.getByRole('textbox', { name: 'text' }).fill('"now text"');
  await expect(page.getByRole('textbox', { name: 'text' })).toHaveValue('now text');
});

test('rubbish for a schema harms nothing', async ({ openForm }) => {
  const page = await openForm('garbage');
  await page.getByRole('textbox', { name: 'b' }).fill('still here');
  expect(await at(page, 'b')).toBe('still here');
  await openForm('not-a-schema');
  await expect(page.getByText('There is no form for this schema (it is no object).')).toBeVisible();
});

test('hundreds of properties: a key press draws its own field and no other', async ({ openForm }) => {
  const page = await openForm('huge');
  const field = page.getByRole('textbox', { name: 'property_396' });
  await field.scrollIntoViewIfNeeded();
  // Whatever is drawn again writes its attributes again: a change elsewhere would be seen here.
  await page.evaluate(() => {
    const seen = new Set<string>();
    Object.assign(globalThis, { changed: seen });
    new MutationObserver((records) => {
      for (const { target } of records) {
        const row = (target instanceof Element ? target : target.parentElement)?.closest('[data-field]');
        const field = row?.getAttribute('data-field');
        if (typeof field === 'string') seen.add(field);
      }
    }).observe(document.body, { subtree: true, childList: true, attributes: true, characterData: true });
  });
  await field.pressSequentially('typed');
  expect(await at(page, 'property_396')).toBe('typed');
  const changed = await page.evaluate(() => [...(globalThis as unknown as { changed: Set<string> }).changed]);
  expect(changed).toEqual(['/property_396']);
});
