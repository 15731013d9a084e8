export { computeTax } from './compute-tax.ts';
export type {
  LineTax,
  TaxableLine,
  TaxCodeTotal,
  TaxedDocument,
  TaxedLine,
  TaxRate,
  TaxRequest,
  TaxRounding,
} from './model.ts';
