import { accountingOperations } from '../../../../preload/contract/accounting.ts';
import { handleCommand } from '../../handler.ts';
import { locksOf } from '../chart.ts';
import { decideLock, NOTHING_LOCKED } from '../rules.ts';
import { updateLock } from '../store.ts';

/** Locks an area through a day, or reopens it by an earlier day. The hard lock only moves forward. */
export const setLock = handleCommand(accountingOperations.setLock, async (ctx, { kind, through }) => {
  const current = (await locksOf(ctx)).get(kind) ?? NOTHING_LOCKED;
  const no = decideLock(kind, current, through, ctx.today);
  if (no) throw no;
  if (through !== current) {
    await updateLock(ctx, kind, through);
  }
  return { kind, through };
});
