import { type Connection, statement } from '../../../db/dialect/portable.ts';
import type { DB } from '../../../db/schema/index.ts';
import { type LockKind, unknownRole } from '../../../preload/contract/accounting.ts';
import type { ChartName } from '../../../preload/contract/company-chart.ts';
import { notFound } from '../../../preload/contract/engine.ts';
import { refuse } from '../../../preload/contract/refusal.ts';
import type { Day } from '../../../preload/contract/values/day.ts';
import type { CommandContext, Standing } from '../../engine/context.ts';
import { TEMPLATES } from './chart/index.ts';
import { CHART_ROLES, type ChartRole } from './chart/roles.ts';
import { type ChartTemplate, draftOf, type OwnAccountDraft } from './chart/template.ts';
import type { AccountFacts, AccountRef, AccountType } from './model.ts';
import { type LockException, locksFor } from './rules.ts';
import { insertAccounts, insertGroups, insertJournals, insertLocks, insertPlaces, insertRoles } from './store.ts';

interface ChartRow {
  id: string;
  code: string;
  name: string;
  type: AccountType;
  open_items: 0 | 1;
  managed_by: string | null;
  active: 0 | 1;
  revision: number;
  role: string | null;
}

const allAccounts = statement<DB, Record<string, never>, ChartRow>((db) =>
  db
    .selectFrom('account')
    .leftJoin('account_role', 'account_role.account_id', 'account.id')
    .select([
      'account.id',
      'account.code',
      'account.name',
      'account.type',
      'account.open_items',
      'account.managed_by',
      'account.active',
      'account.revision',
      'account_role.role',
    ]),
);

const allLocks = statement<DB, Record<string, never>, { kind: LockKind; through: Day }>((db) =>
  db.selectFrom('posting_lock').select(['kind', 'through']),
);

/** The chart as one command or query sees it. */
export class Chart {
  readonly #byId = new Map<string, AccountFacts>();
  readonly #byCode = new Map<string, AccountFacts>();
  readonly #byRole = new Map<string, AccountFacts>();

  constructor(rows: readonly ChartRow[]) {
    for (const row of rows) {
      let account = this.#byId.get(row.id);
      if (!account) {
        account = {
          id: row.id,
          code: row.code,
          name: row.name,
          type: row.type,
          openItems: row.open_items === 1,
          managedBy: row.managed_by,
          active: row.active === 1,
          revision: row.revision,
        };
        this.#byId.set(row.id, account);
        this.#byCode.set(row.code, account);
      }
      if (row.role !== null) this.#byRole.set(row.role, account);
    }
  }

