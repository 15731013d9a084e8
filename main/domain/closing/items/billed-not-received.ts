import { sql } from 'kysely';
import { type CloseItem, ofRole, openItems } from '../item.ts';

export const billedNotReceived: CloseItem = {
  code: 'billed-not-received',
  area: 'purchases',
  title: 'Billed, not received',
  says: 'What suppliers billed by the end of the period and did not deliver.',
  owner: 'purchasing',
  due: 3,
  rows: ({ to }) => openItems(sql`${ofRole('grni')} and i.residual > 0 and i.opened_on <= ${to}`),
};
