import { unknownUser } from '../../preload/contract/people.ts';
import { refuse } from '../../preload/contract/refusal.ts';
import type { Invitation, MadeToken } from '../../preload/contract/sign-in.ts';
import { fromMillis, toMillis } from '../../preload/contract/values/instant.ts';
import { sha256 } from '../engine/canonical.ts';
import type { Actor } from '../engine/context.ts';
import type { Engine } from '../engine/engine.ts';
import { SYSTEM } from '../engine/engine.ts';

const SECRET_BYTES = 32;

async function userIdOf(engine: Engine, login: string): Promise<string> {
  const user = await engine.writer.exclusively(({ db }) =>
    db.selectFrom('app_user').select('id').where('login', '=', login).where('active', '=', 1).executeTakeFirst(),
  );
  if (!user) throw refuse(unknownUser, { user: login });
  return user.id;
}

interface TokenDraft {
  readonly name: string;
  readonly permissions?: readonly string[] | undefined;
  readonly readOnly?: boolean;
  readonly expiresAt?: string | undefined;
}

/** Makes the secret here, tells it once, and lets the company file know only its hash. */
async function makeToken(engine: Engine, userId: string, draft: TokenDraft, by: Actor): Promise<MadeToken> {
  const secret = `cht_${Buffer.from(engine.entropy.bytes(SECRET_BYTES)).toString('base64url')}`;
  const { name, permissions, readOnly = false, expiresAt } = draft;
  const { output } = await engine.dispatch({
    commandId: `token.${Buffer.from(engine.entropy.bytes(12)).toString('hex')}`,
    operation: 'company.createToken',
    input: {
      userId,
      name,
      tokenHash: sha256(secret),
      readOnly,
      ...(permissions === undefined ? {} : { permissions }),
      ...(expiresAt === undefined ? {} : { expiresAt }),
    },
    actor: by,
  });
  return { ...(output as { tokenId: string }), secret };
}

/** Creates an API token for a user found by sign-in name, at the machine the company is on; the secret is returned once. */
export async function issueToken(engine: Engine, token: TokenDraft & { readonly login: string }): Promise<string> {
  return (await makeToken(engine, await userIdOf(engine, token.login), token, SYSTEM)).secret;
}

/** Creates an API token for whoever asks; refused where they may not have tokens, or ask for more than they may do. */
export const makeOwnToken = (engine: Engine, actor: Actor, draft: TokenDraft): Promise<MadeToken> =>
  makeToken(engine, actor.id, draft, actor);

/** How long a sign-in link waits to be opened, once. */
const LINK_MINUTES = 15;
const MINUTE_MS = 60_000;

/** Sign-in name of the company's first active owner. */
function ownerOf(engine: Engine): Promise<{ login: string } | undefined> {
  return engine.writer.exclusively(({ db }) =>
    db
      .selectFrom('app_user')
      .innerJoin('user_role', 'user_role.user_id', 'app_user.id')
      .select('app_user.login')
      .where('role_id', '=', 'owner')
      .where('active', '=', 1)
      .orderBy('app_user.id')
      .executeTakeFirst(),
  );
}

/** The first token of a company that never had one, for its owner; undefined when there has been one. */
export async function issueFirstToken(engine: Engine): Promise<{ login: string; secret: string } | undefined> {
  const known = await engine.writer.exclusively(({ db }) => db.selectFrom('api_token').select('id').limit(1).executeTakeFirst());
  const owner = known ? undefined : await ownerOf(engine);
  return owner && { login: owner.login, secret: await issueToken(engine, { login: owner.login, name: 'first run' }) };
}

/**
 * The secret of a link that lets somebody in once, within a quarter of an hour: the owner, or a user by sign-in name. Made
 * whenever somebody starts the program at this machine, or asks for it as somebody (`by`). Undefined without an active owner; refuses an unknown name.
 */
export async function issueSignInLink(engine: Engine, login?: string, by: Actor = SYSTEM): Promise<Invitation | undefined> {
  const name = login ?? (await ownerOf(engine))?.login;
  if (name === undefined) return undefined;
  const userId = await userIdOf(engine, name);
  const secret = Buffer.from(engine.entropy.bytes(SECRET_BYTES)).toString('base64url');
  await engine.dispatch({
    commandId: `link.${Buffer.from(engine.entropy.bytes(12)).toString('hex')}`,
    operation: 'company.makeLink',
    input: { userId, secretHash: sha256(secret), expiresAt: fromMillis(toMillis(engine.clock.now()) + LINK_MINUTES * MINUTE_MS) },
    actor: by,
  });
  return { login: name, secret, minutes: LINK_MINUTES };
}
