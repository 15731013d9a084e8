export { kpis, rows } from './read-figures.ts';
