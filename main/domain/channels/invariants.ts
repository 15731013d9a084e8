import type { DoctorCheck } from '../../engine/context.ts';
import { channelMoneyOf } from './money.ts';

/** Every cent a channel delivered is in the books or waits visibly. Records taken in but not settled yet count as waiting. */
export const channelMoney: DoctorCheck = {
  name: 'channel-money',
  proves: 'what each channel delivered = what is posted + what is parked',
  async run(tx) {
    const channels = await tx.db.selectFrom('channel').select(['id', 'code']).orderBy('code').execute();
    const findings = [];
    for (const { id, code } of channels) {
      const unsettled = await tx.db
        .selectFrom('inbox')
        .select('id')
        .where('channel_id', '=', id)
        .where('state', '=', 'imported')
        .where('settled', '=', 0)
        .limit(1)
        .executeTakeFirst();
      if (unsettled) continue;
      const { gap } = await channelMoneyOf(tx, id);
      if (gap !== 0) findings.push({ table: 'channel', row: code, message: 'money delivered is neither posted nor parked', gap });
    }
    return { looked: channels.length, findings };
  },
};
