export { margins } from './read-margins.ts';
