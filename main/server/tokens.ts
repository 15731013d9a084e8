import { unknownUser } from '../../preload/contract/company.ts';
import { refuse } from '../../preload/contract/refusal.ts';
import { fromMillis, toMillis } from '../../preload/contract/values/instant.ts';
import { sha256 } from '../engine/canonical.ts';
import type { Engine } from '../engine/engine.ts';
import { SYSTEM } from '../engine/engine.ts';

const SECRET_BYTES = 32;

/** Creates an API token for a user found by sign-in name; the secret is returned once and only its hash is kept. */
export async function issueToken(engine: Engine, token: { login: string; name: string; expiresAt?: string }): Promise<string> {
  const user = await engine.writer.exclusively(({ db }) =>
    db.selectFrom('app_user').select('id').where('login', '=', token.login).where('active', '=', 1).executeTakeFirst(),
  );
  if (!user) throw refuse(unknownUser, { user: token.login });
  const secret = `cht_${Buffer.from(engine.entropy.bytes(SECRET_BYTES)).toString('base64url')}`;
  await engine.dispatch({
    commandId: `token.${Buffer.from(engine.entropy.bytes(12)).toString('hex')}`,
    operation: 'company.createToken',
    input: {
      userId: user.id,
      name: token.name,
      tokenHash: sha256(secret),
      ...(token.expiresAt === undefined ? {} : { expiresAt: token.expiresAt }),
    },
    actor: SYSTEM,
  });
  return secret;
}

/** How long a sign-in link opens the door: a working day. */
const SIGN_IN_HOURS = 12;
const HOUR_MS = 3_600_000;

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
 * A token that lets the owner in for a working day: what a sign-in link carries. Made whenever somebody starts the
 * program at this machine, because the secret of an earlier one is kept nowhere. Undefined without an active owner.
 */
export async function issueSignInToken(engine: Engine): Promise<{ login: string; secret: string } | undefined> {
  const owner = await ownerOf(engine);
  if (!owner) return undefined;
  const expiresAt = fromMillis(toMillis(engine.clock.now()) + SIGN_IN_HOURS * HOUR_MS);
  return { login: owner.login, secret: await issueToken(engine, { login: owner.login, name: 'sign-in link', expiresAt }) };
}
