import type { Page } from '@playwright/test';

/**
 * What keeps somebody who cannot see the screen, or sees it badly, from using it: one sentence a fault, of what is visible now.
 * Names of controls, labels of fields, ids and what points to them, roles of lists, tables and menus, contrast of text
 * (WCAG 2.2 AA), and whether the focus is seen. Written for this repository, because axe-core is not to be had.
 */
export async function accessibilityFaults(
  page: Page,
  /** Also moves the focus to each control: what opens by that stays open. */
  { withFocus = true }: { readonly withFocus?: boolean } = {},
): Promise<readonly string[]> {
  return page.evaluate(findFaults, withFocus);
}

/** Runs in the page: it may use nothing from outside of it. */
function findFaults(withFocus: boolean): string[] {
  const faults = new Set<string>();
  const own = (element: Element): string => {
    const label = element.getAttribute('aria-label') ?? element.textContent.trim();
    const role = element.getAttribute('role');
    const name = element.tagName.toLowerCase() + (role === null ? '' : `[role=${role}]`);
    return `${name}.${[...element.classList].slice(-2).join('.')} "${label.slice(0, 40)}"`;
  };
  const say = (element: Element, what: string): void => {
    faults.add(`${own(element)}: ${what}`);
  };
  const isShown = (element: Element): boolean =>
    element.checkVisibility({ checkVisibilityCSS: true, checkOpacity: true, contentVisibilityAuto: true }) &&
    element.getClientRects().length > 0;
  const all = [...document.body.querySelectorAll('*')].filter(isShown);
  const heard = all.filter((element) => element.closest('[aria-hidden="true"], .monaco-editor') === null);

  const byIds = (ids: string | null): Element[] =>
    (ids ?? '').split(/\s+/).flatMap((id) => (id === '' ? [] : (document.getElementById(id) ?? [])));
  const textOf = (element: Element): string => {
    if (element.getAttribute('aria-hidden') === 'true') return '';
    const label = element.getAttribute('aria-label');
    if (label !== null) return label;
    if (element instanceof HTMLImageElement) return element.alt;
    return [...element.childNodes]
      .map((node) =>
        node instanceof Element
          ? textOf(node)
          : node.nodeType === Node.TEXT_NODE
            ? (node.nodeValue ?? '')
            : '',
      )
      .join(' ')
      .trim();
  };
  const nameOf = (element: Element): string => {
    const labelled = byIds(element.getAttribute('aria-labelledby')).map(textOf).join(' ').trim();
    if (labelled !== '') return labelled;
    const label = element.getAttribute('aria-label')?.trim() ?? '';
    if (label !== '') return label;
    if (
      element instanceof HTMLInputElement ||
      element instanceof HTMLSelectElement ||
      element instanceof HTMLTextAreaElement
    )
      return [...(element.labels ?? [])].map(textOf).join(' ').trim();
    return textOf(element);
  };

  const NAMED =
    'button, a[href], input:not([type=hidden]), select, textarea, [role=button], [role=link], [role=checkbox], [role=radio], ' +
    '[role=switch], [role=tab], [role=menuitem], [role=menuitemcheckbox], [role=menuitemradio], [role=option], [role=textbox], ' +
    '[role=combobox], [role=slider], [role=separator][tabindex], [role=grid], [role=tree], [role=treegrid], [role=listbox], ' +
    '[role=dialog], [role=region], [role=img], [role=progressbar], [role=tablist], [role=radiogroup], [role=group][tabindex]';
  for (const element of heard)
    if (element.matches(NAMED) && nameOf(element) === '') say(element, 'has no name');

  const ids = new Map<string, number>();
  for (const { id } of document.querySelectorAll('[id]')) ids.set(id, (ids.get(id) ?? 0) + 1);
  for (const [id, count] of ids) if (count > 1) faults.add(`id ${id}: ${String(count)} elements have it`);
  for (const element of heard) {
    for (const attribute of ['aria-labelledby', 'aria-describedby', 'aria-activedescendant', 'for']) {
      const value = element.getAttribute(attribute);
      const wanted = (value ?? '').split(/\s+/).filter((id) => id !== '');
      if (byIds(value).length < wanted.length) say(element, `${attribute} points to nothing`);
    }
    if (element instanceof HTMLElement && element.tabIndex > 0) say(element, 'has a tabindex above 0');
  }

  const roleOf = (element: Element): string => {
    const role = element.getAttribute('role');
    if (role !== null) return role;
    const plain: Record<string, string> = {
      ...{ TABLE: 'table', TR: 'row', TD: 'cell', TH: 'columnheader', TBODY: 'rowgroup', THEAD: 'rowgroup' },
      ...{ UL: 'list', OL: 'list', LI: 'listitem', TFOOT: 'rowgroup' },
    };
    return plain[element.tagName] ?? '';
  };
  const ROWS = ['grid', 'treegrid', 'table'];
  const PARENTS: Record<string, readonly string[]> = {
    ...{
      row: [...ROWS, 'rowgroup'],
      rowgroup: ROWS,
      gridcell: ['row'],
      cell: ['row'],
      columnheader: ['row'],
    },
    ...{ rowheader: ['row'], option: ['listbox', 'group'], tab: ['tablist'], listitem: ['list'] },
    ...{ menuitem: ['menu', 'menubar', 'group'], treeitem: ['tree', 'group', 'treeitem'] },
    ...{ menuitemradio: ['menu', 'group'], menuitemcheckbox: ['menu', 'group'] },
  };
  const CHILDREN: Record<string, readonly string[]> = {
    ...{ row: ['gridcell', 'cell', 'columnheader', 'rowheader'], list: ['listitem'], tablist: ['tab'] },
  };
  /** The next element around it that means something to whoever listens. */
  const around = (element: Element): Element | null => {
    let parent = element.parentElement;
    while (parent && ['', 'presentation', 'none'].includes(roleOf(parent))) parent = parent.parentElement;
    return parent;
  };
  for (const element of heard) {
    const role = roleOf(element);
    const wanted = PARENTS[role];
    const parent = wanted && around(element);
    if (wanted && !(parent && wanted.includes(roleOf(parent))))
      say(element, `a ${role} in ${parent ? roleOf(parent) : 'nothing'}, not in ${wanted.join(' or ')}`);
    const inside = CHILDREN[role];
    if (!inside) continue;
    const children = heard.filter((child) => roleOf(child) !== '' && around(child) === element);
    for (const child of children)
      if (!inside.includes(roleOf(child)) && !['presentation', 'none'].includes(roleOf(child)))
        say(child, `a ${roleOf(child)} directly in a ${role}`);
  }

  const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  const colours = new Map<string, readonly [number, number, number, number]>();
  const colourOf = (text: string): readonly [number, number, number, number] => {
    const known = colours.get(text);
    if (known) return known;
    if (!canvas) throw new Error('no canvas');
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = text;
    canvas.fillRect(0, 0, 1, 1);
    const [red = 0, green = 0, blue = 0, alpha = 0] = canvas.getImageData(0, 0, 1, 1).data;
    const colour = [red, green, blue, alpha / 255] as const;
    colours.set(text, colour);
    return colour;
  };
  type Colour = readonly [number, number, number];
  const over = (top: readonly [number, number, number, number], below: Colour): Colour => {
    const mix = (at: 0 | 1 | 2): number => top[at] * top[3] + below[at] * (1 - top[3]);
    return [mix(0), mix(1), mix(2)];
  };
  const luminance = (colour: Colour): number => {
    const [red, green, blue] = colour.map((part) => {
      const share = part / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * (red ?? 0) + 0.7152 * (green ?? 0) + 0.0722 * (blue ?? 0);
  };
  /** Undefined where a picture lies behind. */
  const ground = (element: Element): Colour | undefined => {
    const chain: Element[] = [];
    for (let at: Element | null = element; at; at = at.parentElement) chain.unshift(at);
    let colour: Colour = [255, 255, 255];
    for (const each of chain) {
      const style = getComputedStyle(each);
      if (style.backgroundImage !== 'none') return undefined;
      colour = over(colourOf(style.backgroundColor), colour);
    }
    return colour;
  };
  const isOff = (element: Element): boolean =>
    element.closest(':disabled, [aria-disabled="true"], [data-disabled]') !== null ||
    element.closest('label')?.control?.matches(':disabled') === true;
  const hasText = (element: Element): boolean =>
    [...element.childNodes].some(
      ({ nodeType, nodeValue }) => nodeType === 3 && (nodeValue ?? '').trim() !== '',
    );
  for (const element of all) {
    const isField = element.matches(
      'input:not([type=checkbox], [type=radio], [type=file]), textarea, select',
    );
    if ((!hasText(element) && !isField) || element.closest('svg, .monaco-editor') || isOff(element)) continue;
    const style = getComputedStyle(element);
    const below = ground(element);
    if (!below) continue;
    let opacity = 1;
    for (let at: Element | null = element; at; at = at.parentElement)
      opacity *= Number(getComputedStyle(at).opacity);
    const [red, green, blue, alpha] = colourOf(style.color);
    const ink = over([red, green, blue, alpha * opacity], below);
    const [light = 0, dark = 0] = [luminance(ink), luminance(below)].sort((a, b) => b - a);
    const ratio = (light + 0.05) / (dark + 0.05);
    const size = Number.parseFloat(style.fontSize);
    const isLarge = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
    if (ratio < (isLarge ? 3 : 4.5)) say(element, `contrast ${ratio.toFixed(2)}`);
  }

  const look = (element: Element): string =>
    [element, element.parentElement, element.nextElementSibling, element.parentElement?.parentElement]
      .map((each) => {
        if (!each) return '';
        const { outline, outlineOffset, boxShadow, borderColor, backgroundColor } = getComputedStyle(each);
        const isDrawn = !/\bnone\b/.test(outline) && !/\b0px\b/.test(outline);
        return [isDrawn ? outline + outlineOffset : '', boxShadow, borderColor, backgroundColor].join();
      })
      .join('|');
  const before = document.activeElement;
  const leave = (): void => {
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  };
  const FOCUSABLE = 'button, a[href], input, select, textarea, [tabindex]';
  for (const element of withFocus ? all : []) {
    const skipped =
      !(element instanceof HTMLElement) ||
      !element.matches(FOCUSABLE) ||
      element.tabIndex < 0 ||
      element.matches(':disabled, [type=hidden]') ||
      element.closest('.monaco-editor, [aria-hidden="true"]') !== null;
    if (skipped) continue;
    leave();
    const plain = look(element);
    element.focus({ focusVisible: true, preventScroll: true });
    if (document.activeElement === element && look(element) === plain) say(element, 'its focus is not seen');
  }
  if (withFocus) leave();
  if (withFocus && before instanceof HTMLElement) before.focus({ preventScroll: true });

  if (document.documentElement.lang === '') faults.add('the page says no language');
  if (document.title === '') faults.add('the page has no title');
  const mains = heard.filter((element) => element.matches('main, [role=main]'));
  if (mains.length !== 1) faults.add(`${String(mains.length)} main parts are shown`);
  return [...faults];
}
