/** One product of the demo shop. */
export interface Product {
  /** Three letters of its category and a number: `TEA-001`. */
  readonly sku: string;
  readonly name: string;
  readonly category: string;
  readonly priceCents: number;
  /** Pieces in the warehouse. */
  readonly stock: number;
}

const KINDS: readonly { readonly category: string; readonly code: string; readonly noun: string }[] = [
  { category: 'tea', code: 'TEA', noun: 'Tea' },
  { category: 'coffee', code: 'COF', noun: 'Coffee' },
  { category: 'ceramics', code: 'CER', noun: 'Mug' },
  { category: 'books', code: 'BOO', noun: 'Notebook' },
  { category: 'garden', code: 'GAR', noun: 'Seeds' },
];

const QUALITIES: readonly string[] = [
  'Amber',
  'Birch',
  'Cedar',
  'Dune',
  'Ember',
  'Fjord',
  'Grove',
  'Harbour',
  'Indigo',
  'Juniper',
  'Kestrel',
  'Lagoon',
];

/** Sixty products, the same in every process and every run, in order of SKU within their category. */
export const PRODUCTS: readonly Product[] = KINDS.flatMap((kind, kindIndex) =>
  QUALITIES.map((quality, index) => ({
    sku: `${kind.code}-${String(index + 1).padStart(3, '0')}`,
    name: `${quality} ${kind.noun}`,
    category: kind.category,
    // Plain arithmetic spreads prices and stock so that filters and sums are worth looking at.
    priceCents: 290 + ((kindIndex * 7 + index * 13) % 40) * 55,
    stock: (kindIndex * 17 + index * 29) % 60,
  })),
);

/** The categories, in catalogue order. */
export const CATEGORIES: readonly string[] = KINDS.map((kind) => kind.category);

/** The products that resources/list names one by one; the others are reached through the template. */
export const FEATURED_SKUS: readonly string[] = ['TEA-001', 'COF-004', 'CER-010'];

const BY_SKU: ReadonlyMap<string, Product> = new Map(PRODUCTS.map((product) => [product.sku, product]));

/** The product with this SKU (case-sensitive), or `undefined`. */
export function findProduct(sku: string): Product | undefined {
  return BY_SKU.get(sku);
}

/** The products that fit: `query` is sought in name and SKU without regard to case. */
export function searchProducts(filter: {
  query?: string | undefined;
  category?: string | undefined;
}): readonly Product[] {
  const query = filter.query?.toLowerCase() ?? '';
  return PRODUCTS.filter(
    (product) =>
      (filter.category === undefined || product.category === filter.category) &&
      (query === '' ||
        product.name.toLowerCase().includes(query) ||
        product.sku.toLowerCase().includes(query)),
  );
}

/** SKUs that begin with what was typed so far, without regard to case. */
export function completeSku(typed: string, among: readonly Product[] = PRODUCTS): string[] {
  const prefix = typed.toUpperCase();
  return among.map((product) => product.sku).filter((sku) => sku.startsWith(prefix));
}
