import type { SeriesClass } from '../../shared/model/series.ts';
import type { Meaning } from '../ui/palette.ts';

/** How a class of a step looks: never by colour alone. */
export const CLASS_LOOKS: Readonly<
  Record<SeriesClass, { readonly meaning: Meaning; readonly sign: string }>
> = {
  missing: { meaning: 'fault', sign: '−' },
  added: { meaning: 'note', sign: '+' },
  reordered: { meaning: 'warning', sign: '⇅' },
  changed: { meaning: 'warning', sign: '≠' },
  noise: { meaning: 'fine', sign: '≈' },
  same: { meaning: 'fine', sign: '=' },
};
