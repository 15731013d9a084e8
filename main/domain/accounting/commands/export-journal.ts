import {
  type JournalEntryText,
  type JournalExport,
  journalOperations,
  zJournalExport,
} from '../../../../preload/contract/accounting-journal.ts';
import type { RoomModule } from '../../../engine/registry.ts';
import { handleCommand } from '../../handler.ts';
import type { NamedAccount } from '../plain-text/names.ts';
import { journalText } from '../plain-text/write.ts';

export const JOURNAL_JOB = 'accounting.exportJournal';
const ACCOUNTS_PAGE = 500;
const EXTENSION = { hledger: 'journal', beancount: 'beancount' } as const;

export const exportJournal = handleCommand(journalOperations.exportJournal, async (ctx, input) => {
  const { jobId } = await ctx.later({ kind: JOURNAL_JOB, payload: input });
  return { jobId };
});

/** Writes the journal page by page into a file of the company, read as the asker would. */
export const journalJob: NonNullable<RoomModule['jobs']>[number] = {
  kind: JOURNAL_JOB,
  summary: 'Writes the journal as plain text for hledger or beancount',
  payload: zJournalExport,
  async run(job) {
    const asked: JournalExport = zJournalExport.parse(job.payload);
    const { currency } = await job.ask<{ currency: string }>('company.getCompany', {});
    const accounts: NamedAccount[] = [];
    for (let offset = 0; ; offset += ACCOUNTS_PAGE) {
      const { rows } = await job.ask<{ rows: NamedAccount[] }>('accounting.listAccounts', { offset, limit: ACCOUNTS_PAGE });
      accounts.push(...rows);
      if (rows.length < ACCOUNTS_PAGE) break;
    }
    let entries = 0;
    const days = { ...(asked.from === undefined ? {} : { from: asked.from }), ...(asked.to === undefined ? {} : { to: asked.to }) };
    const text = journalText(asked, {
      accounts,
      currency,
      page: async (after) => {
        const page = await job.ask<{ rows: JournalEntryText[]; more: boolean }>('accounting.readJournal', {
          ...days,
          ...(after ? { after } : {}),
        });
        entries += page.rows.length;
        await job.progress(entries, null, `${entries} entries`);
        return page;
      },
    });
    const name = ['journal', asked.from, asked.to].filter(Boolean).join('-');
    const { fileId } = await job.writeFile(
      { purpose: 'export', permission: 'accounting.read', name: `${name}.${EXTENSION[asked.format]}`, mediaType: 'text/plain' },
      text,
    );
    return { fileId, entries };
  },
};
