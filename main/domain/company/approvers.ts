import type { Connection } from '../../../db/dialect/portable.ts';
import type { DB } from '../../../db/schema/index.ts';
import { operations } from '../../../preload/contract/index.ts';
import type { CommandDef, OperationDef } from '../../../preload/contract/operation.ts';
import { holds } from '../../../preload/contract/permission.ts';
import type { Day } from '../../../preload/contract/values/day.ts';
import type { Actor } from '../../engine/context.ts';

const commands: ReadonlyMap<string, CommandDef> = new Map(
  Object.values(operations)
    .flatMap((room) => Object.values(room) as OperationDef[])
    .flatMap((def) => (def.kind === 'command' ? [[def.name, def] as const] : [])),
);
/** Deciding itself never waits for a decision, and a company cannot wait to be created. */
const NEVER: ReadonlySet<string> = new Set([
  'company.approve',
  'company.create',
  'company.declineRequest',
  'company.expireRequests',
  'company.keepRequest',
  'company.withdrawRequest',
]);
/** The door proves who somebody is by these: they are not a person's decision. */
const AT_THE_DOOR =
  /^company\.(openSession|makeLink|redeemLink|reserveTry|endTry|setPassword|offerSecondFactor|confirmSecondFactor|useCode|removeSecondFactor|endSession|endOwnSession)$/;

/** Commands a policy can be made for, the engine's own batches included. */
export const approvables = (): readonly CommandDef[] =>
  [...commands.values()].filter(({ name }) => !NEVER.has(name) && !AT_THE_DOOR.test(name));

/** Every permission an operation of the house asks for, by name. */
export const knownPermissions = (): string[] =>
  [...new Set([...commands.values()].flatMap((d) => [d.permission, ...d.further]))].filter((p) => p !== 'public').sort();

/** What an operation does, in the words of the contract. */
export const summaryOf = (operation: string): string => commands.get(operation)?.summary ?? operation;

type ApproverKind = DB['approval_policy']['approver_kind'];
export interface Approver {
  readonly approver_kind: ApproverKind;
  readonly approver: string;
}

/** Who may approve, as the end of a sentence. */
export async function approversInWords(tx: Connection<DB>, kind: ApproverKind, approver: string): Promise<string> {
  if (kind === 'permission') return `somebody with the permission ${approver}`;
  const row = await tx.db.selectFrom('role').select('name').where('id', '=', approver).executeTakeFirst();
  return `somebody with the role ${row?.name ?? approver}`;
}

/** What active users are and may do now. */
interface Rights {
  /** sees some warehouses or channels only */
  readonly limited: boolean;
  readonly roles: ReadonlySet<string>;
  readonly permissions: ReadonlySet<string>;
}
async function standingOf(tx: Connection<DB>, userIds: readonly string[]): Promise<ReadonlyMap<string, Rights>> {
  const rows = await tx.db
    .selectFrom('app_user as u')
    .leftJoin('user_role as ur', 'ur.user_id', 'u.id')
    .leftJoin('role_permission as rp', 'rp.role_id', 'ur.role_id')
    .select(['u.id', 'ur.role_id', 'rp.permission'])
    .select((eb) => eb.selectFrom('user_scope as s').select('s.user_id').whereRef('s.user_id', '=', 'u.id').limit(1).as('scoped'))
    .where('u.active', '=', 1)
    .where('u.id', 'in', userIds.length > 0 ? [...userIds] : [''])
    .execute();
  return new Map(
    [...Map.groupBy(rows, (r) => r.id)].map(([id, of]) => [
      id,
      {
        limited: of.some((r) => r.scoped !== null),
        roles: new Set(of.flatMap((r) => r.role_id ?? [])),
        permissions: new Set(of.flatMap((r) => r.permission ?? [])),
      },
    ]),
  );
}

const fits = (rights: Rights | undefined, { approver_kind, approver }: Approver): boolean =>
  rights !== undefined && !rights.limited && (approver_kind === 'role' ? rights.roles.has(approver) : holds(rights.permissions, approver));

/** In whose right somebody may decide on a request: their own, that of who handed it to them, or nobody's. */
export type Authority = (request: Approver & { readonly requester_id: string }) => { readonly decidedFor: string | null } | undefined;

/**
 * What somebody may decide today, read from roles as they stand now, never from what a session remembers. Nobody decides
 * on their own request, and nobody in the name of the one who asked. Who is limited to warehouses or channels decides nothing:
 * the effects may reach beyond what they may see.
 */
export async function authorityOf(
  tx: Connection<DB>,
  { id: userId, device }: Pick<Actor, 'id' | 'device'>,
  today: Day,
): Promise<Authority> {
  // A token made for less than its user may do stands for no decision of that user.
  const token = await tx.db.selectFrom('api_token').select('permissions').where('id', '=', device).executeTakeFirst();
  if (token && token.permissions !== null) return () => undefined;
  const handed = await tx.db
    .selectFrom('approval_delegation')
    .select('user_id')
    .where('delegate_id', '=', userId)
    .where('ended_at', 'is', null)
    .where('from_on', '<=', today)
    .where('to_on', '>=', today)
    .orderBy('id')
    .execute();
  const givers = [...new Set(handed.map((h) => h.user_id))];
  const rights = await standingOf(tx, [userId, ...givers]);
  const active = rights.has(userId);
  return (request) => {
    if (!active || request.requester_id === userId) return undefined;
    if (fits(rights.get(userId), request)) return { decidedFor: null };
    const giver = givers.find((g) => g !== request.requester_id && fits(rights.get(g), request));
    return giver === undefined ? undefined : { decidedFor: giver };
  };
}

/** How many active people could approve under a policy. */
export async function countApprovers(tx: Connection<DB>, policy: Approver): Promise<number> {
  const users = await tx.db.selectFrom('app_user').select('id').where('active', '=', 1).execute();
  const rights = await standingOf(
    tx,
    users.map((u) => u.id),
  );
  return [...rights.values()].filter((r) => fits(r, policy)).length;
}
