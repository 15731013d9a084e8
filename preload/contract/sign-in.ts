import { z } from 'zod';
import { zPermission } from './permission.ts';
import { refusal } from './refusal.ts';
import { instantWords, zInstant } from './values/instant.ts';

/** Shortest password. Length is what counts; what it is made of is the person's own business (OWASP ASVS 2.1). */
export const PASSWORD_MIN = 12;
export const PASSWORD_MAX = 200;

export const zPassword = z.string().min(1).max(PASSWORD_MAX);
/** Six digits of a code generator, or a recovery code. */
const zCode = z.string().trim().min(6).max(40);
export const zSignIn = z.strictObject({ login: z.string().trim().min(1).max(200), password: zPassword, code: zCode.optional() });
export const zLink = z.strictObject({ secret: z.string().min(20).max(200), code: zCode.optional() });
export const zNewPassword = z.strictObject({ current: zPassword.optional(), next: zPassword });

/** Setting up a code generator is proved like a new password; giving it up, by one of its codes. */
export const zBeginSecondFactor = z.strictObject({ current: zPassword.optional() });
export const zSecondFactorCode = z.strictObject({ code: zCode });
/** What a code generator has to be told, as text, as address and as picture. Shown once. */
export const zSecondFactorOffer = z.object({ secret: z.string(), uri: z.string(), qrSvg: z.string() });
export type SecondFactorOffer = z.output<typeof zSecondFactorOffer>;
/** Codes for the day the generator is lost, each good for once. Shown once. */
const zRecoveryCodes = z.object({ recoveryCodes: z.array(z.string()) });
export type RecoveryCodes = z.output<typeof zRecoveryCodes>;

/** An API token for oneself: what it may do of what one may do oneself, and until when. */
export const zNewToken = z.strictObject({
  name: z.string().trim().min(1).max(200),
  permissions: z.array(zPermission).min(1).max(100).optional(),
  readOnly: z.boolean().default(false),
  expiresAt: zInstant.optional(),
});
export type NewToken = z.input<typeof zNewToken>;
/** The secret of a token is told once and kept nowhere. */
export const zMadeToken = z.object({ tokenId: z.string(), secret: z.string() });
export type MadeToken = z.output<typeof zMadeToken>;

export const zInvite = z.strictObject({ login: z.string().trim().min(1).max(200) });
/** A one-time way in that somebody with the right to manage users made for a user; told once. */
export const zInvitation = z.object({ login: z.string(), secret: z.string(), minutes: z.int() });
export type Invitation = z.output<typeof zInvitation>;

/** Who is signed in, as the door tells a window. */
export const zWhoAmI = z.object({
  userId: z.string(),
  login: z.string(),
  name: z.string(),
  permissions: z.array(z.string()),
  /** false: came in by a link and can come back only by another one */
  hasPassword: z.boolean(),
  /** a new password takes the one held now; false for who came in by a link */
  needsCurrent: z.boolean(),
  /** `required`: nothing else can be done before a code generator is set up */
  secondFactor: z.enum(['on', 'off', 'required']),
});
export type WhoAmI = z.output<typeof zWhoAmI>;

export const signInRefused = refusal(
  'signIn.refused',
  z.object({}),
  () => 'This name and password do not belong together here. Check both, or ask an owner for a new sign-in link.',
);
export const signInLocked = refusal(
  'signIn.locked',
  z.object({ until: z.string() }),
  (p) => `Too many wrong passwords for this name. Try again after ${instantWords(p.until)}, or ask an owner for a sign-in link.`,
);
export const codeNeeded = refusal(
  'signIn.codeNeeded',
  z.object({}),
  () => 'Give the six digits of your code generator too, or one of your recovery codes.',
);
export const codeRefused = refusal(
  'signIn.codeRefused',
  z.object({}),
  () => 'This code is not right, too old, or was used already. Wait for the next one, or use a recovery code.',
);
export const noSecondFactor = refusal(
  'signIn.noSecondFactor',
  z.object({}),
  () => 'No code generator is being set up for you. Begin again.',
);
export const secondFactorOn = refusal(
  'signIn.secondFactorOn',
  z.object({}),
  () => 'You have a code generator already. Remove it first; if it is lost, an owner can reset it.',
);
export const secondFactorKept = refusal(
  'signIn.secondFactorKept',
  z.object({ role: z.string() }),
  (p) => `The company requires a code generator for the role ${p.role}. It can be replaced, not given up: an owner can reset it.`,
);
export const noSecretKey = refusal(
  'signIn.noSecretKey',
  z.object({}),
  () => 'This server has no key to keep secrets with. Set COUNTINGHOUSE_SECRET_KEY to 32 random bytes in base64, and start it again.',
);
export const tooManyTries = refusal(
  'signIn.tooManyTries',
  z.object({ seconds: z.int() }),
  (p) => `Too many tries from this address. Try again in ${p.seconds} seconds.`,
);
export const linkUsed = refusal(
  'signIn.linkUsed',
  z.object({}),
  () => 'This sign-in link was used already or is too old. Start the program again for a new one, or ask an owner.',
);
export const passwordTooShort = refusal(
  'signIn.passwordTooShort',
  z.object({ least: z.int() }),
  (p) => `A password has at least ${p.least} characters. A few words you can remember do well.`,
);
export const passwordTooPlain = refusal(
  'signIn.passwordTooPlain',
  z.object({}),
  () =>
    'This password is little more than the sign-in name, the name of this program or a few characters over and over. Choose another one.',
);
export const crossOrigin = refusal(
  'http.crossOrigin',
  z.object({ origin: z.string() }),
  (p) => `A page of ${p.origin} may not act here on behalf of somebody who is signed in.`,
);
