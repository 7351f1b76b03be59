import { randomBytes } from 'node:crypto';
import { inTransaction, type SharedStore } from './shared-store.ts';

export interface BasketLine {
  readonly sku: string;
  /** Pieces, at least 1. */
  readonly quantity: number;
}

/** Where baskets are kept. `undefined` always means: no basket with this id is known here. */
export interface Baskets {
  /** Makes an empty basket and returns its handle (`bsk_` and 20 hexadecimal digits). */
  create(): string;
  /** Adds `quantity` pieces and returns all lines, ordered by SKU. */
  add(id: string, sku: string, quantity: number): readonly BasketLine[] | undefined;
  /** All lines, ordered by SKU. */
  lines(id: string): readonly BasketLine[] | undefined;
}

/** Baskets in the file that all instances share: a handle works everywhere. */
export function sharedBaskets(store: SharedStore): Baskets {
  const insertBasket = store.prepare('INSERT INTO baskets (id) VALUES (?)');
  const findBasket = store.prepare('SELECT 1 FROM baskets WHERE id = ?');
  const insertLine = store.prepare(
    `INSERT INTO basket_items (basket_id, sku, quantity) VALUES (?, ?, ?)
     ON CONFLICT (basket_id, sku) DO UPDATE SET quantity = quantity + excluded.quantity`,
  );
  const selectLines = store.prepare(
    'SELECT sku, quantity FROM basket_items WHERE basket_id = ? ORDER BY sku',
  );
  const lines = (id: string): readonly BasketLine[] | undefined => {
    if (findBasket.get(id) === undefined) return undefined;
    return selectLines.all(id).map((row) => ({ sku: String(row['sku']), quantity: Number(row['quantity']) }));
  };
  return {
    create() {
      const id = newBasketId();
      insertBasket.run(id);
      return id;
    },
    add(id, sku, quantity) {
      return inTransaction(store, () => {
        if (findBasket.get(id) === undefined) return undefined;
        insertLine.run(id, sku, quantity);
        return lines(id);
      });
    },
    lines,
  };
}

/** Baskets in this process only: the `memory-basket` bug. */
export function memoryBaskets(): Baskets {
  const baskets = new Map<string, Map<string, number>>();
  const lines = (id: string): readonly BasketLine[] | undefined => {
    const basket = baskets.get(id);
    if (basket === undefined) return undefined;
    return [...basket]
      .map(([sku, quantity]) => ({ sku, quantity }))
      .sort((left, right) => (left.sku < right.sku ? -1 : 1));
  };
  return {
    create() {
      const id = newBasketId();
      baskets.set(id, new Map());
      return id;
    },
    add(id, sku, quantity) {
      const basket = baskets.get(id);
      if (basket === undefined) return undefined;
      basket.set(sku, (basket.get(sku) ?? 0) + quantity);
      return lines(id);
    },
    lines,
  };
}

function newBasketId(): string {
  return `bsk_${randomBytes(10).toString('hex')}`;
}
