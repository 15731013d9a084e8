import { notFound } from '../../../preload/contract/engine.ts';
import { lists } from '../../../preload/contract/lists.ts';
import { holds } from '../../../preload/contract/permission.ts';
import { refuse } from '../../../preload/contract/refusal.ts';
import {
  notYourView,
  tooManyViews,
  unknownList,
  VIEWS_OF_ONE_LIST,
  type ViewLayout,
  viewNameTaken,
  viewOperations,
} from '../../../preload/contract/views.ts';
import type { Actor, CommandContext } from '../../engine/context.ts';
import { handleCommand, handleQuery } from '../handler.ts';

/** A view names columns and values of its list: only who may see the list may keep or read one. */
function assertList(actor: Actor, name: string): void {
  const list = lists.find((l) => l.name === name);
  if (!list || !holds(actor.permissions, list.permission)) throw refuse(unknownList, { list: name });
}

/** A view as it stands. Refuses one that is somebody else's. */
async function ownView(ctx: CommandContext, viewId: string) {
  const row = await ctx.tx.db.selectFrom('saved_view').selectAll().where('id', '=', viewId).executeTakeFirst();
  if (!row) throw refuse(notFound, { kind: 'view', id: viewId });
  if (row.owner_id !== ctx.actor.id) throw refuse(notYourView, { name: row.name });
  return row;
}

export const saveView = handleCommand(viewOperations.saveView, async (ctx, { viewId, list, name, layout }) => {
  assertList(ctx.actor, list);
  const { db } = ctx.tx;
  const mine = await db
    .selectFrom('saved_view')
    .select(['id', 'name'])
    .where('list', '=', list)
    .where('owner_id', '=', ctx.actor.id)
    .execute();
  if (mine.some((v) => v.name === name && v.id !== viewId)) throw refuse(viewNameTaken, { name });
  const text = JSON.stringify(layout);
  if (viewId !== undefined && (await db.selectFrom('saved_view').select('id').where('id', '=', viewId).executeTakeFirst())) {
    const { revision } = await ownView(ctx, viewId);
    await db
      .updateTable('saved_view')
      .set({ name, layout: text, revision: revision + 1 })
      .where('id', '=', viewId)
      .execute();
    return { viewId };
  }
  if (mine.length >= VIEWS_OF_ONE_LIST) throw refuse(tooManyViews, { limit: VIEWS_OF_ONE_LIST });
  const id = viewId ?? ctx.newId('vw');
  await ctx.tx.insertMany('saved_view', [{ id, list, name, owner_id: ctx.actor.id, shared: 0, layout: text, revision: 1 }]);
  return { viewId: id };
});

export const shareView = handleCommand(viewOperations.shareView, async (ctx, { viewId, shared }) => {
  const { revision } = await ownView(ctx, viewId);
  await ctx.tx.db
    .updateTable('saved_view')
    .set({ shared: shared ? 1 : 0, revision: revision + 1 })
    .where('id', '=', viewId)
    .execute();
  return { viewId };
});

export const deleteView = handleCommand(viewOperations.deleteView, async (ctx, { viewId }) => {
  await ownView(ctx, viewId);
  await ctx.tx.db.deleteFrom('saved_view').where('id', '=', viewId).execute();
  return { viewId };
});

export const listViews = handleQuery(viewOperations.listViews, async (ctx, { list }) => {
  assertList(ctx.actor, list);
  const rows = await ctx.tx.db
    .selectFrom('saved_view')
    .selectAll()
    .where('list', '=', list)
    .where((eb) => eb.or([eb('owner_id', '=', ctx.actor.id), eb('shared', '=', 1)]))
    .orderBy('name')
    .orderBy('id')
    .limit(VIEWS_OF_ONE_LIST * 2)
    .execute();
  return {
    rows: rows.map((r) => ({
      id: r.id,
      name: r.name,
      mine: r.owner_id === ctx.actor.id,
      shared: r.shared === 1,
      layout: JSON.parse(r.layout) as ViewLayout,
      revision: r.revision,
    })),
  };
});
