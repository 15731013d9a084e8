import { texts } from '../../kit/text.ts';

export const t = texts('app.companies', {
  switch: '{{name}}: go to another company',
  other: 'Open a company file ...',
  create: 'New company ...',
});
