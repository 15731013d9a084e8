import { texts } from '../text.ts';

export const t = texts('export', {
  export: 'Export',
  exporting: 'Writing the file',
  xlsx: 'Spreadsheet (XLSX)',
  csv: 'CSV',
  pdf: 'PDF',
  written: '{{name}} is exported',
  ended: 'The export ended: {{error}}',
});
