import { notFound } from '../../../../preload/contract/engine.ts';
import { notByToken, notYourToken, peopleOperations } from '../../../../preload/contract/people.ts';
import { refuse } from '../../../../preload/contract/refusal.ts';
import type { CommandContext } from '../../../engine/context.ts';
import { handleCommand } from '../../handler.ts';
import { assertUser, assertWithinOwnRights } from '../store.ts';

/** A token is its user's own; beside them only an owner makes or revokes it. */
function assertOwnOrOwner(ctx: CommandContext, userId: string): void {
  if (ctx.actor.id !== userId && !ctx.actor.permissions.has('*')) throw refuse(notYourToken, {});
}

export const createToken = handleCommand(peopleOperations.createToken, async (ctx, input) => {
  await assertUser(ctx, input.userId);
  if (ctx.actor.device.startsWith('tok_')) throw refuse(notByToken, {});
  assertOwnOrOwner(ctx, input.userId);
  assertWithinOwnRights(ctx, input.permissions ?? []);
  const tokenId = input.id ?? ctx.newId('tok');
  await ctx.tx.insertMany('api_token', [
    {
      id: tokenId,
      user_id: input.userId,
      name: input.name,
      token_hash: input.tokenHash,
      permissions: input.permissions === undefined ? null : JSON.stringify([...new Set(input.permissions)].sort()),
      read_only: input.readOnly ? 1 : 0,
      created_at: ctx.now,
      expires_at: input.expiresAt ?? null,
      revoked_at: null,
      revision: 1,
    },
  ]);
  return { tokenId };
});

export const revokeToken = handleCommand(peopleOperations.revokeToken, async (ctx, { tokenId }) => {
  const { db } = ctx.tx;
  const token = await db.selectFrom('api_token').select(['user_id', 'revoked_at']).where('id', '=', tokenId).executeTakeFirst();
  if (!token) throw refuse(notFound, { kind: 'token', id: tokenId });
  assertOwnOrOwner(ctx, token.user_id);
  if (token.revoked_at === null)
    await db
      .updateTable('api_token')
      .set((eb) => ({ revoked_at: ctx.now, revision: eb('revision', '+', 1) }))
      .where('id', '=', tokenId)
      .execute();
  return { tokenId };
});
