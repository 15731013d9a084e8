export { proof } from './compare-balances.ts';
