import { expect, test } from 'vitest';
import {
  CATEGORIES,
  completeSku,
  FEATURED_SKUS,
  findProduct,
  PRODUCTS,
  searchProducts,
} from '../../../../demo/server/catalogue.ts';

test('holds sixty products with different SKUs, twelve a category', () => {
  expect(PRODUCTS).toHaveLength(60);
  expect(new Set(PRODUCTS.map((product) => product.sku)).size).toBe(60);
  for (const category of CATEGORIES) expect(searchProducts({ category })).toHaveLength(12);
  expect(FEATURED_SKUS.every((sku) => findProduct(sku) !== undefined)).toBe(true);
});

test('searches names and SKUs without regard to case', () => {
  expect(searchProducts({ query: 'AMBER' }).map((product) => product.sku)).toEqual([
    'TEA-001',
    'COF-001',
    'CER-001',
    'BOO-001',
    'GAR-001',
  ]);
  expect(searchProducts({ query: 'boo-01', category: 'books' })).toHaveLength(3);
  expect(searchProducts({})).toHaveLength(60);
});

test('completes SKUs from what was typed', () => {
  expect(completeSku('gar-00')).toHaveLength(9);
  expect(completeSku('x')).toEqual([]);
});