  /** Account that plays a role; `clearing/<channel>` falls back to `clearing`. Refuses a role nobody plays. */
  role(role: string): AccountFacts {
    const found = this.#byRole.get(role) ?? this.#fallback(role);
    if (!found) throw refuse(unknownRole, { role });
    return found;
  }
  #fallback(role: string): AccountFacts | undefined {
    const slash = role.indexOf('/');
    return slash > 0 ? this.#byRole.get(role.slice(0, slash)) : undefined;
  }
  /** Whether exactly this role is taken, without the fallback. */
  plays(role: string): AccountFacts | undefined {
    return this.#byRole.get(role);
  }
  id(id: string): AccountFacts {
    const found = this.#byId.get(id);
    if (!found) throw refuse(notFound, { kind: 'account', id });
    return found;
  }
  code(code: string): AccountFacts {
    const found = this.#byCode.get(code);
    if (!found) throw refuse(notFound, { kind: 'account', id: code });
    return found;
  }
  hasCode(code: string): AccountFacts | undefined {
    return this.#byCode.get(code);
  }
  /** The account a line draft means. */
  of(account: AccountRef): AccountFacts {
    return 'role' in account ? this.role(account.role) : this.id(account.id);
  }
  /** Every account, by code. */
  all(): AccountFacts[] {
    return [...this.#byId.values()].toSorted((a, b) => (a.code < b.code ? -1 : 1));
  }
  rolesOf(id: string): string[] {
    return [...this.#byRole].filter(([, a]) => a.id === id).map(([role]) => role);
  }
}

export async function loadChart(tx: Connection<DB>): Promise<Chart> {
  return new Chart(await tx.run(allAccounts, {}));
}

const chart: Standing<Chart> = { tables: ['account', 'account_role'], load: loadChart };
const locks: Standing<ReadonlyMap<LockKind, Day>> = {
  tables: ['posting_lock'],
  load: async (tx) => new Map((await tx.run(allLocks, {})).map((l) => [l.kind, l.through])),
};

const exceptions: Standing<readonly LockException[]> = {
  tables: ['lock_exception'],
  load: ({ db }) =>
    db
      .selectFrom('lock_exception')
      .select(['kind', 'from_on as from', 'user_id as userId', 'expires_on as expiresOn'])
      .where('ended_at', 'is', null)
      .execute(),
};

/** The chart as the command sees it. */
export const chartOf = (ctx: CommandContext): Promise<Chart> => ctx.standing(chart);

/** Through which day each area is locked. */
export const locksOf = (ctx: CommandContext): Promise<ReadonlyMap<LockKind, Day>> => ctx.standing(locks);

/** Through which day each area is locked for who posts. */
export const locksForActor = async (ctx: CommandContext): Promise<ReadonlyMap<LockKind, Day>> =>
  locksFor(await ctx.standing(locks), await ctx.standing(exceptions), { userId: ctx.actor.id, today: ctx.today });

/** The template the company began with: what its accounts of later days are called and numbered. */
async function templateOf({ tx }: CommandContext): Promise<ChartTemplate> {
  const { chart } = await tx.db.selectFrom('company').select('chart').executeTakeFirstOrThrow();
  return TEMPLATES[chart as ChartName];
}

/** Room between the groups of a template for groups that are added later. */
const POSITION_STEP = 10;

/** Writes accounts, roles, groups, journals and (open) locks of a template; part of creating a company. */
export async function installChart(ctx: CommandContext, name: ChartName): Promise<void> {
  const chosen = TEMPLATES[name];
  const withIds = chosen.accounts.filter((a) => a.late !== true).map((a) => ({ ...a, ...draftOf(chosen, a), id: ctx.newId('acc') }));
  await insertAccounts(ctx, withIds);
  await insertRoles(
    ctx,
    withIds.flatMap((a) => (a.role === undefined ? [] : [{ role: a.role, accountId: a.id }])),
  );
  await insertGroups(
    ctx,
    chosen.groups.map((g, i) => ({ ...g, position: (i + 1) * POSITION_STEP })),
  );
  await insertPlaces(
    ctx,
    withIds.map((a) => ({ accountId: a.id, group: a.group })),
  );
  await insertJournals(ctx, chosen.journals);
  await insertLocks(ctx);
}

/** Id of the account that plays a role, see `Chart.role`. Refuses a role nobody plays. */
export async function accountByRole(ctx: CommandContext, role: string): Promise<string> {
  return (await chartOf(ctx)).role(role).id;
}

/** What the chart says of one account. Refuses one that is not there. */
export async function accountFacts(ctx: CommandContext, accountId: string): Promise<AccountFacts> {
  return (await chartOf(ctx)).id(accountId);
}

/** A code nobody has: the one wanted, or the next behind it. People may have given the first to an account of their own. */
function freeCode(chart: Chart, wanted: string): string {
  let code = wanted;
  for (let next = 2; chart.hasCode(code); next += 1) code = `${wanted}-${next}`;
  return code;
}

/**
 * The account that plays a role of the template; a company from before there was that account gets it now, under the code,
 * name and heading of its template. Returns its id.
 */
export async function ensureRole(ctx: CommandContext, role: ChartRole): Promise<string> {
  const known = await chartOf(ctx);
  const playing = known.plays(role);
  if (playing) return playing.id;
  const from = await templateOf(ctx);
  const account = from.accounts.find((a) => a.role === role);
  if (!account) throw new Error(`the chart has no account for ${role}`);
  const id = ctx.newId('acc');
  const draft = draftOf(from, account);
  await insertAccounts(ctx, [{ ...draft, id, code: freeCode(known, account.code) }]);
  await insertRoles(ctx, [{ role, accountId: id }]);
  const { db } = ctx.tx;
  const heading = await db.selectFrom('account_group').select('code').where('code', '=', account.group).executeTakeFirst();
  if (heading) await insertPlaces(ctx, [{ accountId: id, group: heading.code }]);
  return id;
}

/**
 * The account of one channel, bank account or valuation area beside that of all of them: found by its role, or added under
 * a code behind that of the template. Returns its id. It stands in the statements where the account beside it does.
 */
export async function ensureAccount(ctx: CommandContext, draft: OwnAccountDraft): Promise<string> {
  const known = await chartOf(ctx);
  const playing = draft.role === undefined ? undefined : known.plays(draft.role);
  if (playing) return playing.id;
  const from = await templateOf(ctx);
  const ofStock = draft.beside === 'inventory';
  const code = ofStock ? from.inventoryCode : from.accounts.find((a) => a.role === draft.beside)?.code;
  const id = ctx.newId('acc');
  await insertAccounts(ctx, [
    {
      id,
      code: freeCode(known, `${code}-${draft.suffix}`),
      name: draft.name,
      type: draft.beside === 'inventory' ? 'asset' : CHART_ROLES[draft.beside].type,
      openItems: draft.openItems === true,
      managedBy: ofStock ? 'inventory' : null,
    },
  ]);
  if (draft.role !== undefined) await insertRoles(ctx, [{ role: draft.role, accountId: id }]);
  return id;
}
