import { texts } from '../../../kit/text.ts';

export const t = texts('accounting.importRates', {
  title: 'Import exchange rates',
  fileHint:
    'A CSV file: a day per row with a column per currency, as the European Central Bank has it, or the columns date, currency, rate and base',
  wrongType: '{{name}} is no CSV file.',
  looking: 'Reading the rates',
  importing: 'Importing the rates',
  fresh: 'New',
  known: 'There already',
  differing: 'There with another value',
  currencies: 'Currencies',
  days: 'Days',
  fromTo: '{{from}} to {{to}}',
  nothingNew: 'Every rate of it is there already: importing it would change nothing.',
  stay: 'Rates that are there with another value stay as they are, unless the file is to replace them. What was posted by them stays in any case.',
  doImport_one: 'Import {{count, number}} rate',
  doImport_other: 'Import {{count, number}} rates',
  replace_one: 'Import, replacing {{count, number}} rate',
  replace_other: 'Import, replacing {{count, number}} rates',
  cameIn: '{{fresh}} rates came in, {{replaced}} were replaced.',
  toRates: 'To the rates',
});
